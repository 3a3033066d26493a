import { Button } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useNames, useRoom } from '../live-context';
import { CallBar } from './call-bar';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { CallTiles } from './call-tiles';
import { PeerTile } from './tile';
import styles from './call.module.css';

/** The call on a phone: one face over the corner of the work; a press opens everybody and the rest of the controls. */
export const CallBubble = () => {
  const desk = useDesk();
  return desk && <Bubble desk={desk} />;
};

const Bubble = ({ desk }: { desk: CallDesk }) => {
  const { call } = useDeskState(desk);
  const room = useRoom();
  const name = useNames();
  const [isOpen, setOpen] = useState(false);
  if (room.status === 'ended' || (room.format === 'solo' && call.status !== 'in')) return null;
  const close = () => setOpen(false);
  if (isOpen)
    return (
      <section className={styles.sheet} aria-label={i18n.t('Call')} onKeyDown={(e) => e.key === 'Escape' && close()}>
        <CallTiles />
        <div className={styles.sheetEnd}>
          <CallBar look="signs" />
          <Button onClick={close} autoFocus>
            {i18n.t('Close')}
          </Button>
        </div>
      </section>
    );
  const last = room.rounds.at(-1);
  const peers = call.peers.filter(({ part }) => part === 'send');
  const peer = [last?.candidate, last?.lead]
    .map((one) => peers.find(({ participant }) => participant === one))
    .concat(peers)
    .find((one) => one !== undefined);
  if (call.status !== 'in' || !peer)
    return (
      <span className={styles.bubbleOut}>
        <Button onClick={() => setOpen(true)}>{call.status === 'in' ? i18n.t('Call') : i18n.t('Join the call')}</Button>
      </span>
    );
  return (
    <div className={styles.bubble}>
      <ul data-bubble>
        <PeerTile desk={desk} peer={peer} />
      </ul>
      <button
        type="button"
        className={styles.bubbleOpen}
        aria-label={i18n.t('Open the call with {name}', { name: firstName(name(peer.participant)) })}
        onClick={() => setOpen(true)}
      />
    </div>
  );
};
