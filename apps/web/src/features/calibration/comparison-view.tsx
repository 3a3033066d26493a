import { type CalibrationState, type Comparison } from '@debrief/contracts';
import { cx, Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { levelName, overallName } from '../../shared/score-names';
import { timeWords } from './reference-form';
import styles from './calibration.module.css';

const gapWords = (gap: number | null): string =>
  gap === null
    ? i18n.t('not compared')
    : gap === 0
      ? i18n.t('the same')
      : gap > 0
        ? i18n.t('{gap} above', { gap })
        : i18n.t('{gap} below', { gap: -gap });

const Level = ({ level, who }: { level: number; who: string }) => (
  <div className={styles.level}>
    <dt>{who}</dt>
    <dd>
      <b>{level || i18n.t('NO')}</b> {levelName(level)}
    </dd>
  </div>
);

/** Mine beside the reference, dimension by dimension, the widest difference first, with the reason that was written down. */
export const ComparisonView = ({ comparison, state }: { comparison: Comparison; state: CalibrationState }) => {
  const { dimensions, meanGap, wide, overall, isFirst } = comparison;
  const rows = [...dimensions].sort((a, b) => Math.abs(b.gap ?? -1) - Math.abs(a.gap ?? -1));
  return (
    <Section
      title={
        meanGap === null
          ? i18n.t('Nothing to compare: no dimension was judged on both sides.')
          : i18n.t('On average {gap} of a level from the reference', { gap: meanGap.toFixed(2) })
      }
      meta={i18n.t('{wide, plural, =0 {none} one {# dimension} other {# dimensions}} two or more apart', { wide })}
    >
      <p className={text.meta}>
        {isFirst
          ? i18n.t('This first scoring counts: {done} of {of} done.', { done: state.done, of: state.of })
          : i18n.t('For practice: your first scoring is the one that counts.')}{' '}
        {overall.mine !== null &&
          overall.reference !== null &&
          i18n.t('You recommend: {mine}. The reference: {reference}.', {
            mine: overallName(overall.mine),
            reference: overallName(overall.reference),
          })}
      </p>
      <ol className={styles.compared}>
        {rows.map(({ dimension, name, mine, evidence, reference, reason, gap }) => (
          <li key={dimension} className={cx(gap !== null && Math.abs(gap) >= 2 && styles.wide)}>
            <div>
              <h3>{name}</h3>
              <p className={text.meta}>{gapWords(gap)}</p>
            </div>
            <div>
              <dl className={styles.levels}>
                <Level level={mine} who={i18n.t('You')} />
                <Level level={reference} who={i18n.t('Reference')} />
              </dl>
              {evidence.map((each) => (
                <blockquote key={each.id} className={styles.mine}>
                  {each.text}
                  {each.to > 0 && <span className={text.small}> {timeWords(each.to)}</span>}
                </blockquote>
              ))}
              <p className={styles.reason}>{reason}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
};
