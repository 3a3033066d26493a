import { Section } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames } from '../live-context';
import { levelWords } from './level-words';
import { useBrief } from './use-brief';
import own from './brief-card.module.css';

/** The candidate's brief card as their interviewers read it, the last fix first. Nothing where nothing was shown. */
export const CandidateBrief = () => {
  const me = useMe();
  const name = useNames();
  const { data } = useBrief();
  if (!data?.brief || !data.participant || data.participant === me) return null;
  const { targetLevel, focus, lastFix } = data.brief;
  if (!targetLevel && !focus && !lastFix) return null;
  return (
    <Section title={i18n.t('Brief of {name}', { name: firstName(name(data.participant)) })}>
      <dl className={own.read}>
        {lastFix && (
          <>
            <dt>{i18n.t('Last fix')}</dt>
            <dd className={own.serif}>“{lastFix}”</dd>
          </>
        )}
        {focus && (
          <>
            <dt>{i18n.t('Watch for')}</dt>
            <dd className={own.serif}>{focus}</dd>
          </>
        )}
        {targetLevel && (
          <>
            <dt>{i18n.t('Level')}</dt>
            <dd>{levelWords(targetLevel)}</dd>
          </>
        )}
      </dl>
    </Section>
  );
};
