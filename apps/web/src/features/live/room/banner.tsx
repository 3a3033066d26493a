import { cx } from '@debrief/ui';
import { type ReactNode } from 'react';
import styles from './room.module.css';

/** One notice: what everybody must know now, and the way on. */
export const Banner = ({ tone, children }: { tone?: 'warn' | 'danger'; children: ReactNode }) => (
  <div className={cx(styles.banner, tone === 'warn' && styles.bannerWarn, tone === 'danger' && styles.bannerDanger)}>
    {children}
  </div>
);
