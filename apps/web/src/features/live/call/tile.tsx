import { type CallQuality, type PeerState } from '@debrief/client';
import { lastRound, roleOf } from '@debrief/live-core';
import { Avatar, Button, cx, RoleShape, VisuallyHidden } from '@debrief/ui';
import { useMemo } from 'react';
import { i18n } from '../../../shared/i18n';
import { roleWord } from '../../../shared/round-words';
import { firstName, useLive, useMe, useNames, useRoom } from '../live-context';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { MicrophoneIcon } from './icons';
import { useSpeaking } from './level';
import { Picture } from './picture';
import styles from './call.module.css';

const qualityWord = (quality: CallQuality): string =>
  ({ good: i18n.t('good line'), fair: i18n.t('some gaps'), poor: i18n.t('weak line') })[quality];

/** Dot, ring, square, as everywhere; a good line only says so to those who cannot see that nothing is wrong. */
const Line = ({ peer }: { peer: PeerState }) => {
  const words =
    peer.state === 'reconnecting'
      ? i18n.t('reconnecting')
      : peer.state === 'connecting'
        ? i18n.t('connecting')
        : peer.state === 'failed'
          ? i18n.t('no way through')
          : peer.quality && qualityWord(peer.quality);
  if (!words) return null;
  const tone = peer.state === 'failed' || peer.quality === 'poor' ? 'bad' : 'waits';
  const isGood = peer.state === 'connected' && peer.quality === 'good';
  const relayed = peer.relayed ? ` ${i18n.t('(by a relay)')}` : '';
  if (isGood)
    return (
      <span className={styles.line} title={words + relayed} data-tone="good">
        <i aria-hidden="true" />
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
    );
  return (
    <span className={cx(styles.line, styles.lineShown)} data-tone={tone} title={words + relayed}>
      <i aria-hidden="true" />
      {words}
    </span>
  );
};

/** Somebody else in the call: picture or initials, who they are, whether they are heard, how good the line is. */
export const PeerTile = ({ desk, peer, large }: { desk: CallDesk; peer: PeerState; large?: boolean }) => {
  const room = useRoom();
  const name = useNames()(peer.participant);
  const full = useLive((live) => live.people).find(({ participant }) => participant === peer.participant)?.name ?? name;
  const round = lastRound(room);
  const role = round && roleOf(room, peer.participant, round.round);
  const isSpeaking = useSpeaking(peer.stream, `${peer.state} ${peer.sends.audio}`);
  const isQuiet = peer.sends.muted || !peer.sends.audio;
  return (
    <li className={cx(styles.tile, large && styles.large, isSpeaking && !isQuiet && styles.speaking)}>
      {peer.hasPicture && peer.sends.video ? (
        <Picture stream={peer.stream} />
      ) : (
        <span className={styles.nobody}>
          <Avatar name={full} seat={room.people[peer.participant]?.seat ?? null} large />
        </span>
      )}
      <span className={styles.plate}>
        {role && <RoleShape role={role} />}
        <span className={styles.name}>{large ? name : firstName(name)}</span>
        {role && <VisuallyHidden>{roleWord(role)}</VisuallyHidden>}
        {isQuiet && (
          <span className={styles.muted} title={i18n.t('muted')}>
            <MicrophoneIcon off />
            <VisuallyHidden>{peer.sends.audio ? i18n.t('muted') : i18n.t('without a microphone')}</VisuallyHidden>
          </span>
        )}
      </span>
      <Line peer={peer} />
      {peer.state === 'failed' && (
        <span className={styles.failed}>
          <span>{i18n.t('No way through to {name}. Notes, chat and clock go on.', { name: firstName(name) })}</span>
          <Button size="s" onClick={() => desk.retry(peer.peer)}>
            {i18n.t('Try again')}
          </Button>
        </span>
      )}
    </li>
  );
};

/** One's own picture, small and mirrored as in a mirror; it can be hidden, which changes nothing for the others. */
export const SelfTile = ({ desk, inset }: { desk: CallDesk; inset?: boolean }) => {
  const { audio, video, isMuted, choices } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  const people = useLive((live) => live.people);
  const stream = useMemo(() => (video ? new MediaStream([video]) : null), [video]);
  const sound = useMemo(() => (audio ? new MediaStream([audio]) : null), [audio]);
  const isSpeaking = useSpeaking(sound, isMuted);
  if (choices.hidesSelf) return null;
  return (
    <li className={cx(styles.tile, inset && styles.inset, isSpeaking && !isMuted && styles.speaking)}>
      {stream ? (
        <Picture stream={stream} mirrored />
      ) : (
        <span className={styles.nobody}>
          <Avatar
            name={people.find(({ participant }) => participant === me)?.name ?? '?'}
            seat={room.people[me]?.seat ?? null}
          />
        </span>
      )}
      <span className={styles.plate}>
        <span className={styles.name}>{i18n.t('You')}</span>
        {(isMuted || !audio) && (
          <span className={styles.muted}>
            <MicrophoneIcon off />
            <VisuallyHidden>{audio ? i18n.t('muted') : i18n.t('without a microphone')}</VisuallyHidden>
          </span>
        )}
      </span>
    </li>
  );
};
