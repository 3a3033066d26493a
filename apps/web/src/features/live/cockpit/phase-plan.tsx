import { activeBetween, type RoundState, type RoundView } from '@debrief/live-core';
import { cx } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { minutesAndSeconds } from '../clock-words';
import styles from './cockpit.module.css';

interface Row {
  key: string;
  name: string;
  spent: string;
  rest: string;
  state: 'done' | 'now' | 'ahead';
  isOver: boolean;
}

const rowsOf = (round: RoundState, view: RoundView): Row[] =>
  round.phases.map(({ key, name, minutes }, index) => {
    const run = round.runs.find((each) => each.index === index);
    const planned = (minutes + (run?.addedMinutes ?? 0)) * 60_000;
    if (!run)
      return { key, name, spent: '', rest: i18n.t('{minutes} min', { minutes }), state: 'ahead', isOver: false };
    const isNow = view.phase?.index === index;
    const spent = isNow
      ? (view.phase?.elapsedMs ?? 0)
      : activeBetween(round, run.startedAt, run.endedAt ?? run.startedAt);
    const off = planned - spent;
    const isOver = off < -999;
    const rest = isOver
      ? i18n.t('{time} over', { time: minutesAndSeconds(-off, 'down') })
      : isNow
        ? i18n.t('{time} left', { time: minutesAndSeconds(off) })
        : i18n.t('of {minutes}', { minutes: planned / 60_000 });
    return { key, name, spent: minutesAndSeconds(spent, 'down'), rest, state: isNow ? 'now' : 'done', isOver };
  });

/** The plan with what each phase has taken and has left: one line, and all of it on a press. */
export const PhasePlan = ({ round, view }: { round: RoundState; view: RoundView }) => {
  const rows = rowsOf(round, view);
  const now = rows.find(({ state }) => state === 'now');
  return (
    <details className={styles.plan}>
      <summary>
        {now && (
          <span className={cx(now.isOver && styles.overTime)}>
            {i18n.t('{spent} spent, {rest}', { spent: now.spent, rest: now.rest })}
          </span>
        )}
        <span>
          {i18n.t('round {spent} of {minutes}', {
            spent: minutesAndSeconds(view.elapsedMs, 'down'),
            minutes: Math.round(view.lengthMs / 60_000),
          })}
        </span>
      </summary>
      <ol>
        {rows.map(({ key, name, spent, rest, state, isOver }) => (
          <li key={key} className={styles[`plan-${state}`]} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{name}</span>
            <span>{spent}</span>
            <span className={cx(isOver && styles.overTime)}>{rest}</span>
          </li>
        ))}
      </ol>
    </details>
  );
};
