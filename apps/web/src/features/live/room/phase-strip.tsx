import { cx } from '@debrief/ui';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import styles from './room.module.css';

/** The plan as one rule, as long as its minutes: what has been is ink, what runs is blue. */
export const PhaseStrip = ({ round, view }: { round: RoundState; view: RoundView }) => {
  const current = view.phase?.index ?? round.phases.length;
  return (
    <ol className={styles.strip} aria-label={i18n.t('Phases')}>
      {round.phases.map((phase, index) => {
        const run = round.runs.find((each) => each.index === index);
        const minutes = phase.minutes + (run?.addedMinutes ?? 0);
        const isNow = index === current;
        const done = isNow && view.phase ? Math.min(1, view.phase.elapsedMs / Math.max(1, view.phase.lengthMs)) : 0;
        return (
          <li
            key={phase.key}
            style={{ flexGrow: minutes }}
            className={cx(index < current && styles.stripDone, isNow && styles.stripNow)}
            aria-current={isNow ? 'step' : undefined}
          >
            <i>{isNow && <u style={{ width: `${done * 100}%` }} />}</i>
            <span>
              {phase.name} <em>{minutes}</em>
            </span>
          </li>
        );
      })}
    </ol>
  );
};
