import { lastRound } from '@debrief/live-core';
import { Section } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useMe, useNames, useRoom } from '../live-context';
import { levelWords } from './level-words';
import { useBrief } from './use-brief';
import { useCarriedFix } from './use-carried-fix';
import own from './brief-card.module.css';

/** The candidate's brief card as their interviewers read it, the fix they bring first. Nothing where there is nothing. */
export const CandidateBrief = () => {
  const me = useMe();
  const name = useNames();
  const room = useRoom();
  const { data } = useBrief();
  const carried = useCarriedFix(lastRound(room));
  if (!data?.participant || data.participant === me) return null;
  const { targetLevel = null, focus = '', lastFix: told = '' } = data.brief ?? {};
  const lastFix = carried ?? told;
  if (!targetLevel && !focus && !lastFix) return null;
  return (
    <Section title={i18n.t('Brief of {name}', { name: firstName(name(data.participant)) })}>
      <dl className={own.read}>
        {lastFix && (
          <>
            <dt>{i18n.t('The fix')}</dt>
            <dd className={own.serif}>
              “{lastFix}”
              {carried && (
                <span className={own.then}>{i18n.t('Watch for it: in the debrief you say what you saw of it.')}</span>
              )}
            </dd>
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
