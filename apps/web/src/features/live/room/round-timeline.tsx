import { type MarkKind } from '@debrief/contracts';
import { activeBetween, type RoundState, type RoundView } from '@debrief/live-core';
import { cx, VisuallyHidden } from '@debrief/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { type ShownMark } from '../cockpit/use-marks';
import { useLive } from '../live-context';
import { markKindName } from '../../../shared/score-names';
import styles from './round-timeline.module.css';

const HEIGHT = 58;
const LINE = 32;
const EDGE = 2;

const shape = (kind: MarkKind, x: number): string => {
  if (kind === 'strong') return `M${x} 20.4l4.6 8.3h-9.2z`;
  if (kind === 'missed') return `M${x} 45.6l4.4 -8h-8.8z`;
  if (kind === 'unclear') return `M${x} 27.4l4.6 4.6-4.6 4.6-4.6-4.6z`;
  return `M${x - 3.2} 22.8h6.4v6.4h-6.4z`;
};

/** The round as one ruled line: phases with their minutes, own marks, twists and nudges, the plan ahead dashed. */
export const RoundTimeline = ({ round, view, marks }: { round: RoundState; view: RoundView; marks: ShownMark[] }) => {
  const hints = useLive((state) => state.panels[round.round]?.hints) ?? round.hints ?? [];
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(960);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const start = round.startedAt ?? 0;
  // Phases stand where they ran; those ahead take their planned minutes from now on.
  let at = 0;
  const spans = round.phases.map((phase, index) => {
    const run = round.runs.find((each) => each.index === index);
    const from = run ? activeBetween(round, start, run.startedAt) : at;
    const planned = (phase.minutes + (run?.addedMinutes ?? 0)) * 60_000;
    const ended = run?.endedAt ?? (run && round.scoring ? round.scoring.startedAt : null);
    const isNow = run !== undefined && ended === null;
    const ran = run ? activeBetween(round, run.startedAt, ended ?? start) : 0;
    const length = !run ? (round.scoring ? 0 : planned) : isNow ? Math.max(planned, view.elapsedMs - from) : ran;
    at = from + length;
    return { phase, from, to: at, planned, isNow, isAhead: run === undefined };
  });
  const total = Math.max(at, view.elapsedMs, 60_000);
  const x = (ms: number) => EDGE + (Math.min(Math.max(0, ms), total) / total) * (width - 2 * EDGE);
  const place = (time: number) => x(activeBetween(round, start, time));
  const done = x(view.elapsedMs);
  const inInterview = view.stage === 'interview';
  return (
    <div ref={box} className={styles.box}>
      <svg className={styles.tl} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
        {spans
          .filter(({ from, to }) => to > from)
          .map(({ phase, from, to, planned, isNow, isAhead }, index) => {
            const left = x(from);
            const right = x(to);
            const over = x(Math.min(to, from + planned));
            const room = right - left > phase.name.length * 6.5 + 14;
            return (
              <g key={phase.key}>
                {index > 0 && <path className={styles.tick} d={`M${left} 22V42`} />}
                {room && (
                  <text x={left + 2} y="16" className={cx(isNow && inInterview && styles.nowText)}>
                    {phase.name} {right - left > phase.name.length * 7 + 34 ? Math.round(planned / 60_000) : ''}
                  </text>
                )}
                {isAhead ? (
                  <path className={styles.plan} d={`M${left + 2} ${LINE}H${right}`} />
                ) : isNow && inInterview ? (
                  <>
                    <path
                      className={styles.base}
                      d={`M${left + (index ? 2 : 0)} ${LINE}H${Math.max(left + 2, Math.min(done, over))}`}
                    />
                    {done > over ? (
                      <path className={styles.over} d={`M${over} ${LINE}H${done}`} />
                    ) : (
                      <path className={styles.plan} d={`M${done} ${LINE}H${right}`} />
                    )}
                  </>
                ) : (
                  <path className={styles.base} d={`M${left + (index ? 2 : 0)} ${LINE}H${right}`} />
                )}
              </g>
            );
          })}
        {hints.map((hint, index) => (
          <circle key={index} className={styles.hint} cx={place(hint.at)} cy="42" r="3.2" />
        ))}
        {round.twists.map(({ twist, at: time }) => (
          <path key={twist} className={styles.twist} d={`M${place(time) - 4} 40l8 -16`} />
        ))}
        {marks.map((mark) => (
          <g key={mark.mark} className={cx(styles.mark, styles[mark.kind], mark.isPending && styles.pending)}>
            <path d={shape(mark.kind, place(mark.to))} />
            {mark.kind === 'unclear' && <path className={styles.half} d={`M${place(mark.to)} 27.4v9.2l-4.6-4.6z`} />}
          </g>
        ))}
        {inInterview && (
          <>
            <path className={styles.now} d={`M${done} 18V50`} />
            <circle className={styles.nowDot} cx={done} cy={LINE} r="4" />
          </>
        )}
      </svg>
      <ol className={styles.list} aria-label={i18n.t('Timeline of the round')}>
        {[
          ...marks.map((mark) => ({ at: mark.to, words: markKindName(mark.kind) })),
          ...round.twists.map(({ at: time }) => ({ at: time, words: i18n.t('Twist') })),
          ...round.facts.map(({ at: time, label }) => ({ at: time, words: i18n.t('Fact: {label}', { label }) })),
          ...hints.map(({ at: time, kind }) => ({
            at: time,
            words: kind === 'nudge' ? i18n.t('Nudge') : i18n.t('Fact, unasked'),
          })),
        ]
          .sort((a, b) => a.at - b.at)
          .map(({ at: time, words }, index) => (
            <li key={index}>
              {moment(time, round.startedAt)} {words}
            </li>
          ))}
        {marks.length + round.twists.length + round.facts.length + hints.length === 0 && (
          <li>
            <VisuallyHidden>{i18n.t('Nothing yet')}</VisuallyHidden>
          </li>
        )}
      </ol>
    </div>
  );
};
