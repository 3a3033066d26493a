import { ProblemError } from '@debrief/client';
import { type reviewChecks as Checks, reviewChecks, type RouteResult, routes } from '@debrief/contracts';
import { Button, buttonClass, EmptyState, AreaField, Page, Pill, Section, Skeleton, text, useToast } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { readFrom, ReadGuideDialog } from '../../shared/read-guide';
import { useTitle } from '../../shared/title';
import { GuideView } from '../prompts/guide-view';
import styles from './authoring.module.css';
import { reviewQuery } from './authoring-data';
import { checkSentence } from './words';

const route = getRouteApi('/shell/prompts/$prompt/review');
type Review = RouteResult<typeof routes.getReview>;
type Check = (typeof Checks)[number];

/** A prompt that waits for a review: what is asked of a reviewer, its guide after a warning, and the verdict. */
export const ReviewPage = () => {
  const { prompt } = route.useParams();
  const { data, error, refetch } = useQuery(reviewQuery(prompt));
  useTitle(data ? i18n.t('Review: {title}', { title: data.card.title }) : i18n.t('Review'));
  if (error instanceof ProblemError && ['not-found', 'bad-input', 'forbidden'].includes(error.problem.code))
    return (
      <Page>
        <EmptyState
          level="h1"
          title={i18n.t('It does not wait for a review')}
          sentence={i18n.t(
            'It may be published by now, or its writer is changing it. Your own prompts are reviewed by others.',
          )}
          action={
            <Link to="/prompts/mine" className={buttonClass()}>
              {i18n.t('See what waits')}
            </Link>
          }
        />
      </Page>
    );
  if (error)
    return (
      <Page>
        <ProblemNote error={error} retry={() => void refetch()} />
      </Page>
    );
  if (!data)
    return (
      <Page>
        <Skeleton label={i18n.t('Loading the prompt')} lines={7} />
      </Page>
    );
  return <Desk review={data} />;
};

const Desk = ({ review }: { review: Review }) => {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { card, played, isReading, good } = review;
  const open = useMutation({
    mutationFn: () => call(routes.openReview, { params: { prompt: card.id }, body: { understood: true } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['review', card.id] });
      void client.invalidateQueries({ queryKey: ['reviews'] });
    },
  });
  // Whoever has read the guide or been asked the prompt has nothing left to lose.
  const isFree = card.mine !== 'open';
  return (
    <Page>
      <header className={styles.head}>
        <div>
          <p className={text.meta}>
            <Link to="/prompts/mine" className={text.link}>
              {i18n.t('Waiting for a review')}
            </Link>{' '}
            · {interviewTypeTitle(card.type)}, {card.domain},{' '}
            {i18n.t('version {version} by {author}', { version: card.version, author: card.author })}
          </p>
          <h1 className={text.h36}>{card.title}</h1>
        </div>
        <div className={styles.actions}>
          {played && <Pill>{i18n.t('You have played it')}</Pill>}
          <span className={text.meta}>{i18n.t('{n} of 2 find it good.', { n: Math.min(2, good) })}</span>
        </div>
      </header>
      {open.data ? (
        <>
          <section ref={readFrom} tabIndex={-1} aria-label={i18n.t('Guide')} className={styles.opened}>
            <p className={styles.statement}>{open.data.statement}</p>
            <GuideView guide={open.data} />
          </section>
          <VerdictForm review={review} />
        </>
      ) : (
        <div className={styles.duo}>
          <Section title={i18n.t('What is asked of you')}>
            <ul className={styles.sentences}>
              <li>{i18n.t('Read the statement and the guide as if you had to interview with it in four minutes.')}</li>
              <li>
                {i18n.t(
                  'Say yes to each of six points, or say what has to change. Your name stands beside it, for the writer alone.',
                )}
              </li>
              <li>
                {i18n.t(
                  'Of two reviewers one has to have played it: been its candidate before reading, or interviewed with it.',
                )}
              </li>
            </ul>
          </Section>
          <Section title={i18n.t('The guide')} meta={i18n.t('for interviewers')}>
            <p className={styles.lede}>
              {isFree
                ? i18n.t('You know this prompt already, so you lose nothing by reading the guide.')
                : i18n.t(
                    'Reading the guide is recorded. From then on you can interview with this prompt, and are never asked it. If you would rather play it as a candidate first, ask its writer for a session.',
                  )}
            </p>
            {open.error && <ProblemNote error={open.error} />}
            <Button busy={open.isPending} onClick={() => (isFree || isReading ? open.mutate() : setAsking(true))}>
              {isReading ? i18n.t('Go on with the review') : i18n.t('Begin the review')}
            </Button>
          </Section>
        </div>
      )}
      {isAsking && <ReadGuideDialog title={card.title} onRead={() => open.mutate()} onClose={() => setAsking(false)} />}
    </Page>
  );
};

const VerdictForm = ({ review: { card, mine, played } }: { review: Review }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const [checks, setChecks] = useState<Check[]>(mine?.checks ?? []);
  const [words, setWords] = useState(mine?.words ?? '');
  const give = useMutation({
    mutationFn: (verdict: 'good' | 'change') =>
      call(routes.giveVerdict, {
        params: { prompt: card.id },
        body: { version: card.version, verdict, words: words.trim(), checks },
      }),
    onSuccess: async (_, verdict) => {
      say({
        text:
          verdict === 'good'
            ? i18n.t('The writer sees that you find it good')
            : i18n.t('It goes back to its writer with your words'),
      });
      await client.invalidateQueries({ queryKey: ['reviews'] });
      client.removeQueries({ queryKey: ['review', card.id] });
      await navigate({ to: '/prompts/mine' });
    },
  });
  const isComplete = checks.length === reviewChecks.length;
  const hasWords = words.trim().length >= 10;
  return (
    <Section title={i18n.t('Your verdict')} className={styles.verdict}>
      {!played && (
        <p className={styles.lede}>
          {i18n.t('You have not played it yet.')}{' '}
          <Link to="/new" search={{ type: card.type, prompt: card.id }} className={text.link}>
            {i18n.t('Interview somebody with it')}
          </Link>
        </p>
      )}
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{i18n.t('All of these hold')}</legend>
        <ul className={styles.sentences}>
          {reviewChecks.map((check) => (
            <li key={check}>
              <label className={styles.flag}>
                <input
                  type="checkbox"
                  checked={checks.includes(check)}
                  onChange={({ target }) =>
                    setChecks((before) =>
                      target.checked ? [...before, check] : before.filter((each) => each !== check),
                    )
                  }
                />
                {checkSentence(check)}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <AreaField
        label={i18n.t('For the writer')}
        hint={i18n.t('What to change and where; or, when it is good, what works well. Be exact and kind.')}

        rows={4}
        maxLength={2000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {give.error && <ProblemNote error={give.error} kept={i18n.t('What you typed is still here.')} />}
      <div className={styles.actions}>
        <Button
          kind="primary"
          disabled={!isComplete}
          busy={give.isPending && give.variables === 'good'}
          onClick={() => give.mutate('good')}
        >
          {i18n.t('It is good')}
        </Button>
        <Button
          disabled={!hasWords}
          busy={give.isPending && give.variables === 'change'}
          onClick={() => give.mutate('change')}
        >
          {i18n.t('Send it back')}
        </Button>
        <span className={text.meta}>
          {isComplete || hasWords ? '' : i18n.t('Say yes to all six, or write what has to change.')}
        </span>
      </div>
    </Section>
  );
};
