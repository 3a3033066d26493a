import { Pill, VisuallyHidden } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useLive, useNow } from '../live-context';
import styles from './room.module.css';

/** Dot, ring, square: connected with the way there and back, reconnecting, offline with what is kept. */
export const ConnectionPill = () => {
  const status = useLive((state) => state.status);
  const lag = useLive((state) => state.lag);
  const downSince = useLive((state) => state.downSince);
  const waiting = useLive((state) => state.pending.length);
  useNow(status === 'reconnecting');
  if (status === 'live')
    return (
      <Pill>
        <VisuallyHidden>{i18n.t('Connected')}</VisuallyHidden>
        {lag !== null && <span className={styles.onlyWide}>{i18n.t('{lag} ms', { lag })}</span>}
      </Pill>
    );
  if (status === 'connecting') return <Pill tone="warn">{i18n.t('Connecting')}</Pill>;
  if (status === 'reconnecting') {
    const seconds = Math.max(1, Math.round((Date.now() - (downSince ?? Date.now())) / 1000));
    return <Pill tone="warn">{i18n.t('Reconnecting, {seconds} s', { seconds })}</Pill>;
  }
  return (
    <Pill tone="off">
      {waiting ? i18n.t('Offline, {waiting} kept here', { waiting }) : i18n.t('Offline, notes kept here')}
    </Pill>
  );
};
