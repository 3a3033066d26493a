import { type InterviewType } from '@debrief/contracts';
import { buttonClass, Chip, EmptyState, Page, PageHead, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { skillName } from '../../shared/skill-names';
import { useTitle } from '../../shared/title';
import { useKeysOf } from '../../shared/use-keys';
import { FixesPart } from './fixes-part';
import { NextPart } from './next-part';
import { PracticePart } from './practice-part';
import { type Progress, progressQuery } from './progress-data';
import { PhasesPart, TalkPart } from './rounds-part';
import { EstimateRows } from './skills-part';
import { TrendPart } from './trend-part';
import styles from './progress.module.css';
import { headline, raters, sessions } from './words';

const least = 0.995;
const rowsOf = ({ skills, types }: Progress, type: InterviewType | undefined) => ({
  skills: skills
    .filter(({ measuredBy }) => !type || measuredBy.some((each) => each.type === type))
    .map((skill) => ({ ...skill, key: skill.skill, name: skillName(skill.skill) }))
    .sort((a, b) => b.level - a.level),
  types: types
    .filter((each) => !type || each.type === type)
    .map((each) => ({
      ...each,
      key: each.type,
      name: interviewTypeTitle(each.type),
      note:
        each.coverage < least
          ? i18n.t('{share} % of it measured', { share: Math.round(each.coverage * 100) })
          : undefined,
    })),
});

/** Am I getting better, where, and what next: every figure with its interval and what it rests on. */
export const ProgressPage = () => {
  useTitle(i18n.t('Progress'));
  const me = useMe().data?.me;
  const progress = useQuery(progressQuery);
  const [type, setType] = useState<InterviewType>();
  const [chosen, setChosen] = useState<string>();
  const [showTable, setTable] = useState(false);
  const toggle = () => setTable(!showTable);
  useKeysOf({ t: toggle });
  const data = progress.data;
  if (!data)
    return (
      <Page>
        <PageHead title={i18n.t('Progress')} />
        {progress.isError ? (
          <ProblemNote error={progress.error} retry={() => void progress.refetch()} />
        ) : (
          <Skeleton label={i18n.t('Reading your progress')} lines={9} />
        )}
      </Page>
    );
  const { basis, rounds } = data;
  const rows = rowsOf(data, type);
  const all = [...rows.skills, ...rows.types];
  const row = all.find(({ key }) => key === chosen) ?? rows.skills.at(-1) ?? rows.types[0];
  const table = { showTable, onToggle: toggle };
  const parts = { timeZone: me?.timeZone, ...table };
  return (
    <Page>
      <PageHead
        title={data.skills.length > 0 ? headline(data.skills) : i18n.t('Progress')}
        lede={
          basis.cards > 0
            ? i18n.t(
                '{rounds, plural, one {# round} other {# rounds}} in {sessions}, {cards, plural, one {# blind card} other {# blind cards}} from {raters}. A bar holds the level nine times in ten.',
                {
                  rounds: basis.rounds,
                  sessions: sessions(basis.sessions),
                  cards: basis.cards,
                  raters: raters(basis.raters),
                },
              )
            : i18n.t('What blind cards of others say, round by round. Your own card never counts here.')
        }
        action={
          data.types.length > 1 ? (
            <div className={styles.chips} role="group" aria-label={i18n.t('Type of interview')}>
              <Chip pressed={type === undefined} onClick={() => setType(undefined)}>
                {i18n.t('All types')}
              </Chip>
              {data.types.map((each) => (
                <Chip key={each.type} pressed={type === each.type} onClick={() => setType(each.type)}>
                  {interviewTypeTitle(each.type)}
                </Chip>
              ))}
            </div>
          ) : undefined
        }
      />
      <div className={styles.two}>
        <div className={styles.col}>
          {rows.skills.length === 0 ? (
            <EmptyState
              title={i18n.t('Nothing measured yet')}
              sentence={i18n.t(
                'A skill gets its first dot from a round in the mode “For real”, once another person’s card has opened. Learning rounds never count.',
              )}
              action={
                <Link to="/new" className={buttonClass({ kind: 'primary' })}>
                  {i18n.t('Start with a friend')}
                </Link>
              }
            />
          ) : (
            <>
              <EstimateRows
                title={i18n.t('Skills')}
                caption={i18n.t('What an average rater would give you on an average prompt.')}
                rows={rows.skills}
                chosen={row?.key}
                onChoose={setChosen}
                {...table}
              />
              <EstimateRows
                title={i18n.t('Types of interview')}
                caption={i18n.t('The skills of a type together, weighted as its rubric weighs them.')}
                rows={rows.types}
                chosen={row?.key}
                onChoose={setChosen}
                {...table}
              />
            </>
          )}
        </div>
        <div className={styles.col}>
          {row && <TrendPart key={row.key} row={row} {...parts} />}
          <FixesPart timeZone={me?.timeZone} />
        </div>
      </div>
      <NextPart key={type ?? 'any'} type={type} timeZone={me?.timeZone} />
      <div className={styles.three}>
        <PracticePart practice={data.practice} {...table} />
        <TalkPart rounds={rounds} {...parts} />
        <PhasesPart rounds={rounds} {...parts} />
      </div>
      <p className={text.meta}>
        {i18n.t('Peer scores are practice evidence. They predict no company’s decision.')}{' '}
        <Link to="/progress/rating" className={text.link}>
          {i18n.t('How you rate others')}
        </Link>
      </p>
    </Page>
  );
};
