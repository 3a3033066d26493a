import { type RoundState } from '@debrief/live-core';
import { Section } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { planFor, stepWords } from '../../../shared/session-plan';
import { useRoom } from '../live-context';
import styles from './debrief.module.css';

/** How a group goes on from the open cards, with the minutes of each step. Two people need no list for it. */
export const NextSteps = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  if (room.status === 'ended' || !['panel', 'fishbowl', 'solo'].includes(room.format)) return null;
  const plan = planFor(room);
  const steps = plan.slice(plan.findIndex(({ key }) => key === 'scoring') + 1);
  return (
    <Section title={i18n.t('From here')} meta={i18n.t('Round {n}', { n: round.round })}>
      <ol className={styles.steps}>
        {steps.map(({ key, minutes }) => (
          <li key={key}>{i18n.t('{step}, {minutes} min', { step: stepWords(key, room.format), minutes })}</li>
        ))}
      </ol>
    </Section>
  );
};
