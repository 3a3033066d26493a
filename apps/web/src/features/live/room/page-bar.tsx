import { Mark, RoundButton, ThemeButton } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { i18n } from '../../../shared/i18n';
import { useShowKeys } from '../room-keys';
import { RecordingChip } from '../recording/recording-chip';
import { CallStrip } from '../call/call-strip';
import { ConnectionPill } from './connection-pill';
import styles from './page-bar.module.css';

/** The bar over the quieter views of a session: lobby, scorecard, debrief. */
export const PageBar = ({
  title,
  meta,
  end,
  withoutCall,
}: {
  title: string;
  meta?: string | undefined;
  end?: ReactNode;
  /** The page shows the call itself, or is outside of it. */
  withoutCall?: boolean;
}) => {
  const showKeys = useShowKeys();
  return (
    <>
      <header className={styles.mast}>
        <Link to="/home" className={styles.brand} aria-label={i18n.t('Debrief, home. The session goes on.')}>
          <Mark />
          <span>Debrief</span>
        </Link>
        <p className={styles.what}>
          {title} {meta && <span>{meta}</span>}
        </p>
        <div className={styles.end}>
          <RecordingChip />
          <ConnectionPill />
          <RoundButton className={styles.onlyWide} onClick={showKeys} aria-label={i18n.t('Keys of this screen')}>
            ?
          </RoundButton>
          <span className={styles.onlyWide}>
            <ThemeButton label={i18n.t('Switch light and dark')} />
          </span>
          {end}
        </div>
      </header>
      {!withoutCall && <CallStrip />}
    </>
  );
};
