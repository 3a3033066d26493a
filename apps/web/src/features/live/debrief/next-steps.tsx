import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { planFor, stepWords } from '../../../shared/session-plan';
import { useRoom } from '../live-context';
import styles from './debrief.module.css';

/** How a group goes on from the open cards, with the minutes of each step. Two people need no list for it. */
export const NextSteps = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  if (round.openedAt === null || room.status === 'ended') return null;
  if (!['panel', 'fishbowl', 'solo'].includes(room.format)) return null;
  const plan = planFor(room);
  const steps = plan.slice(plan.findIndex(({ key }) => key === 'scoring') + 1);
  return (
    <ol className={styles.steps} aria-label={i18n.t('From here')}>
      {steps.map(({ key, minutes }) => (
        <li key={key}>{i18n.t('{step}, {minutes} min', { step: stepWords(key, room.format), minutes })}</li>
      ))}
    </ol>
  );
};
