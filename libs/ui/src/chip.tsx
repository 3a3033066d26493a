import { type ButtonHTMLAttributes, type ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './cx';

/** A small switch; `pressed` says whether it is on. Leave it out for a chip that only acts. */
export const Chip = ({
  pressed,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { pressed?: boolean }) => (
  <button type="button" aria-pressed={pressed} {...rest} className={cx(styles.chip, className)} />
);

/** A state in words with its shape: dot well, ring waiting, square gone. */
export const Pill = ({ tone = 'ok', children }: { tone?: 'ok' | 'warn' | 'off'; children: ReactNode }) => (
  <span className={cx(styles.pill, tone !== 'ok' && styles[tone])}>
    <i aria-hidden="true" />
    {children}
  </span>
);
