import { fixOutcomes, routes, type FixOutcome, type RouteResult } from '@debrief/contracts';
import { Chip, Section, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { fixQuestionsQuery, outcomeName } from '../../shared/fixes';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { sentenceOf } from '../../shared/problem-note';
import styles from './home.module.css';

type Question = RouteResult<typeof routes.listFixQuestions>['questions'][number];

/** Fixes that candidates brought to me: asked until I have said what I saw of them. */
export const FixQuestions = ({ timeZone }: { timeZone: string }) => {
  const questions = useQuery(fixQuestionsQuery).data?.questions ?? [];
  if (!questions.length) return null;
  return (
    <Section title={i18n.t('What did you see of their fix?')} className={styles.questions}>
      {questions.map((question) => (
        <Asked key={`${question.session} ${question.round}`} question={question} timeZone={timeZone} />
      ))}
    </Section>
  );
};

const Asked = ({ question, timeZone }: { question: Question; timeZone: string }) => {
  const { session, round, candidate, text: words, openedAt } = question;
  const client = useQueryClient();
  const mark = useMutation({
    mutationFn: (outcome: FixOutcome) =>
      call(routes.markFix, { params: { session, round: String(round) }, body: { outcome } }),
    onSuccess: () => client.invalidateQueries({ queryKey: fixQuestionsQuery.queryKey }),
  });
  return (
    <div className={styles.question}>
      <div>
        <p className={text.h18}>“{words}”</p>
        <p className={text.meta}>
          {i18n.t('{candidate}, {day}.', { candidate, day: dayOf(openedAt, timeZone) })}{' '}
          <Link to="/s/$session/review" params={{ session }} search={{ round: String(round) }} className={text.link}>
            {i18n.t('Look at that round')}
          </Link>
        </p>
      </div>
      <div
        className={styles.outcomes}
        role="group"
        aria-label={i18n.t('What you saw of the fix of {candidate}', { candidate })}
      >
        {fixOutcomes.map((outcome) => (
          <Chip
            key={outcome}
            pressed={mark.isPending && mark.variables === outcome}
            onClick={() => mark.mutate(outcome)}
          >
            {outcomeName(outcome)}
          </Chip>
        ))}
      </div>
      {mark.isError && (
        <p role="alert" className={text.meta}>
          {sentenceOf(mark.error)}
        </p>
      )}
    </div>
  );
};
