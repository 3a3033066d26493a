import { cx } from '@debrief/ui';
import { useEffect, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useLive } from '../live-context';
import styles from './connection-notice.module.css';

/** A blink of the network is nobody's business; a second without an answer is felt. */
const FELT = 1_000;
/** A server that restarts is back by then. */
const RESTART_TAKES = 20_000;
const GOOD_NEWS_FOR = 4_000;

type Shown = 'none' | 'down' | 'long' | 'sending' | 'back';

/** Floats over the room while the connection is lost, so that nothing below it moves, and says when it is back. */
export const ConnectionNotice = () => {
  const status = useLive((state) => state.status);
  const because = useLive((state) => state.downBecause);
  const unsent = useLive((state) => state.unsent);
  const hasUnstored = useLive((state) => state.unstored.length > 0);
  const isKept = useLive((state) => state.isKept);
  const [shown, setShown] = useState<Shown>('none');
  const isDown = status === 'reconnecting' || status === 'offline';
  useEffect(() => {
    if (!isDown) return;
    const timers = [setTimeout(() => setShown('down'), FELT), setTimeout(() => setShown('long'), RESTART_TAKES)];
    return () => timers.forEach(clearTimeout);
  }, [isDown]);
  useEffect(() => {
    if (status === 'closed') setShown('none');
    if (status !== 'live') return;
    setShown((before) => (before === 'none' ? 'none' : unsent ? 'sending' : 'back'));
    if (unsent) return;
    const timer = setTimeout(() => setShown('none'), GOOD_NEWS_FOR);
    return () => clearTimeout(timer);
  }, [status, unsent]);
  const words = (): string => {
    switch (shown) {
      case 'none':
        return '';
      case 'sending':
        return i18n.t('The connection is back. What was kept here is being sent.');
      case 'back':
        return hasUnstored
          ? i18n.t('The connection is back.')
          : i18n.t('The connection is back, and everything is saved.');
      case 'down':
        return because === 'server' ? i18n.t('The server is restarting.') : i18n.t('The connection is lost.');
      case 'long':
        return because === 'server' ? i18n.t('The server does not answer.') : i18n.t('The connection is lost.');
    }
  };
  const kept = isKept
    ? i18n.t('What you do is kept here.')
    : i18n.t('This browser stores nothing: leave this tab open until it is back.');
  const isOver = shown === 'back' || shown === 'sending';
  return (
    <div role="status" aria-live="polite">
      {shown !== 'none' && (
        <p className={cx(styles.notice, isOver && styles.back)}>
          {words()} {!isOver && kept}
        </p>
      )}
    </div>
  );
};
