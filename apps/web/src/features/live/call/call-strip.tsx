import { isSeated } from '@debrief/live-core';
import { Button } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useMe, useRoom } from '../live-context';
import { CallBar } from './call-bar';
import { useDesk, useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { CallTiles, WayIn } from './call-tiles';
import styles from './call.module.css';

/** The call over the quieter views, scorecard and debrief: faces that can be put away, and the controls. */
export const CallStrip = () => {
  const desk = useDesk();
  return desk && <Strip desk={desk} />;
};

const Strip = ({ desk }: { desk: CallDesk }) => {
  const { call } = useDeskState(desk);
  const room = useRoom();
  const me = useMe();
  const [isSmall, setSmall] = useState(false);
  if (room.status === 'ended' || !isSeated(room, me)) return null;
  if (call.status !== 'in') {
    if (room.format === 'solo') return null;
    return (
      <div className={styles.stripBar}>
        <WayIn desk={desk} brief />
      </div>
    );
  }
  return (
    <div className={styles.stripBar}>
      {!isSmall && <CallTiles look="strip" />}
      <CallBar look="signs" />
      <Button size="s" kind="quiet" onClick={() => setSmall(!isSmall)} aria-expanded={!isSmall}>
        {isSmall ? i18n.t('Show pictures') : i18n.t('Hide pictures')}
      </Button>
    </div>
  );
};
