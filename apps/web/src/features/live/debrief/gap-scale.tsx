import { type Level } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { levelName } from '../../../shared/score-names';
import styles from './debrief.module.css';
import { SignShape, type PersonSign } from './signs';

export interface Point {
  name: string;
  sign: PersonSign;
  level: Level;
  /** Given after the cards had opened: shown, but no end of a gap. */
  isLate: boolean;
}

/** Where a level stands on the line, in per cent of its width. */
const place = (level: number) => `${2 + ((level - 1) / 3) * 96}%`;
const MIDDLE = 13;
const APART = 22;

/** Shapes on one scale from 1 to 4, joined by a line as long as the gap. Equal levels stand side by side. */
export const GapScale = ({ points }: { points: Point[] }) => {
  const seen = points.filter(({ level }) => level > 0);
  const levels = seen.filter(({ isLate }) => !isLate).map(({ level }) => level);
  const isApart = new Set(levels).size > 1;
  const label = points
    .map(({ name, level }) => `${name} ${level === 0 ? levelName(0) : `${level} ${levelName(level)}`}`)
    .join(', ');
  return (
    <svg className={styles.scale} role="img" aria-label={label || i18n.t('Nobody gave a level')}>
      <line className={styles.axis} x1={place(1)} x2={place(4)} y1={MIDDLE} y2={MIDDLE} />
      {[1, 2, 3, 4].map((level) => (
        <line
          key={level}
          className={styles.axis}
          x1={place(level)}
          x2={place(level)}
          y1={MIDDLE - 10}
          y2={MIDDLE + 10}
        />
      ))}
      {[1, 2, 3, 4].map((level) => (
        <text key={level} x={place(level)} y="38" textAnchor="middle">
          {level}
        </text>
      ))}
      {isApart && (
        <line
          className={styles.span}
          x1={place(Math.min(...levels))}
          x2={place(Math.max(...levels))}
          y1={MIDDLE}
          y2={MIDDLE}
        />
      )}
      {seen.map((point, index) => {
        const same = seen.filter(({ level }) => level === point.level);
        const shift = (same.indexOf(point) - (same.length - 1) / 2) * APART;
        return (
          <svg key={index} x={place(point.level)} overflow="visible">
            <g transform={`translate(${shift} ${MIDDLE})`}>
              <SignShape {...point.sign} />
            </g>
          </svg>
        );
      })}
    </svg>
  );
};
