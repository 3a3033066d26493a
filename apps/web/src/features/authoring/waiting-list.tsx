import { Button, Pill, Section, Skeleton, text } from '@debrief/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import styles from './authoring.module.css';
import { waitingQuery } from './authoring-data';

/** Prompts of others that wait for a review, longest first. */
export const WaitingList = () => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(waitingQuery);
  const prompts = data?.pages.flatMap((page) => page.prompts) ?? [];
  return (
    <Section title={i18n.t('Waiting for a review')} meta={prompts.length > 0 ? prompts.length : undefined}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading what waits')} lines={3} />}
      {data && prompts.length === 0 && (
        <p className={text.muted}>{i18n.t('Nobody asks for a review at the moment.')}</p>
      )}
      <ul className={styles.list}>
        {prompts.map(({ card, good, played, mine }) => (
          <li key={card.id}>
            <Link to="/prompts/$prompt/review" params={{ prompt: card.id }} className={styles.line}>
              <b>{card.title}</b>
              {mine !== 'none' && (
                <Pill tone={mine === 'good' ? 'ok' : 'warn'}>
                  {mine === 'good' ? i18n.t('You: good') : i18n.t('You are reading')}
                </Pill>
              )}
              <span className={text.meta}>
                {interviewTypeTitle(card.type)}, {card.domain}, {i18n.t('by {author}', { author: card.author })}.{' '}
                {i18n.t('{n} of 2 find it good.', { n: Math.min(2, good) })}
                {played && ` ${i18n.t('You have played it.')}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {i18n.t('Show more')}
        </Button>
      )}
    </Section>
  );
};
