import { type InterviewType, type RubricVersion } from '@debrief/contracts';
import { Button, Section, Skeleton, text } from '@debrief/ui';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf, timeOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import { versionQuery, versionsQuery } from './rubric-data';
import { useGoBack } from './use-go-back';
import styles from './rubrics.module.css';

/** Every version with who, when and why; unfolded it says what it changed. */
export const Versions = ({ type, current, shown }: { type: InterviewType; current: number; shown: number }) => {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    versionsQuery(type),
  );
  return (
    <Section title={i18n.t('Versions')}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading the versions')} lines={3} />}
      <ol className={styles.versions}>
        {data?.pages
          .flatMap(({ versions }) => versions)
          .map((each) => (
            <Version key={each.version} type={type} each={each} current={current} isShown={each.version === shown} />
          ))}
      </ol>
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {i18n.t('Older versions')}
        </Button>
      )}
    </Section>
  );
};

const Version = ({
  type,
  each: { version, at, author, isShipped, why },
  current,
  isShown,
}: {
  type: InterviewType;
  each: RubricVersion;
  current: number;
  isShown: boolean;
}) => {
  const me = useMe().data?.me;
  const { goBack, pending, error } = useGoBack(type);
  const [isOpen, setOpen] = useState(false);
  const who = author ?? (isShipped ? i18n.t('came with Debrief') : i18n.t('an admin'));
  const when = i18n.t('{day}, {time}', { day: dayOf(at, me?.timeZone), time: timeOf(at, me?.timeZone) });
  return (
    <li aria-current={isShown ? 'true' : undefined}>
      <div className={styles.versionHead}>
        <Link to="/rubrics/$type" params={{ type }} search={version === current ? {} : { version: String(version) }}>
          {i18n.t('Version {version}', { version })}
        </Link>
        {version === current && <span className={styles.now}>{i18n.t('current')}</span>}
      </div>
      <p className={text.meta}>{i18n.t('{who} · {when}', { who, when })}</p>
      {why && <p>{why}</p>}
      <div className={styles.versionActs}>
        {version > 1 && (
          <Button size="s" kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {i18n.t('What changed')}
          </Button>
        )}
        {me?.isAdmin && version !== current && (
          <Button size="s" kind="quiet" busy={pending} onClick={() => goBack(version, current)}>
            {i18n.t('Go back to this one')}
          </Button>
        )}
      </div>
      {error && <ProblemNote error={error} />}
      {isOpen && <Difference type={type} from={version - 1} to={version} />}
    </li>
  );
};

/** What one version has that another had not. */
export const Difference = ({ type, from, to }: { type: InterviewType; from: number; to: number }) => {
  const [before, after] = useQueries({ queries: [versionQuery(type, from), versionQuery(type, to)] });
  const error = before.error ?? after.error;
  if (error) return <ProblemNote error={error} retry={() => void Promise.all([before.refetch(), after.refetch()])} />;
  if (!before.data || !after.data) return <Skeleton label={i18n.t('Comparing the versions')} lines={2} />;
  return <ChangeList changes={changesBetween(before.data, after.data)} />;
};
