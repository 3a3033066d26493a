import { type InterviewType } from '@debrief/contracts';
import { Button, Section, Skeleton, text } from '@debrief/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import styles from './rubrics.module.css';
import { roundsQuery } from './rubric-data';

/** The reader's own rounds of a type, each with the version that it keeps. */
export const MyRounds = ({ type, timeZone }: { type: InterviewType; timeZone: string }) => {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(roundsQuery(type));
  const rounds = data?.pages.flatMap((page) => page.rounds) ?? [];
  return (
    <Section title={i18n.t('Your rounds')} meta={i18n.t('each keeps its version')}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading your rounds')} lines={3} />}
      {data && rounds.length === 0 && <p className={text.muted}>{i18n.t('You have no round of this kind yet.')}</p>}
      <ul className={styles.rounds}>
        {rounds.map(({ session, round, version, title, candidate, startedAt }) => (
          <li key={`${session} ${round}`}>
            <Link to="/s/$session/review" params={{ session }} search={{ round: String(round) }}>
              {title ?? i18n.t('Round {round}', { round })}
            </Link>
            <span className={text.meta}>
              {i18n.t('{candidate}, {day}', { candidate, day: dayOf(startedAt, timeZone) })}
            </span>
            <span className={styles.of}>{i18n.t('Version {version}', { version })}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {i18n.t('Older rounds')}
        </Button>
      )}
    </Section>
  );
};
