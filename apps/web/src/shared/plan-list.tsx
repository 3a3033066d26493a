import { type InterviewLength, type InterviewType, type SessionFormat } from '@debrief/contracts';
import { Section } from '@debrief/ui';
import { i18n } from './i18n';
import styles from './plan-list.module.css';
import { planFor, planMinutes, stepWords } from './session-plan';

/** How a session goes, step by step with its minutes. The second round of a swap is one line: it is the first again. */
export const PlanList = (session: { format: SessionFormat; type: InterviewType; length: InterviewLength }) => {
  const plan = planFor(session);
  const again = plan.filter(({ round }) => round === 2).reduce((sum, { minutes }) => sum + minutes, 0);
  const before = plan.filter(({ round }, index) => round === 1 || (round === 0 && index === 0));
  const after = plan.filter(({ round }, index) => round === 0 && index > 0);
  return (
    <Section title={i18n.t('How it goes')} meta={i18n.t('{minutes} min in all', { minutes: planMinutes(session) })}>
      <ol className={styles.plan}>
        {before.map(({ key, minutes }) => (
          <Step key={key} words={stepWords(key, session.format)} minutes={minutes} />
        ))}
        {again > 0 && <Step words={i18n.t('Swap roles: the same again')} minutes={again} />}
        {after.map(({ key, minutes }) => (
          <Step key={key} words={stepWords(key, session.format)} minutes={minutes} />
        ))}
      </ol>
    </Section>
  );
};

const Step = ({ words, minutes }: { words: string; minutes: number }) => (
  <li>
    {words} <span>{i18n.t('{minutes} min', { minutes })}</span>
  </li>
);
