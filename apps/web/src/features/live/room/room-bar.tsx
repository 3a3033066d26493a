import { Mark, RoundButton, ThemeButton } from '@debrief/ui';
import { type ReactNode } from 'react';
import { i18n } from '../../../shared/i18n';
import { useShowKeys } from '../room-keys';
import { RecordingChip } from '../recording/recording-chip';
import { ConnectionPill } from './connection-pill';
import styles from './room.module.css';

/** The bar over every view of a running round: what is played, the clock, the connection. */
export const RoomBar = ({
  title,
  meta,
  children,
  end,
}: {
  title: string;
  meta: string;
  children?: ReactNode;
  end?: ReactNode;
}) => {
  const showKeys = useShowKeys();
  return (
    <header className={styles.bar}>
      <span className={styles.logo}>
        <Mark />
      </span>
      <div className={styles.title}>
        <h1>{title}</h1>
        <p className={styles.small}>{meta}</p>
      </div>
      {children}
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
  );
};
