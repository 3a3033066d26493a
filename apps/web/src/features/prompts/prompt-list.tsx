import { type PromptCard } from '@debrief/contracts';
import { Button, Skeleton, text } from '@debrief/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { Filters } from './filters';
import { libraryQuery } from './prompt-data';
import styles from './prompts.module.css';
import { difficultyTitle, mineTitle } from './words';

const route = getRouteApi('/shell/prompts');

const Check = () => (
  <svg
    width="13"
    height="13"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    aria-hidden="true"
  >
    <path d="M3 8.5 6.5 12 13 4.5" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
export const Eye = () => (
  <svg
    width="14"
    height="14"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    aria-hidden="true"
  >
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z" />
  </svg>
);

const Mine = ({ mine }: { mine: PromptCard['mine'] }) => (
  <span className={styles[mine]}>
    {mine === 'played' && <Check />}
    {mine === 'guide-seen' && <Eye />}
    {mineTitle(mine)}
  </span>
);

/** All prompts that fit the filters of the address. */
export const PromptList = ({ current }: { current: string | undefined }) => {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const isSignedIn = Boolean(useMe().data?.me);
  const {
    data: loaded,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(libraryQuery(filters));
  const data = loaded?.pages[0];
  const prompts = loaded?.pages.flatMap((page) => page.prompts) ?? [];
  const isFiltered = Object.values(filters).some(Boolean);
  const list = useRef<HTMLElement>(null);
  const hasData = data !== undefined;
  useEffect(() => {
    // Whoever comes by a link finds the open prompt in the list; the page itself stays where it is.
    const row = list.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    const below = row && row.bottom - window.innerHeight;
    if (list.current && below && below > 0) list.current.scrollTop += below + row.height;
  }, [hasData]);
  const clear = () => void navigate({ to: '.', search: {}, replace: true });
  return (
    <section ref={list} className={styles.list} aria-label={i18n.t('Library')}>
      <Filters filters={filters} />
      {error && (
        <div className={styles.aside}>
          <ProblemNote error={error} retry={() => void refetch()} />
        </div>
      )}
      {!data && !error && (
        <div className={styles.aside}>
          <Skeleton label={i18n.t('Loading the prompts')} lines={8} />
        </div>
      )}
      <p role="status" className={isFiltered && data?.total ? styles.count : text.vh}>
        {data &&
          (data.isMore
            ? i18n.t('More than {n} prompts', { n: data.total })
            : i18n.t('{n, plural, one {# prompt} other {# prompts}}', { n: data.total }))}
      </p>
      {data?.meant && (
        <p className={styles.count} role="status">
          {i18n.t('Nothing for “{text}”. Showing “{meant}”.', { text: filters.text ?? '', meant: data.meant })}
        </p>
      )}
      {data && data.prompts.length === 0 && (
        <div className={styles.aside}>
          <p className={text.h22}>{i18n.t('No prompt fits')}</p>
          <p className={text.muted}>{i18n.t('Fewer filters show more of them.')}</p>
          {isFiltered && (
            <Button size="s" onClick={clear}>
              {i18n.t('Clear the filters')}
            </Button>
          )}
        </div>
      )}
      <ul>
        {prompts.map(({ id, title, type, difficulty, domain, mine, favourite, avoid }) => (
          <li key={id}>
            <Link
              to="/prompts/$prompt"
              params={{ prompt: id }}
              search={filters}
              className={styles.row}
              aria-current={id === current ? 'true' : undefined}
            >
              <b>
                {title}
                {favourite && (
                  <span aria-label={i18n.t('favourite')} role="img">
                    {' ★'}
                  </span>
                )}
              </b>
              <span className={text.meta}>
                {filters.type
                  ? `${difficultyTitle(difficulty)}, ${domain}`
                  : `${interviewTypeTitle(type)}, ${difficultyTitle(difficulty).toLowerCase()}`}
              </span>
              {isSignedIn && (avoid && mine === 'open' ? <span>{i18n.t('Not asked')}</span> : <Mine mine={mine} />)}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.aside}>
          <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {i18n.t('Show more')}
          </Button>
        </div>
      )}
    </section>
  );
};
