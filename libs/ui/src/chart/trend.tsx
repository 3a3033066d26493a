import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './chart.module.css';
import { percentScale } from './scale';

export interface TrendPoint {
  /** Any rising number, such as milliseconds. */
  at: number;
  value: number;
  low: number;
  high: number;
  /** What was seen at this point alone, beside the estimate; null where there is nothing to draw. */
  seen: number | null;
  /** All of it in words: what a screen reader hears and the line below the chart shows. */
  label: string;
}

/**
 * An estimate in steps with the band it may lie in, and what was seen each time as rings. Steps, never a curve: nothing
 * is known between two points. Arrow keys, Home and End go over the points; so does the pointer.
 */
export const Trend = ({
  points,
  from,
  to,
  ticks,
  guide,
  dates,
  label,
}: {
  points: readonly TrendPoint[];
  from: number;
  to: number;
  ticks: readonly { at: number; words: string }[];
  guide?: number | undefined;
  /** Words under the first and the last point. */
  dates: readonly [string, string];
  label: string;
}) => {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = points.length - 1;
  const first = points[0];
  const end = points[last];
  if (!first || !end) return null;
  const index = Math.min(chosen ?? last, last);
  const span = Math.max(1, end.at - first.at);
  // The last step needs some width of its own.
  const scaleX = percentScale(first.at, end.at + span / Math.max(4, points.length), 0, 100);
  const scaleY = percentScale(from, to, 96, 4);
  const x = (at: number) => (points.length === 1 ? 0 : scaleX(at));
  const until = (at: number) => x(points[at + 1]?.at ?? Infinity);
  const y = (value: number) => `${scaleY(value)}%`;
  const go = (to: number) => setChosen(Math.max(0, Math.min(last, to)));
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      Home: 0,
      End: last,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(step);
  };
  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = (100 * (clientX - left)) / Math.max(1, width);
    go(points.findLastIndex(({ at }) => x(at) <= share));
  };
  const shown = points[index];
  return (
    <div className={styles.trend}>
      <div className={styles.scaleWords} aria-hidden="true">
        {ticks.map(({ at, words }) => (
          <span key={at} style={{ top: y(at) }}>
            {words}
          </span>
        ))}
      </div>
      <div
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={index + 1}
        aria-valuetext={shown?.label}
        onKeyDown={press}
        onPointerMove={point}
        onPointerDown={point}
      >
        <svg aria-hidden="true">
          {points.map((each, at) => (
            <rect
              key={each.at}
              className={styles.band}
              x={`${x(each.at)}%`}
              width={`${Math.max(0, until(at) - x(each.at))}%`}
              y={y(each.high)}
              height={`${scaleY(each.low) - scaleY(each.high)}%`}
            />
          ))}
          {ticks.map(({ at }) => (
            <line
              key={at}
              className={at === guide ? styles.guide : styles.tick}
              x1="0"
              x2="100%"
              y1={y(at)}
              y2={y(at)}
            />
          ))}
          {points.map((each, at) => (
            <g key={each.at}>
              <line
                className={styles.step}
                x1={`${x(each.at)}%`}
                x2={`${until(at)}%`}
                y1={y(each.value)}
                y2={y(each.value)}
              />
              {at > 0 && (
                <line
                  className={styles.step}
                  x1={`${x(each.at)}%`}
                  x2={`${x(each.at)}%`}
                  y1={y(points[at - 1]?.value ?? each.value)}
                  y2={y(each.value)}
                />
              )}
            </g>
          ))}
          {shown && <line className={styles.cursor} x1={`${x(shown.at)}%`} x2={`${x(shown.at)}%`} y1="0" y2="100%" />}
          {points.map(
            (each) =>
              each.seen !== null && (
                <circle key={each.at} className={styles.seen} cx={`${x(each.at)}%`} cy={y(each.seen)} r="4.5" />
              ),
          )}
        </svg>
      </div>
      <div className={styles.dates} aria-hidden="true">
        <span>{dates[0]}</span>
        {points.length > 1 && <span>{dates[1]}</span>}
      </div>
      <p className={styles.readout}>{shown?.label}</p>
    </div>
  );
};
