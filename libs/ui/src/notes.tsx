import { type ReactNode } from 'react';
import styles from './notes.module.css';
import text from './text.module.css';

/** Something failed: what happened, what is kept, one way on, and a code that a press copies. */
export const ErrorNote = ({
  title,
  kept,
  action,
  code,
  onCopy,
}: {
  title: ReactNode;
  kept?: ReactNode;
  action?: ReactNode;
  /** Label and id, such as `Code 7Q-2041`; the id alone is copied. */
  code?: { label: string; id: string } | undefined;
  onCopy?: () => void;
}) => (
  <div className={styles.fail} role="alert">
    <b className={text.bold}>{title}</b>
    {kept !== undefined && <p className={text.muted}>{kept}</p>}
    {(action !== undefined || code) && (
      <div className={styles.actions}>
        {action}
        {code && (
          <button
            type="button"
            className={styles.code}
            onClick={() => void navigator.clipboard?.writeText(code.id).then(onCopy, () => undefined)}
          >
            {code.label}
          </button>
        )}
      </div>
    )}
  </div>
);

/** A ruled line on which nothing has happened yet. */
export const DashedLine = () => (
  <svg className={styles.line} viewBox="0 0 168 24" aria-hidden="true">
    <path d="M2 12H166" />
  </svg>
);

/** Nothing here yet: a dashed timeline, one serif line, one sentence, one button. */
export const EmptyState = ({
  title,
  sentence,
  action,
  level: Level = 'h2',
}: {
  title: ReactNode;
  sentence: ReactNode;
  action?: ReactNode;
  level?: 'h1' | 'h2' | 'h3' | 'p';
}) => (
  <div className={styles.empty}>
    <DashedLine />
    <Level className={text.h22}>{title}</Level>
    <p className={text.muted}>{sentence}</p>
    {action !== undefined && <div className={styles.actions}>{action}</div>}
  </div>
);

/** Grey lines in the place of what is coming; invisible for the first 150 ms. `label` is read to screen readers. */
export const Skeleton = ({ label, lines = 4 }: { label: string; lines?: number }) => (
  <div role="status" aria-label={label} className={styles.skeleton}>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} />
    ))}
  </div>
);
