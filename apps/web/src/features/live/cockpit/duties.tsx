import { Button } from '@debrief/ui';
import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { firstName, useLive, useMe, useNames, useSend } from '../live-context';
import styles from './cockpit.module.css';

const useDuties = (round: RoundState) => useLive((state) => state.panels[round.round]?.duties) ?? {};

/** Who of the panel watches a dimension; empty when nobody does, or alone. It changes nobody's card. */
export const OnDuty = ({ round, dimension }: { round: RoundState; dimension: string }) => {
  const duties = useDuties(round);
  const me = useMe();
  const name = useNames();
  const holder = duties[dimension];
  if (!holder || round.interviewers.length < 2) return null;
  return (
    <span className={holder === me ? styles.myDuty : styles.duty}>
      {holder === me ? i18n.t('yours') : firstName(name(holder))}
    </span>
  );
};

/** Gives a dimension to one of the panel. */
export const DutyChoice = ({ round, dimension, label }: { round: RoundState; dimension: string; label: string }) => {
  const duties = useDuties(round);
  const name = useNames();
  const send = useSend();
  if (round.interviewers.length < 2) return null;
  return (
    <label className={styles.dutyChoice}>
      {i18n.t('Watched by')}{' '}
      <select
        aria-label={i18n.t('Who watches {label}', { label })}
        value={duties[dimension] ?? ''}
        onChange={({ target }) =>
          void send('duty.set', { round: round.round, dimension, participant: target.value || null })
        }
      >
        <option value="">{i18n.t('nobody in particular')}</option>
        {round.interviewers.map((participant) => (
          <option key={participant} value={participant}>
            {name(participant)}
          </option>
        ))}
      </select>
    </label>
  );
};

/** Deals the dimensions out to the panel in turn, where nobody has begun to. */
export const SplitDuties = ({ round, dimensions }: { round: RoundState; dimensions: readonly string[] }) => {
  const duties = useDuties(round);
  const send = useSend();
  if (round.interviewers.length < 2 || Object.keys(duties).length > 0) return null;
  const deal = async () => {
    for (const [index, dimension] of dimensions.entries()) {
      const participant = round.interviewers[index % round.interviewers.length];
      if (participant) await send('duty.set', { round: round.round, dimension, participant });
    }
  };
  return (
    <Button size="s" kind="quiet" onClick={() => void deal()}>
      {i18n.t('Split among the panel')}
    </Button>
  );
};
