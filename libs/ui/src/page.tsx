import { type ReactNode } from 'react';
import { cx } from './cx';
import styles from './page.module.css';

/** The column a page stands in: 1200 px, or 480 for a form. */
export const Page = ({
  children,
  narrow,
  className,
}: {
  children: ReactNode;
  narrow?: boolean;
  className?: string | undefined;
}) => <div className={cx(styles.page, narrow && styles.narrow, className)}>{children}</div>;

/** The first stop of the Tab key: past the masthead to `#main`. */
export const SkipLink = ({ children }: { children: ReactNode }) => (
  <a className={styles.skip} href="#main">
    {children}
  </a>
);
