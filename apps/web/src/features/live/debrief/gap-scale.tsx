import { type Shape } from '@debrief/ui';
import { type Level } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { levelName } from '../names';
import styles from './debrief.module.css';

export interface Point {
  name: string;
  shape: Shape;
  level: Level;
}
interface Props {
  points: Point[];
  gap: number;
}

const WIDTH = 480;
const EDGE = 12;
const HEIGHT = 28;
const x = (level: number) => EDGE + ((level - 1) / 3) * (WIDTH - 2 * EDGE);

/** Shapes on one scale from 1 to 4, joined by a line as long as the gap. Equal levels stand side by side. */
export const GapScale = ({ points, gap }: Props) => {
  const seen = points.filter(({ level }) => level > 0);
  const levels = seen.map(({ level }) => level);
  const y = HEIGHT / 2;
  const placed = seen.map((point, index) => {
    const same = seen.filter(({ level }) => level === point.level);
    const at = same.indexOf(point);
    return { ...point, key: index, cx: x(point.level) + (at - (same.length - 1) / 2) * 22 };
  });
  const label = points
    .map(({ name, level }) =>
      i18n.t('{name} {level}', { name, level: level === 0 ? levelName(0) : `${level} ${levelName(level)}` }),
    )
    .join(', ');
  return (
    <svg className={styles.scale} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={`M${x(1)} ${y}H${x(4)}`} stroke="var(--rule-2)" strokeWidth="1.5" />
      {[1, 2, 3, 4].map((level) => (
        <path key={level} d={`M${x(level)} ${y - 10}v20`} stroke="var(--rule-2)" strokeWidth="1.5" />
      ))}
      {gap > 0 && (
        <path d={`M${x(Math.min(...levels))} ${y}H${x(Math.max(...levels))}`} stroke="var(--ink)" strokeWidth="2.5" />
      )}
      {placed.map(({ key, cx, shape }) =>
        shape === 'candidate' ? (
          <circle key={key} cx={cx} cy={y} r="7.5" fill="var(--paper)" stroke="var(--accent)" strokeWidth="3" />
        ) : shape === 'interviewer' ? (
          <circle key={key} cx={cx} cy={y} r="9" fill="var(--ink)" stroke="var(--paper)" strokeWidth="1.5" />
        ) : (
          <path key={key} d={`M${cx} ${y - 10}l10 18h-20z`} fill="var(--p3)" stroke="var(--paper)" strokeWidth="1.5" />
        ),
      )}
    </svg>
  );
};
