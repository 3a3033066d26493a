import { type routes, type RouteResult } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import styles from './review.module.css';

/** Keep, next time, the task and the fix, as they were written once the cards were open. */
export const Written = ({
  written,
  nameOf,
}: {
  written: RouteResult<typeof routes.getDebrief>;
  nameOf: (participant: string) => string;
}) => {
  const said = (field: 'keep' | 'nextTime' | 'task') => written.feedback.filter((each) => each[field].trim());
  const block = (field: 'keep' | 'nextTime' | 'task', title: string) =>
    said(field).length > 0 && (
      <Section
        title={title}
        meta={said(field)
          .map(({ author }) => nameOf(author))
          .join(', ')}
      >
        {said(field).map((each) => (
          <p key={each.author} className={styles.words}>
            {each[field]}
          </p>
        ))}
      </Section>
    );
  const isEmpty = !written.fix && !(['keep', 'nextTime', 'task'] as const).some((field) => said(field).length);
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
      {block('keep', i18n.t('Keep'))}
      {block('nextTime', i18n.t('Next time'))}
      {block('task', i18n.t('One practice task'))}
      {isEmpty && (
        <Section title={i18n.t('What was written')}>
          <p className={text.meta}>{i18n.t('Nothing was written in this debrief.')}</p>
        </Section>
      )}
    </aside>
  );
};
