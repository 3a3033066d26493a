import { GOAL_LIMITS, routes } from '@debrief/contracts';
import { Button, ChartFigure, Columns, Section } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { type Progress, progressQuery } from './progress-data';
import styles from './progress.module.css';

const DEFAULT_GOAL = 2;

/** `9 Nov`: a calendar day that is in the reader's zone already. */
const dayWord = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** Rounds a week against what somebody set out to do. No streak: a week without is a week without. */
export const PracticePart = ({
  practice,
  showTable,
  onToggle,
}: {
  practice: Progress['practice'];
  showTable: boolean;
  onToggle: () => void;
}) => {
  const client = useQueryClient();
  const goal = useMutation({
    mutationFn: (rounds: number | null) => call(routes.putGoal, { body: { rounds } }),
    onMutate: async (rounds) => {
      await client.cancelQueries({ queryKey: progressQuery.queryKey, exact: true });
      const before = client.getQueryData(progressQuery.queryKey);
      client.setQueryData(
        progressQuery.queryKey,
        (old) => old && { ...old, practice: { ...old.practice, goal: rounds } },
      );
      return before;
    },
    onError: (_error, _rounds, before) => client.setQueryData(progressQuery.queryKey, before),
  });
  const present = practice.goal;
  const weeks = practice.weeks.slice(-8);
  const thisWeek = weeks.at(-1);
  const done = thisWeek ? thisWeek.asCandidate + thisWeek.asInterviewer : 0;
  const set = (rounds: number | null) => goal.mutate(rounds);
  return (
    <Section
      title={i18n.t('Your weeks')}
      meta={present === null ? i18n.t('no goal') : i18n.t('{done} of {goal} this week', { done, goal: present })}
    >
      <ChartFigure
        caption={i18n.t('Rounds a week, on either side of the table. From Monday on.')}
        head={[i18n.t('Week from'), i18n.t('As candidate'), i18n.t('As interviewer'), i18n.t('Both')]}
        rows={weeks.map(({ from, asCandidate, asInterviewer }) => [
          dayWord(from),
          asCandidate,
          asInterviewer,
          asCandidate + asInterviewer,
        ])}
        showTable={showTable}
        onToggle={onToggle}
        words={{ table: i18n.t('Show as a table'), chart: i18n.t('Show the picture') }}
        tableLabel={i18n.t('Your weeks')}
      >
        <Columns
          goal={present}
          items={weeks.map(({ from, asCandidate, asInterviewer }) => ({
            key: from,
            value: asCandidate + asInterviewer,
            words: dayWord(from),
            label: i18n.t('Week from {day}: {candidate} as candidate, {interviewer} as interviewer', {
              day: dayWord(from),
              candidate: asCandidate,
              interviewer: asInterviewer,
            }),
          }))}
        />
      </ChartFigure>
      <div className={styles.goal} role="group" aria-label={i18n.t('Goal')}>
        {present === null ? (
          <Button size="s" onClick={() => set(DEFAULT_GOAL)}>
            {i18n.t('Set a goal')}
          </Button>
        ) : (
          <>
            <span>{i18n.t('Goal')}</span>
            <Button
              size="s"
              aria-label={i18n.t('One round fewer')}
              disabled={present <= GOAL_LIMITS.least}
              onClick={() => set(present - 1)}
            >
              −
            </Button>
            <output>
              {i18n.t('{count, plural, one {# round a week} other {# rounds a week}}', { count: present })}
            </output>
            <Button
              size="s"
              aria-label={i18n.t('One round more')}
              disabled={present >= GOAL_LIMITS.most}
              onClick={() => set(present + 1)}
            >
              +
            </Button>
            <Button size="s" kind="quiet" onClick={() => set(null)}>
              {i18n.t('Pause')}
            </Button>
          </>
        )}
      </div>
      {goal.isError && <ProblemNote error={goal.error} />}
    </Section>
  );
};
