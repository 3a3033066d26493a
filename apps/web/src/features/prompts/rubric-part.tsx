import { type InterviewType } from '@debrief/contracts';
import { cx, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { LevelBadge } from './level-badge';
import { rubricQuery } from './prompt-data';
import styles from './prompts.module.css';

/** The dimensions of a type with their weights; each unfolds to the four sentences that scorers choose from. */
export const RubricPart = ({ type }: { type: InterviewType }) => {
  const { data, error, refetch } = useQuery(rubricQuery(type));
  return (
    <Section title={i18n.t('How it is scored')} meta={i18n.t('share of the sum')}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading the rubric')} lines={6} />}
      <ul className={styles.rubric}>
        {data?.dimensions.map(({ key, name, weight, levels }) => (
          <li key={key}>
            <details>
              <summary>
                <span>{name}</span>
                <span className={text.meta}>{weight} %</span>
              </summary>
              <ol>
                {levels.map((sentence, index) => (
                  <li key={sentence}>
                    <LevelBadge level={index + 1} />
                    <span>{sentence}</span>
                  </li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ul>
      <Link to="/rubrics/$type" params={{ type }} className={cx(text.link, styles.alone)}>
        {i18n.t('The whole rubric and its versions')}
      </Link>
    </Section>
  );
};
