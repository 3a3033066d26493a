import { type MouseEvent } from 'react';
import { type GlyphKind } from './glyph';
import styles from './timeline-lanes.module.css';

interface Phase {
  name: string;
  from: number;
  to: number;
  /** Where its plan ended, when it ran longer. */
  planned?: number | undefined;
}
interface Sign {
  at: number;
  shape: 'tick' | 'ring' | 'slash';
  /** Stands beside its sign where there is room. */
  label?: string | undefined;
}
interface Props {
  /** Everything is in ms since the start. */
  length: number;
  phases: Phase[];
  lanes: { key: string; name: string; marks: { at: number; kind: GlyphKind }[] }[];
  /** Moments of help or of a fact, on the line of the phases. */
  rings?: number[];
  /** The same with their names, in a lane of their own below the others. */
  signs?: { name: string; items: Sign[] } | undefined;
  /** The moment in question: a playhead with its time, and a ring around the mark in that lane. */
  at?: { time: number; lane?: number | undefined; label: string } | undefined;
  label: string;
  /**
   * Called with a time when somebody points at the picture, and with how much time the width of a finger tip covers; a
   * list beside it does the same for the keyboard.
   */
  onSeek?: ((time: number, reach: number) => void) | undefined;
}
const MINUTE = 60_000;
/** Pixels within which a press means the thing beside it. */
const FINGER = 9;
const half = 6;

const SignShape = ({ x, y, shape }: { x: number; y: number; shape: Sign['shape'] }) => {
  if (shape === 'ring') return <circle className={styles.ring} cx={x} cy={y} r="4.2" />;
  return <path className={styles.sign} d={shape === 'slash' ? `M${x - 4} ${y + 6}l8 -13` : `M${x} ${y - 6}v12`} />;
};

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

/** Labels that would run into the next sign, or out of the picture, are left out: the list has them. */
const labelled = (items: Sign[], x: (ms: number) => number, end: number): (Sign & { shown: boolean })[] =>
  [...items]
    .sort((a, b) => a.at - b.at)
    .map((item, index, all) => {
      const next = all[index + 1];
      const room = (next ? x(next.at) - 8 : end) - x(item.at) - 8;
      return { ...item, shown: item.label !== undefined && item.label.length * 6.4 < room };
    });

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
      const timeAt = (x: number) => (((x / box.width) * scale.all - scale.from) / scale.span) * length;
      const time = timeAt(clientX - box.left);
      onSeek(Math.max(0, Math.min(length, time)), timeAt(clientX - box.left + FINGER) - time);
    },
    style: { cursor: 'pointer' },
  };

const Wide = ({ length, phases, lanes, rings = [], signs, at, label, onSeek }: Props) => {
  const x = (ms: number) => WIDE.from + (ms / length) * WIDE.span;
  const y = (lane: number) => 84.5 + lane * 29;
  const bottom = y(lanes.length - 1) + 6;
  const signLane = y(lanes.length) + 2;
  const floor = signs ? signLane + 12 : bottom;
  const height = signs ? signLane + 16 : y(lanes.length);
  const minutes = Array.from({ length: Math.floor(length / MINUTE) + 1 }, (_, minute) => minute);
  const current = at && phases.find(({ from, to }) => at.time >= from && at.time < to);
  return (
    <svg
      className={styles.wide}
      viewBox={`0 0 1200 ${height}`}
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
          height={floor - 46}
        />
      )}
      {phases.map(({ name, from, to, planned }, index) => (
        <g key={index}>
          <path className={styles.phase} d={`M${x(from) + 1} 46H${x(to) - 1}`} />
          {planned !== undefined && planned < to && (
            <path className={styles.over} d={`M${x(planned)} 46H${x(to) - 1}`} />
          )}
          {index > 0 && <path className={styles.hair} d={`M${x(from)} 46V${floor}`} />}
          {fits(name, x(to) - x(from)) && (
            <text x={x(from) + 5} y="60" className={name === current?.name ? styles.strongText : undefined}>
              {name}
            </text>
          )}
        </g>
      ))}
      {at && <path className={styles.now} d={`M${x(at.time)} 32V${signs ? floor : bottom + 12}`} />}
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
      {signs && (
        <>
          <path className={styles.hair} d={`M0 ${signLane - 14}H1198`} />
          <text x="0" y={signLane + 4}>
            {signs.name}
          </text>
          {labelled(signs.items, x, 1200).map((sign, index) => (
            <g key={index}>
              <SignShape x={x(sign.at)} y={signLane} shape={sign.shape} />
              {sign.shown && (
                <text className={styles.dim} x={x(sign.at) + 8} y={signLane + 4}>
                  {sign.label}
                </text>
              )}
            </g>
          ))}
        </>
      )}
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

const Narrow = ({ length, phases, lanes, rings = [], signs, at, label, onSeek }: Props) => {
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
      {/* Facts would only crowd the one line; what turned a round stays. */}
      {signs?.items
        .filter(({ shape }) => shape !== 'tick')
        .map((sign, index) => (
          <SignShape key={index} x={x(sign.at)} y={sign.shape === 'ring' ? 36 : 26} shape={sign.shape} />
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
