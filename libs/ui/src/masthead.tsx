import { type ButtonHTMLAttributes, type ReactNode } from 'react';
import { cx } from './cx';
import styles from './masthead.module.css';

/** The product's sign: a ruled line with strokes up and down. */
export const Mark = () => (
  <svg
    className={styles.logo}
    width="22"
    height="16"
    viewBox="0 0 22 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="square"
    aria-hidden="true"
  >
    <path d="M1 9h20M6 9V3M11 9v5M16 9V1" />
  </svg>
);

/** A round button of the bar; give it an `aria-label`. */
export const RoundButton = ({ className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" {...rest} className={cx(styles.round, className)} />
);
/** The same for a link. */
export const roundClass: string = styles.round ?? '';

/** The bar over a page: the sign as a link, the doors as links (the open one has `aria-current`), what is at the end. */
export const Masthead = ({
  brand,
  doors,
  doorsLabel,
  end,
}: {
  brand: ReactNode;
  doors: ReactNode[];
  doorsLabel: string;
  end: ReactNode;
}) => (
  <header className={cx(styles.mast, doors.length > 1 && styles.crowded)}>
    <div className={styles.brand}>{brand}</div>
    <nav className={styles.doors} aria-label={doorsLabel}>
      {doors}
    </nav>
    <div className={styles.end}>{end}</div>
  </header>
);
