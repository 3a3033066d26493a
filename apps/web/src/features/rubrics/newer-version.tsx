import { type InterviewType } from '@debrief/contracts';
import { Button, Skeleton } from '@debrief/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import type { RubricDraft } from './kept-rubric';
import { currentQuery, versionQuery } from './rubric-data';
import styles from './rubrics.module.css';

/** Somebody saved a version since this draft was begun: both are shown, nothing is merged behind one's back. */
export const NewerVersion = ({
  type,
  draft,
  onKeepMine,
  onTakeTheirs,
}: {
  type: InterviewType;
  draft: RubricDraft;
  /** Mine is to be saved after theirs, which has this number. */
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}) => {
  const current = useQuery(currentQuery(type));
  const [base] = useQueries({ queries: [versionQuery(type, draft.basedOn)] });
  const { refetch } = current;
  // The page may still hold the version that both began with.
  useEffect(() => void refetch(), [refetch]);
  const theirs = current.data;
  const error = current.error ?? base.error;
  return (
    <div className={styles.conflict} role="alert">
      <p>{i18n.t('A newer version was saved since you began. Yours is kept until you choose.')}</p>
      {error && <ProblemNote error={error} retry={() => void Promise.all([refetch(), base.refetch()])} />}
      {theirs && base.data && theirs.version > draft.basedOn ? (
        <div>
          <section>
            <h2>{i18n.t('What you changed')}</h2>
            <ChangeList changes={changesBetween(base.data, draft.words)} />
            <Button onClick={() => onKeepMine(theirs.version)}>{i18n.t('Go on with mine')}</Button>
          </section>
          <section>
            <h2>{i18n.t('What version {version} changed', { version: theirs.version })}</h2>
            <ChangeList changes={changesBetween(base.data, theirs)} />
            <Button onClick={onTakeTheirs}>{i18n.t('Take version {version}', { version: theirs.version })}</Button>
          </section>
        </div>
      ) : (
        !error && <Skeleton label={i18n.t('Comparing the versions')} lines={3} />
      )}
    </div>
  );
};
