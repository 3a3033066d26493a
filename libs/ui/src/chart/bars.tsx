import { cx } from '../cx';
import styles from './chart.module.css';

/** How long something was against what was planned, on one scale: a full bar and an outlined one behind it. */
export const PlanBar = ({ value, plan, max, label }: { value: number; plan: number; max: number; label: string }) => {
  const share = (of: number) => `${max > 0 ? Math.min(100, (100 * of) / max) : 0}%`;
  return (
    <span className={styles.planBar} role="img" aria-label={label}>
      <i style={{ width: share(plan) }} className={styles.plan} />
      <i style={{ width: share(value) }} className={cx(styles.done, value > plan && styles.over)} />
    </span>
  );
};

/** Height of the tallest column and of the words under it, px. */
const TALL = 72;
const WORDS = 20;

/** Counts side by side, each a column with its number, and a dashed line at what was aimed for. */
export const Columns = ({
  items,
  goal,
}: {
  items: readonly { key: string; value: number; words: string; label: string }[];
  goal: number | null;
}) => {
  const max = Math.max(1, goal ?? 0, ...items.map(({ value }) => value));
  return (
    <div className={styles.columns}>
      <ul>
        {items.map(({ key, value, words, label }) => (
          <li key={key}>
            <span className={styles.column} role="img" aria-label={label}>
              <b aria-hidden="true">{value}</b>
              <i
                style={{ height: (TALL * value) / max }}
                className={cx(goal !== null && value >= goal && styles.met)}
              />
            </span>
            <small aria-hidden="true">{words}</small>
          </li>
        ))}
      </ul>
      {goal !== null && <span className={styles.goal} style={{ bottom: WORDS + (TALL * goal) / max }} />}
    </div>
  );
};
