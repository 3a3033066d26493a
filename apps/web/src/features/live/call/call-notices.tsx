import { Button, cx } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useNames } from '../live-context';
import room from '../room/room.module.css';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { FixNotes } from './fix-notes';
import { Picture } from './picture';
import styles from './call.module.css';

/** What of the call concerns the whole screen: a sound that waits for a press, a screen that is shared. */
export const CallNotices = () => {
  const desk = useDesk();
  return desk && <Notices desk={desk} />;
};

const Notices = ({ desk }: { desk: CallDesk }) => {
  const { call, needsPress, screen, putAway } = useDeskState(desk);
  const name = useNames();
  if (call.status !== 'in') return null;
  const shared = call.peers.filter((peer) => peer.screen !== null);
  return (
    <>
      {needsPress && (
        <div className={cx(room.banner, room.bannerWarn)}>
          <p role="alert">{i18n.t('The browser holds the sound back until you press.')}</p>
          <Button size="s" kind="primary" onClick={() => desk.setNeedsPress(false)}>
            {i18n.t('Hear the others')}
          </Button>
        </div>
      )}
      {screen && (
        <div className={room.banner}>
          <p role="status">{i18n.t('Everybody in the call sees your screen.')}</p>
          <Button size="s" onClick={() => void desk.toggleScreen()}>
            {i18n.t('Stop sharing')}
          </Button>
        </div>
      )}
      {shared.map(({ peer, participant, screen: stream }) => {
        const who = firstName(name(participant));
        const isAway = putAway.includes(peer);
        return (
          <section key={peer} className={styles.shared} aria-label={i18n.t('Screen of {name}', { name: who })}>
            <div className={styles.sharedHead}>
              <p role="status">{i18n.t('{name} shares a screen.', { name: who })}</p>
              <Button size="s" onClick={() => desk.putAway(peer, !isAway)} aria-expanded={!isAway}>
                {isAway ? i18n.t('Show it') : i18n.t('Put it away')}
              </Button>
            </div>
            {!isAway && stream && <Picture stream={stream} whole />}
          </section>
        );
      })}
      <FixNotes desk={desk} kinds={['screen']} />
    </>
  );
};
