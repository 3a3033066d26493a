import { cx } from '../cx';
import styles from './chart.module.css';
import { percentScale } from './scale';

/**
 * A value with its interval on one line from `from` to `to`: a dot, a bar with ends, an open ring where the value was
 * before, a dashed line at `guide`. Without a value the line stands empty. `label` says all of it in words.
 */
export const IntervalLine = ({
  value,
  low,
  high,
  past,
  from,
  to,
  ticks,
  guide,
  isCurrent,
  label,
}: {
  value: number | null;
  low?: number | undefined;
  high?: number | undefined;
  past?: number | null | undefined;
  from: number;
  to: number;
  ticks: readonly number[];
  guide?: number | undefined;
  isCurrent?: boolean | undefined;
  label: string;
}) => {
  const scale = percentScale(from, to, 3, 97);
  const x = (at: number) => `${scale(at)}%`;
  return (
    <svg className={cx(styles.interval, isCurrent && styles.current)} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <line
          key={tick}
          className={tick === guide ? styles.guide : styles.tick}
          x1={x(tick)}
          x2={x(tick)}
          y1="0"
          y2="100%"
        />
      ))}
      {low !== undefined && high !== undefined && (
        <>
          <line className={styles.bar} x1={x(low)} x2={x(high)} y1="50%" y2="50%" />
          <line className={styles.bar} x1={x(low)} x2={x(low)} y1="36%" y2="64%" />
          <line className={styles.bar} x1={x(high)} x2={x(high)} y1="36%" y2="64%" />
        </>
      )}
      {past !== undefined && past !== null && <circle className={styles.ghost} cx={x(past)} cy="50%" r="4.5" />}
      {value !== null && <circle className={styles.dot} cx={x(value)} cy="50%" r="6.5" />}
    </svg>
  );
};

/** The words above a column of {@link IntervalLine}s, each over its tick. */
export const IntervalAxis = ({ from, to, ticks }: { from: number; to: number; ticks: Record<number, string> }) => {
  const scale = percentScale(from, to, 3, 97);
  return (
    <div className={styles.axis} aria-hidden="true">
      {Object.entries(ticks).map(([tick, words]) => (
        <span key={tick} style={{ left: `${scale(Number(tick))}%` }}>
          {words}
        </span>
      ))}
    </div>
  );
};
