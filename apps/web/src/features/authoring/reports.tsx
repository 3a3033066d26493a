import { type PromptReport, routes } from '@debrief/contracts';
import { Button, AreaField, Section, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import styles from './authoring.module.css';
import { reportsQuery } from './authoring-data';

/** What was said to be wrong: to answer here, and what became of one's own. Not there while there is nothing. */
export const Reports = () => {
  const { data, error } = useQuery(reportsQuery);
  if (error) return <ProblemNote error={error} />;
  if (!data || (data.toAnswer.length === 0 && data.mine.length === 0)) return null;
  return (
    <>
      {data.toAnswer.length > 0 && (
        <Section title={i18n.t('Reports to answer')} meta={data.toAnswer.length}>
          <ul className={styles.list}>
            {data.toAnswer.map((report) => (
              <li key={report.id}>
                <ReportWords report={report} />
                <Answer id={report.id} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data.mine.length > 0 && (
        <Section title={i18n.t('Reported by you')}>
          <ul className={styles.list}>
            {data.mine.map((report) => (
              <li key={report.id}>
                <ReportWords report={report} />
                <p className={text.meta}>
                  {report.answer === null
                    ? i18n.t('Not answered yet.')
                    : i18n.t('Answer: {answer}', { answer: report.answer })}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
};

const ReportWords = ({ report: { title, kind, version, words, at } }: { report: PromptReport }) => {
  const zone = useMe().data?.me?.timeZone;
  return (
    <>
      <p>
        <b>{title}</b>{' '}
        <span className={text.meta}>
          {kind === 'leaked' ? i18n.t('has leaked') : i18n.t('has a fault')},{' '}
          {i18n.t('version {version}, {day}', { version, day: dayOf(at, zone) })}
        </span>
      </p>
      <p className={styles.words}>{words}</p>
    </>
  );
};

const Answer = ({ id }: { id: string }) => {
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const answer = useMutation({
    mutationFn: () => call(routes.answerReport, { params: { id }, body: { answer: words.trim() } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['prompt-reports'] });
      void client.invalidateQueries({ queryKey: ['my-prompts'] });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim().length > 1 && !answer.isPending) answer.mutate();
      }}
    >
      <AreaField
        label={i18n.t('Your answer')}
        rows={2}
        maxLength={2000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {answer.error && <ProblemNote error={answer.error} />}
      <div className={styles.actions}>
        <Button type="submit" size="s" disabled={words.trim().length < 2} busy={answer.isPending}>
          {i18n.t('Answer and close')}
        </Button>
      </div>
    </form>
  );
};
