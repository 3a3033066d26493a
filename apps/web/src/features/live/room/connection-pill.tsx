import { Pill, VisuallyHidden } from '@debrief/ui';
import { useEffect, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useLive, useNow } from '../live-context';
import styles from './room.module.css';

/** On a good line something is always on its way for a moment; only what stays is worth a word, in ms. */
const WORTH_SAYING = 2_000;

/** Dot, ring, square: saved and the way there and back, reconnecting, offline; and what only this device holds. */
export const ConnectionPill = () => {
  const status = useLive((state) => state.status);
  const lag = useLive((state) => state.lag);
  const downSince = useLive((state) => state.downSince);
  const unsent = useLive((state) => state.unsent);
  const isKept = useLive((state) => state.isKept);
  const isLate = useLasting(unsent > 0, WORTH_SAYING);
  useNow(status === 'reconnecting');
  if (status === 'live' && isLate) return <Pill tone="warn">{i18n.t('{unsent} not sent yet', { unsent })}</Pill>;
  if (status === 'live')
    return (
      <Pill>
        <VisuallyHidden>{i18n.t('Connected')}</VisuallyHidden>
        <span>{i18n.t('Saved')}</span>
        {lag !== null && <span className={styles.onlyWide}>{i18n.t('{lag} ms', { lag })}</span>}
      </Pill>
    );
  if (status === 'connecting') return <Pill tone="warn">{i18n.t('Connecting')}</Pill>;
  const waiting = unsent > 0 && (
    <span className={styles.onlyWide}>· {i18n.t('{unsent} not sent yet', { unsent })}</span>
  );
  if (status === 'reconnecting') {
    const seconds = Math.max(1, Math.round((Date.now() - (downSince ?? Date.now())) / 1000));
    return (
      <Pill tone="warn">
        <span>{i18n.t('Reconnecting, {seconds} s', { seconds })}</span>
        {waiting}
      </Pill>
    );
  }
  const where = isKept ? i18n.t('Saved here') : i18n.t('Only in this tab');
  return (
    <Pill tone="off">
      <span>{unsent ? where : i18n.t('Offline')}</span>
      {waiting}
    </Pill>
  );
};

/** True once `is` has been true for `ms` without a break. */
const useLasting = (is: boolean, ms: number): boolean => {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!is) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), ms);
    return () => clearTimeout(timer);
  }, [is, ms]);
  return is && lasts;
};
