import { type FixChain, type FixOutcome } from '@debrief/contracts';
import { MarkGlyph, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { fixesQuery } from './progress-data';
import styles from './progress.module.css';

const glyph = { fixed: 'strong', partly: 'unclear', not: 'missed' } as const;
const outcomeWord = (outcome: FixOutcome): string =>
  ({ fixed: i18n.t('fixed'), partly: i18n.t('partly'), not: i18n.t('not yet') })[outcome];
const stateWord = (state: FixChain['state']): string =>
  ({
    open: i18n.t('open'),
    fixed: i18n.t('fixed'),
    replaced: i18n.t('replaced'),
    dropped: i18n.t('dropped'),
  })[state];

/** Fixes with all that became of them: which rounds they travelled to, and what the interviewers there saw. */
export const FixesPart = ({ timeZone }: { timeZone: string | undefined }) => {
  const fixes = useQuery(fixesQuery);
  const list = fixes.data?.fixes ?? [];
  const counts = fixes.data?.counts;
  return (
    <Section
      title={i18n.t('Your fixes, and whether they stuck')}
      meta={counts && i18n.t('{fixed} fixed, {open} open', { fixed: counts.fixed, open: counts.open })}
    >
      {fixes.isPending && <Skeleton label={i18n.t('Reading your fixes')} lines={3} />}
      {fixes.isError && <ProblemNote error={fixes.error} retry={() => void fixes.refetch()} />}
      {fixes.isSuccess && list.length === 0 && (
        <p className={text.meta}>
          {i18n.t('None yet. You write one in the debrief of a round, and your next interviewer reads it first.')}
        </p>
      )}
      <ul className={styles.fixes}>
        {list.slice(0, 6).map((fix) => {
          const outcomes = fix.rounds.flatMap((round) => round.outcomes.map((each) => ({ ...each, at: round.at })));
          return (
            <li key={`${fix.session}:${fix.round}`}>
              <Link
                to="/s/$session/review"
                params={{ session: fix.session }}
                search={{ round: String(fix.round) }}
                className={styles.fixText}
              >
                {fix.text}
              </Link>
              <span className={styles.outcomes}>
                {outcomes.map((each, index) => (
                  <span key={index} className={styles.outcome}>
                    <MarkGlyph kind={glyph[each.outcome]} />
                    {i18n.t('{outcome}, {day}', { outcome: outcomeWord(each.outcome), day: dayOf(each.at, timeZone) })}
                  </span>
                ))}
                {outcomes.length === 0 && (
                  <span className={text.small}>
                    {i18n.t('worded {day}, not looked at yet', { day: dayOf(fix.wordedAt, timeZone) })}
                  </span>
                )}
              </span>
              <span className={text.meta}>{stateWord(fix.state)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
};
