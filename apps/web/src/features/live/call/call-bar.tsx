import { callPart } from '@debrief/live-core';
import { Button, cx, Kbd } from '@debrief/ui';
import { useState, type ReactNode } from 'react';
import { i18n } from '../../../shared/i18n';
import { useMe, useRoom } from '../live-context';
import { useKeys } from '../room-keys';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { DeviceDialog } from './device-dialog';
import { mayShareScreen } from './devices';
import { CameraIcon, DevicesIcon, HangUpIcon, MicrophoneIcon, ScreenIcon } from './icons';
import styles from './call.module.css';

/**
 * The call's controls while one is in it. `look`: `words` beside the signs, `signs` alone, or only the two a thumb needs
 * (`thumb`). `children` stand at the end: the place of the recording's controls.
 */
export const CallBar = ({ look = 'signs', children }: { look?: 'words' | 'signs' | 'thumb'; children?: ReactNode }) => {
  const desk = useDesk();
  return desk && <Bar desk={desk} look={look} end={children} />;
};

/** M and V, wherever somebody may send: in the call, and in the green room before it. */
export const useCallKeys = (desk: CallDesk): void => {
  const { isMuted, audio, video } = useDeskState(desk);
  useKeys([
    {
      key: 'M',
      label: audio && !isMuted ? i18n.t('Mute the microphone') : i18n.t('Switch the microphone on'),
      run: () => void desk.toggleMute(),
    },
    {
      key: 'V',
      label: video ? i18n.t('Switch the camera off') : i18n.t('Switch the camera on'),
      run: () => void desk.toggleCamera(),
    },
  ]);
};

const Bar = ({ desk, look, end }: { desk: CallDesk; look: 'words' | 'signs' | 'thumb'; end: ReactNode }) => {
  const { call } = useDeskState(desk);
  if (call.status !== 'in') return end ? <div className={styles.bar}>{end}</div> : null;
  return (
    <div className={styles.bar} role="group" aria-label={i18n.t('Call controls')}>
      {call.part === 'send' && <Sending desk={desk} look={look} />}
      {look !== 'thumb' && <Rest desk={desk} />}
      {end}
    </div>
  );
};

/** Microphone and camera. */
export const Sending = ({ desk, look }: { desk: CallDesk; look: 'words' | 'signs' | 'thumb' }) => {
  const { audio, video, isMuted, way } = useDeskState(desk);
  useCallKeys(desk);
  const isHeard = audio !== null && !isMuted;
  const sound = !audio ? i18n.t('Microphone on') : isMuted ? i18n.t('Unmute') : i18n.t('Mute');
  const picture = video ? i18n.t('Stop video') : i18n.t('Start video');
  const wide = look === 'words';
  return (
    <>
      <Button
        className={cx(styles.control, !isHeard && styles.isOff, !wide && styles.sign)}
        disabled={way === 'asking'}
        onClick={() => void desk.toggleMute()}
        aria-label={wide ? undefined : sound}
        title={wide ? undefined : `${sound} (M)`}
      >
        <MicrophoneIcon off={!isHeard} />
        {wide && sound}
        {wide && <Kbd>M</Kbd>}
      </Button>
      <Button
        className={cx(styles.control, !video && styles.isOff, !wide && styles.sign)}
        disabled={way === 'asking'}
        onClick={() => void desk.toggleCamera()}
        aria-label={wide ? undefined : picture}
        title={wide ? undefined : `${picture} (V)`}
      >
        <CameraIcon off={!video} />
        {wide && picture}
        {wide && <Kbd>V</Kbd>}
      </Button>
    </>
  );
};

const Rest = ({ desk }: { desk: CallDesk }) => {
  const { call, screen } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const sends = callPart(room, me) === 'send' && call.part === 'send';
  const share = screen ? i18n.t('Stop sharing the screen') : i18n.t('Share a screen');
  const devices = i18n.t('Camera, microphone and speaker');
  const leave = i18n.t('Leave the call');
  return (
    <>
      {sends && mayShareScreen() && (
        <Button
          kind={screen ? 'plain' : 'quiet'}
          className={cx(styles.control, styles.sign)}
          aria-pressed={screen !== null}
          onClick={() => void desk.toggleScreen()}
          aria-label={share}
          title={share}
        >
          <ScreenIcon />
        </Button>
      )}
      <Button
        kind="quiet"
        className={cx(styles.control, styles.sign)}
        onClick={() => setOpen(true)}
        aria-label={devices}
        title={devices}
      >
        <DevicesIcon />
      </Button>
      <Button
        kind="quiet"
        className={cx(styles.control, styles.sign)}
        onClick={() => void desk.leave()}
        aria-label={leave}
        title={leave}
      >
        <HangUpIcon />
      </Button>
      {isOpen && <DeviceDialog desk={desk} onClose={() => setOpen(false)} />}
    </>
  );
};
