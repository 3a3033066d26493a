import { type GlyphKind } from './glyph';
import styles from './timeline-s.module.css';

const FROM = 3;
const WIDTH = 162;
const stroke: Record<GlyphKind, string> = { strong: '12V2', unclear: '8V16', missed: '12V22', quote: '12V7' };

/**
 * A round in 168 by 24: phases as pieces of a ruled line, strokes up and down where something was noted, rings for help.
 * Places are fractions 0–1 of the whole; `phases` are where pieces end. Without phases the line is dashed.
 */
export const TimelineS = ({
  phases,
  marks = [],
  rings = [],
  label,
}: {
  phases: number[];
  marks?: { at: number; kind: GlyphKind }[];
  rings?: number[];
  label: string;
}) => {
  const x = (at: number) => FROM + WIDTH * Math.min(1, Math.max(0, at));
  const starts = [0, ...phases.slice(0, -1)];
  return (
    <svg className={styles.tl} viewBox="0 0 168 24" fill="none" role="img" aria-label={label}>
      {phases.length === 0 && <path className={styles.plan} d={`M${FROM} 12H${FROM + WIDTH}`} />}
      {phases.map((end, index) => (
        <path
          key={index}
          className={styles.base}
          d={`M${x(starts[index] ?? 0) + (index ? 1 : 0)} 12H${x(end) - (index === phases.length - 1 ? 0 : 1)}`}
        />
      ))}
      {marks.map(({ at, kind }, index) => (
        <path key={index} className={styles[kind]} d={`M${x(at)} ${stroke[kind]}`} />
      ))}
      {rings.map((at, index) => (
        <circle key={index} className={styles.ring} cx={x(at)} cy="19" r="2.2" />
      ))}
    </svg>
  );
};
