import { type MouseEvent } from 'react';
import { type GlyphKind } from './glyph';
import styles from './timeline-lanes.module.css';

interface Phase {
  name: string;
  from: number;
  to: number;
}
interface Props {
  /** Everything is in ms since the start. */
  length: number;
  phases: Phase[];
  lanes: { key: string; name: string; marks: { at: number; kind: GlyphKind }[] }[];
  /** Moments of help or of a fact. */
  rings: number[];
  /** The moment in question: a playhead with its time, and a ring around the mark in that lane. */
  at?: { time: number; lane?: number | undefined; label: string } | undefined;
  label: string;
  /** Called with a time when somebody points at the picture; a list beside it does the same for the keyboard. */
  onSeek?: ((time: number) => void) | undefined;
}
const MINUTE = 60_000;
const half = 6;

const Glyph = ({ x, y, kind }: { x: number; y: number; kind: GlyphKind }) => {
  if (kind === 'strong') return <path className={styles.strong} d={`M${x} ${y - half}l6 10.8h-12z`} />;
  if (kind === 'missed') return <path className={styles.missed} d={`M${x} ${y + half}l5.7-10.5h-11.4z`} />;
  if (kind === 'quote') return <rect className={styles.quote} x={x - 4.2} y={y - 4.2} width="8.4" height="8.4" />;
  return (
    <>
      <path className={styles.unclear} d={`M${x} ${y - half}l6 6-6 6-6-6z`} />
      <path className={styles.half} d={`M${x} ${y - half}v12l-6-6z`} />
    </>
  );
};
/** A name is left out where its phase is too narrow for it. */
const fits = (name: string, width: number): boolean => name.length * 6.6 + 8 < width;

/** A picture of a finished round: phases on a ruled line, one lane per line of judgement. One line on a narrow page. */
export const TimelineLanes = (props: Props) => (
  <>
    <Wide {...props} />
    <Narrow {...props} />
  </>
);

/** Where the line begins and how long it is, in units of the picture. */
const WIDE = { from: 150, span: 1040, all: 1200 };
const NARROW = { from: 8, span: 342, all: 358 };
const seeking = (scale: typeof WIDE, length: number, onSeek: Props['onSeek']) =>
  onSeek && {
    onClick: ({ clientX, currentTarget }: MouseEvent<SVGSVGElement>) => {
      const box = currentTarget.getBoundingClientRect();
      const x = ((clientX - box.left) / box.width) * scale.all;
      onSeek(Math.max(0, Math.min(length, ((x - scale.from) / scale.span) * length)));
    },
    style: { cursor: 'pointer' },
  };

const Wide = ({ length, phases, lanes, rings, at, label, onSeek }: Props) => {
  const x = (ms: number) => WIDE.from + (ms / length) * WIDE.span;
  const y = (lane: number) => 84.5 + lane * 29;
  const bottom = y(lanes.length - 1) + 6;
  const ringLane = y(lanes.length);
  const minutes = Array.from({ length: Math.floor(length / MINUTE) + 1 }, (_, minute) => minute);
  const current = at && phases.find(({ from, to }) => at.time >= from && at.time < to);
  return (
    <svg
      className={styles.wide}
      viewBox={`0 0 1200 ${ringLane}`}
      role="img"
      aria-label={label}
      {...seeking(WIDE, length, onSeek)}
    >
      {minutes.map((minute) => (
        <path
          key={minute}
          className={minute % 5 ? styles.hair : styles.tick}
          d={`M${x(minute * MINUTE)} 42v${minute % 5 ? -4 : -8}`}
        />
      ))}
      {minutes
        .filter((minute) => minute % 5 === 0 && !(at && Math.abs(x(at.time) - x(minute * MINUTE)) < 48))
        .map((minute) => (
          <text key={minute} className={styles.dim} x={x(minute * MINUTE)} y="28" textAnchor="middle">
            {minute}:00
          </text>
        ))}
      {current && (
        <rect
          className={styles.current}
          x={x(current.from)}
          y="46"
          width={x(current.to) - x(current.from)}
          height={bottom - 46}
        />
      )}
      {phases.map(({ name, from, to }, index) => (
        <g key={index}>
          <path className={styles.phase} d={`M${x(from) + 1} 46H${x(to) - 1}`} />
          {index > 0 && <path className={styles.hair} d={`M${x(from)} 46V${bottom}`} />}
          {fits(name, x(to) - x(from)) && (
            <text x={x(from) + 5} y="60" className={name === current?.name ? styles.strongText : undefined}>
              {name}
            </text>
          )}
        </g>
      ))}
      {at && <path className={styles.now} d={`M${x(at.time)} 32V${bottom + 12}`} />}
      {lanes.map(({ key, name, marks }, lane) => (
        <g key={key}>
          <path className={styles.lane} d={`M150 ${y(lane)}H1198`} />
          <text x="0" y={y(lane) + 4}>
            {name}
          </text>
          {marks.map((mark, index) => (
            <Glyph key={index} x={x(mark.at)} y={y(lane)} kind={mark.kind} />
          ))}
        </g>
      ))}
      {rings.map((ring, index) => (
        <circle key={index} className={styles.ring} cx={x(ring)} cy="46" r="3.6" />
      ))}
      {at && (
        <>
          {at.lane !== undefined && <circle className={styles.chosen} cx={x(at.time)} cy={y(at.lane)} r="11" />}
          <rect className={styles.flag} x={x(at.time) - 23} y="13" width="46" height="20" rx="2" />
          <text className={styles.flagText} x={x(at.time)} y="27" textAnchor="middle">
            {at.label}
          </text>
        </>
      )}
    </svg>
  );
};

const Narrow = ({ length, phases, lanes, rings, at, label, onSeek }: Props) => {
  const x = (ms: number) => NARROW.from + (ms / length) * NARROW.span;
  return (
    <svg
      className={styles.narrow}
      viewBox="0 0 358 62"
      role="img"
      aria-label={label}
      {...seeking(NARROW, length, onSeek)}
    >
      {phases.map(({ from, to }, index) => (
        <path key={index} className={styles.thinPhase} d={`M${x(from) + 1} 26H${x(to) - 1}`} />
      ))}
      {lanes.flatMap(({ key, marks }) =>
        marks.map(({ at: moment, kind }, index) => (
          <Glyph
            key={`${key}${index}`}
            x={x(moment)}
            y={kind === 'missed' ? 36 : kind === 'unclear' ? 26 : 16}
            kind={kind}
          />
        )),
      )}
      {rings.map((ring, index) => (
        <circle key={index} className={styles.ring} cx={x(ring)} cy="26" r="3.2" />
      ))}
      {at && (
        <>
          <path className={styles.now} d={`M${x(at.time)} 8V44`} />
          <rect className={styles.flag} x={x(at.time) - 21} y="42" width="42" height="18" rx="2" />
          <text className={styles.flagText} x={x(at.time)} y="55" textAnchor="middle">
            {at.label}
          </text>
        </>
      )}
    </svg>
  );
};
