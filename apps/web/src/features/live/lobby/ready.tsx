import { callPart, lastRound, type RoundState } from '@debrief/live-core';
import { Button, text } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useDesk, useDeskState } from '../call/call-context';
import { type CallDesk } from '../call/call-desk';
import { firstName, useMe, useNames, useNow, useRoom, useSend } from '../live-context';
import { useKeys } from '../room-keys';
import styles from './lobby.module.css';

/** How long the guide has been open, without hurry; and the word to the candidate that it has been read. */
export const ReadingTime = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const me = useMe();
  const send = useSend();
  const name = useNames();
  const now = useNow();
  const isReady = room.people[me]?.ready ?? false;
  const flip = () => void send('participant.ready', { ready: !isReady });
  useKeys([{ key: 'R', label: isReady ? i18n.t('Still reading') : i18n.t('I have read the guide'), run: flip }]);
  const minutes = Math.floor((now - round.openedBriefAt) / 60_000);
  return (
    <div className={styles.reading}>
      <Button size="s" onClick={flip} hotkey="R" aria-pressed={isReady}>
        {isReady ? i18n.t('You have read it') : i18n.t('I have read it')}
      </Button>
      <span className={text.meta}>
        {isReady
          ? i18n.t('{name} sees that you are ready.', { name: firstName(name(round.candidate)) })
          : minutes < 1
            ? i18n.t('Open for less than a minute.')
            : minutes === 1
              ? i18n.t('Open for a minute.')
              : i18n.t('Open for {minutes} minutes.', { minutes })}
      </span>
    </div>
  );
};

/** Ready means in the call, in the way chosen; without a choice the browser asks for both, and its answer counts. */
const enter = async (desk: CallDesk, hears: boolean) => {
  const { way, call } = desk.get();
  if (call.status === 'in' || call.status === 'entering') return;
  if (way === 'unasked' && !hears) await desk.open({ microphone: true, camera: true });
  // Something kept a device from opening: that person reads what to do, and joins when they have decided.
  const { problems } = desk.get();
  if (!problems.camera && !problems.microphone) await desk.join();
};

/** The word to everybody that this person may begin, and their way into the call. */
export const Ready = ({ candidate }: { candidate: string | null }) => {
  const room = useRoom();
  const me = useMe();
  const send = useSend();
  const isReady = room.people[me]?.ready ?? false;
  const desk = useDesk();
  const flip = () => {
    void send('participant.ready', { ready: !isReady });
    if (!isReady && desk) void enter(desk, callPart(room, me) === 'hear');
  };
  useKeys([{ key: 'R', label: isReady ? i18n.t('Not ready yet') : i18n.t('I’m ready'), run: flip }]);
  const name = useNames();
  const lead = firstName(name(lastRound(room)?.lead ?? null));
  const isMain = candidate === me || lastRound(room)?.stage === 'brief';
  return (
    <div className={styles.go}>
      <Button kind={isMain && !isReady ? 'primary' : 'plain'} size="l" onClick={flip} hotkey="R" aria-pressed={isReady}>
        {isReady ? i18n.t('You are ready') : i18n.t('I’m ready')}
      </Button>
      <p className={text.meta}>
        <span className={styles.onlyWide}>
          {lead
            ? i18n.t('The prompt appears when {lead} starts the round. Nothing is kept before that but the chat.', {
                lead,
              })
            : i18n.t('The prompt appears when the interviewer starts the round.')}
        </span>{' '}
        {desk && !isReady && <ReadyMeans desk={desk} />}
      </p>
    </div>
  );
};

const ReadyMeans = ({ desk }: { desk: CallDesk }) => {
  const room = useRoom();
  const me = useMe();
  const { way, call, audio, video } = useDeskState(desk);
  if (call.status === 'in' || call.status === 'entering') return null;
  if (callPart(room, me) === 'hear') return i18n.t('You then hear the call.');
  if (way === 'text') return i18n.t('You then hear the call, and write.');
  if (way === 'on')
    return audio && video
      ? i18n.t('You then join the call with camera and microphone.')
      : audio
        ? i18n.t('You then join the call with your microphone.')
        : i18n.t('You then join the call with your camera.');
  return i18n.t('The browser then asks for camera and microphone, and you join the call.');
};
