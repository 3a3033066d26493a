import { type ReactNode } from 'react';
import { cx } from './cx';
import styles from './section.module.css';
import text from './text.module.css';

interface HeadProps {
  title: ReactNode;
  meta?: ReactNode;
  level?: 'h2' | 'h3';
}
/** A section's short title and something at its right. */
export const SectionHead = ({ title, meta, level: Level = 'h2' }: HeadProps) => (
  <div className={styles.head}>
    <Level className={text.slug}>{title}</Level>
    {meta !== undefined && <span className={text.meta}>{meta}</span>}
  </div>
);

/** A section with its 2 px rule. */
export const Section = ({
  children,
  className,
  ...head
}: HeadProps & { children: ReactNode; className?: string | undefined }) => (
  <section className={cx(styles.sec, className)}>
    <SectionHead {...head} />
    {children}
  </section>
);

/** A page's title, one sentence under it, and its one action at the right. */
export const PageHead = ({ title, lede, action }: { title: ReactNode; lede?: ReactNode; action?: ReactNode }) => (
  <header className={styles.pageHead}>
    <div>
      <h1 className={text.h36}>{title}</h1>
      {lede !== undefined && <p className={styles.lede}>{lede}</p>}
    </div>
    {action}
  </header>
);
