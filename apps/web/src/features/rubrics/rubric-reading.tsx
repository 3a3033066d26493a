import { type RubricView } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { levelName } from '../../shared/score-names';
import styles from './rubrics.module.css';

/** A whole rubric to read: each dimension with its share and its four sentences, then the red flags. */
export const RubricReading = ({ rubric }: { rubric: RubricView }) => (
  <div className={styles.reading}>
    {rubric.dimensions.map(({ key, name, weight, levels }) => (
      <Section key={key} title={name} meta={i18n.t('{weight} %', { weight })}>
        <ol className={styles.levels}>
          {levels.map((sentence, at) => (
            <li key={sentence}>
              <b className={styles[`l${at + 1}`]}>{at + 1}</b>
              <span>
                <b>{levelName(at + 1)}</b> {sentence}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    ))}
    <Section title={i18n.t('Red flags')} meta={i18n.t('seen once and confirmed, the recommendation is No at most')}>
      {rubric.redFlags.length === 0 ? (
        <p className={text.muted}>{i18n.t('This rubric has none.')}</p>
      ) : (
        <ul className={styles.flags}>
          {rubric.redFlags.map((flag) => (
            <li key={flag}>{flag}</li>
          ))}
        </ul>
      )}
    </Section>
  </div>
);
