import { routes, type Role } from '@debrief/contracts';
import { Button, buttonClass, Chip, EmptyState, Page, PageHead, RoleShape, Skeleton, text } from '@debrief/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { exampleQuery } from '../../shared/example';
import { roleWord, roundStateWord } from '../../shared/round-words';
import styles from './review.module.css';

const filters = (): { role: Role | undefined; words: string }[] => [
  { role: undefined, words: i18n.t('All') },
  { role: 'candidate', words: i18n.t('I answered') },
  { role: 'interviewer', words: i18n.t('I interviewed') },
  { role: 'observer', words: i18n.t('I observed') },
];

/** All my rounds, in every role, newest first. */
export const RoundsPage = () => {
  useTitle(i18n.t('Rounds'));
  const { role }: { role?: Role | undefined } = useSearch({ strict: false });
  const navigate = useNavigate();
  const zone = useMe().data?.me?.timeZone;
  const rounds = useInfiniteQuery({
    queryKey: ['rounds', 'all', role ?? 'any'],
    queryFn: ({ pageParam, signal }) => call(routes.listRounds, { query: { role, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const list = rounds.data?.pages.flatMap((page) => page.rounds) ?? [];
  return (
    <Page>
      <PageHead
        title={i18n.t('Rounds')}
        lede={i18n.t('Every round you took part in. Each opens at its timeline, with its cards below.')}
      />
      <div className={styles.filters} role="group" aria-label={i18n.t('Show')}>
        {filters().map((each) => (
          <Chip
            key={each.words}
            pressed={each.role === role}
            onClick={() => void navigate({ to: '/rounds', search: each.role ? { role: each.role } : {} })}
          >
            {each.words}
          </Chip>
        ))}
      </div>
      {rounds.isPending && <Skeleton label={i18n.t('Reading your rounds')} lines={6} />}
      {rounds.isError && <ProblemNote error={rounds.error} retry={() => void rounds.refetch()} />}
      {rounds.isSuccess && list.length === 0 && (
        <EmptyState
          title={role ? i18n.t('None in this role yet') : i18n.t('No rounds yet')}
          sentence={i18n.t('Your first one will draw its line here.')}
          action={
            <span className={styles.ways}>
              <Link to="/new" className={buttonClass({ kind: 'primary' })}>
                {i18n.t('Start with a friend')}
              </Link>
              <ExampleLink />
            </span>
          }
        />
      )}
      {list.length > 0 && (
        <table className={styles.list}>
          <thead>
            <tr className={text.small}>
              <th scope="col">{i18n.t('Round')}</th>
              <th scope="col">{i18n.t('With')}</th>
              <th scope="col">{i18n.t('State')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((round) => (
              <tr key={`${round.session}:${round.round}`}>
                <th scope="row">
                  <Link
                    to="/s/$session/review"
                    params={{ session: round.session }}
                    search={{ round: String(round.round) }}
                    className={text.link}
                  >
                    {round.title ?? interviewTypeTitle(round.type)}
                  </Link>
                  <br />
                  <span className={text.meta}>
                    {interviewTypeTitle(round.type)}, {dayOf(round.startedAt, zone)}
                  </span>
                </th>
                <td>
                  {round.role !== 'candidate'
                    ? round.candidate
                    : round.interviewers.join(', ') || i18n.t('Nobody, a solo drill')}
                  <br />
                  <span className={styles.who}>
                    <RoleShape role={round.role} /> {i18n.t('you: {role}', { role: roleWord(round.role) })}
                  </span>
                </td>
                <td>{roundStateWord(round.state)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rounds.hasNextPage && (
        <Button
          className={styles.more}
          disabled={rounds.isFetchingNextPage}
          onClick={() => void rounds.fetchNextPage()}
        >
          {rounds.isFetchingNextPage ? i18n.t('Loading') : i18n.t('More')}
        </Button>
      )}
    </Page>
  );
};

/** A finished round for somebody who has none; nothing while the server has not made it yet. */
const ExampleLink = () => {
  const { data } = useQuery(exampleQuery);
  return data?.session ? (
    <Link to="/s/$session/review" params={{ session: data.session }} className={buttonClass({ kind: 'quiet' })}>
      {i18n.t('Open the sample review')}
    </Link>
  ) : null;
};
