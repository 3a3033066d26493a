import { callPart } from '@debrief/live-core';
import { Avatar, Button, cx, RoleShape, Section } from '@debrief/ui';
import { useMemo, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useLive, useMe, useRoom } from '../live-context';
import { useNarrow } from '../use-narrow';
import { CallBar, Sending } from './call-bar';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { CallTiles } from './call-tiles';
import { DeviceDialog } from './device-dialog';
import { FixNotes } from './fix-notes';
import { LevelMeter } from './level-meter';
import { Pickers } from './pickers';
import { Picture } from './picture';
import styles from './call.module.css';

type Part = 'candidate' | 'interviewer' | 'observer';

/** See and hear yourself before anybody else does. `small` beside a guide that is being read. */
export const GreenRoom = ({ part, small }: { part: Part | null; small?: boolean }) => {
  const desk = useDesk();
  const room = useRoom();
  const me = useMe();
  if (!desk) return null;
  const hears = callPart(room, me) === 'hear';
  return <Green desk={desk} part={part} small={small ?? false} hears={hears} />;
};

const Green = ({ desk, part, small, hears }: { desk: CallDesk; part: Part | null; small: boolean; hears: boolean }) => {
  const { call, way } = useDeskState(desk);
  const isNarrow = useNarrow();
  const isIn = call.status === 'in' || call.status === 'entering' || call.status === 'moved';
  return (
    <section className={cx(styles.green, small && styles.small)} aria-label={i18n.t('Camera and sound')}>
      {isIn ? (
        <>
          <CallTiles />
          <CallBar look={small || isNarrow ? 'signs' : 'words'} />
        </>
      ) : hears ? (
        <Hearing desk={desk} />
      ) : (
        <>
          <Frame desk={desk} part={part} />
          {way === 'on' && <Controls desk={desk} small={small} />}
        </>
      )}
      {!isIn && <FixNotes desk={desk} />}
      {!small && !isIn && way === 'on' && <Checks desk={desk} hears={hears} />}
    </section>
  );
};

const Frame = ({ desk, part }: { desk: CallDesk; part: Part | null }) => {
  const { way, audio, video, choices, isMuted, wasIn } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  const name = useLive((live) => live.people).find(({ participant }) => participant === me)?.name ?? '?';
  const stream = useMemo(() => (video ? new MediaStream([video]) : null), [video]);
  const [isHeard, setHeard] = useState(false);
  if (way === 'unasked' || way === 'asking' || way === 'text')
    return (
      <div className={cx(styles.frame, styles.asking)}>
        <div className={styles.ask}>
          <p role="status">
            {way === 'asking'
              ? i18n.t('The browser asks for your camera and microphone. Choose Allow.')
              : way === 'text'
                ? i18n.t('You take part by text: you hear the others, and answer in chat and notes.')
                : wasIn
                  ? i18n.t('You were in the call before this page was loaded again.')
                  : i18n.t(
                      'See and hear yourself first. The browser will ask to use them; nobody sees or hears you before you join the call.',
                    )}
          </p>
          <div className={styles.ways}>
            <Button busy={way === 'asking'} onClick={() => void desk.open({ microphone: true, camera: true })}>
              {i18n.t('Camera and microphone')}
            </Button>
            <Button
              kind="quiet"
              disabled={way === 'asking'}
              onClick={() => void desk.open({ microphone: true, camera: false })}
            >
              {i18n.t('Microphone only')}
            </Button>
            {way !== 'text' && (
              <Button kind="quiet" disabled={way === 'asking'} onClick={() => desk.chooseText()}>
                {i18n.t('Text only')}
              </Button>
            )}
            {way === 'text' && (
              <Button kind="quiet" onClick={() => void desk.join()}>
                {i18n.t('Listen in now')}
              </Button>
            )}
          </div>
        </div>
      </div>
    );
  const words =
    part === 'candidate'
      ? i18n.t('You, candidate')
      : part === 'interviewer'
        ? i18n.t('You, interviewer')
        : i18n.t('You');
  return (
    <div className={styles.frame}>
      {stream && !choices.hidesSelf ? (
        <Picture stream={stream} mirrored />
      ) : (
        <span className={styles.nobody}>
          <Avatar name={name} seat={room.people[me]?.seat ?? null} large />
        </span>
      )}
      <span className={styles.framePlate}>
        {part && <RoleShape role={part} />}
        <span>{words}</span>
        <span className={styles.heard} role="status">
          {!audio
            ? i18n.t('No microphone')
            : isMuted
              ? i18n.t('Muted')
              : isHeard
                ? i18n.t('Good level')
                : i18n.t('Say something')}
        </span>
        {audio && !isMuted && <LevelMeter track={audio} onHeard={() => setHeard(true)} />}
      </span>
    </div>
  );
};

const Controls = ({ desk, small }: { desk: CallDesk; small: boolean }) => {
  const { choices, video } = useDeskState(desk);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.controls}>
      <Sending desk={desk} look={small ? 'signs' : 'words'} />
      <Button onClick={() => void desk.join()}>{i18n.t('Join the call now')}</Button>
      {small ? (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {i18n.t('Devices')}
        </Button>
      ) : (
        (video || choices.hidesSelf) && (
          <Button
            kind="quiet"
            className={styles.push}
            aria-pressed={choices.hidesSelf}
            onClick={() => desk.hideSelf(!choices.hidesSelf)}
          >
            {choices.hidesSelf ? i18n.t('Show my own picture') : i18n.t('Hide my own picture')}
          </Button>
        )
      )}
      {isOpen && <DeviceDialog desk={desk} onClose={() => setOpen(false)} />}
    </div>
  );
};

const Checks = ({ desk, hears }: { desk: CallDesk; hears: boolean }) => {
  const lag = useLive((live) => live.lag);
  return (
    <Section title={i18n.t('Checks')} meta={i18n.t('Remembered on this device')}>
      <Pickers desk={desk} hears={hears} />
      {lag !== null && (
        <div className={styles.net}>
          <span>{i18n.t('Network')}</span>
          <span>{i18n.t('{lag} ms to the server and back', { lag })}</span>
        </div>
      )}
    </Section>
  );
};

const Hearing = ({ desk }: { desk: CallDesk }) => (
  <Section title={i18n.t('You watch')}>
    <p className={styles.note}>
      {i18n.t(
        'You hear the interview; nobody hears or sees you, and no camera or microphone is asked for. Everybody sees that you are here.',
      )}
    </p>
    <Pickers desk={desk} hears />
    <div className={styles.controls}>
      <Button onClick={() => void desk.join()}>{i18n.t('Listen in now')}</Button>
    </div>
  </Section>
);
