import { type routes, type RouteResult } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { adviceSentence } from '../../shared/advice-words';
import { i18n } from '../../shared/i18n';
import styles from './review.module.css';

type Feedback = RouteResult<typeof routes.getDebrief>['feedback'][number];

/** Keep, next time, the task and the fix, as they were written once the cards were open. */
export const Written = ({
  written,
  nameOf,
}: {
  written: RouteResult<typeof routes.getDebrief>;
  nameOf: (participant: string) => string;
}) => {
  const block = (title: string, wordsOf: (feedback: Feedback) => string[]) => {
    const said = written.feedback.filter((each) => wordsOf(each).some((words) => words.trim()));
    return (
      said.length > 0 && (
        <Section title={title} meta={said.map(({ author }) => nameOf(author)).join(', ')}>
          {said.flatMap((each) =>
            wordsOf(each)
              .filter((words) => words.trim())
              .map((words) => (
                <p key={each.author + words} className={styles.words}>
                  {words}
                </p>
              )),
          )}
        </Section>
      )
    );
  };
  const nextTime = ({ advice, nextTime: older }: Feedback) => [...advice.map(adviceSentence), older];
  const isEmpty =
    !written.fix &&
    !written.feedback.some((each) => [each.keep, ...nextTime(each), each.task].some((words) => words.trim()));
  return (
    <aside className={styles.written}>
      {written.fix && (
        <Section
          title={i18n.t('The fix')}
          meta={written.fix.isAgreed ? i18n.t('Agreed by both') : i18n.t('Not agreed yet')}
        >
          <p className={styles.words}>{written.fix.text}</p>
        </Section>
      )}
      {block(i18n.t('Keep'), ({ keep }) => [keep])}
      {block(i18n.t('Next time'), nextTime)}
      {block(i18n.t('One practice task'), ({ task }) => [task])}
      {isEmpty && (
        <Section title={i18n.t('What was written')}>
          <p className={text.meta}>{i18n.t('Nothing was written in this debrief.')}</p>
        </Section>
      )}
    </aside>
  );
};
