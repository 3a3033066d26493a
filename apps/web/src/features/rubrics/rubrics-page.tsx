import { interviewTypes } from '@debrief/contracts';
import { Page, PageHead, Skeleton, text } from '@debrief/ui';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { currentQuery } from './rubric-data';
import styles from './rubrics.module.css';

/** The seven rubrics: what each looks at, and how much each part counts. */
export const RubricsPage = () => {
  useTitle(i18n.t('Rubrics'));
  const found = useQueries({ queries: interviewTypes.map((type) => currentQuery(type)) });
  const failed = found.find(({ error }) => error);
  return (
    <Page>
      <PageHead
        title={i18n.t('Rubrics')}
        lede={i18n.t(
          'How rounds are scored, for everybody to read. A round keeps the version it began with, whatever changes later.',
        )}
      />
      {failed && (
        <ProblemNote error={failed.error} retry={() => void Promise.all(found.map(({ refetch }) => refetch()))} />
      )}
      <ul className={styles.types}>
        {interviewTypes.map((type, at) => {
          const rubric = found[at]?.data;
          return (
            <li key={type}>
              <Link to="/rubrics/$type" params={{ type }}>
                <b>{interviewTypeTitle(type)}</b>
                {rubric && (
                  <span className={text.meta}>{i18n.t('Version {version}', { version: rubric.version })}</span>
                )}
              </Link>
              {!rubric && !found[at]?.error && <Skeleton label={i18n.t('Loading the rubric')} lines={1} />}
              {rubric && (
                <ol className={styles.shares}>
                  {rubric.dimensions.map(({ key, name, weight }) => (
                    <li key={key}>
                      <span>{name}</span> <span className={text.num}>{i18n.t('{weight} %', { weight })}</span>
                    </li>
                  ))}
                </ol>
              )}
            </li>
          );
        })}
      </ul>
    </Page>
  );
};
