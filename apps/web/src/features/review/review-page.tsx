import { lastRound, type RoundState } from '@debrief/live-core';
import { buttonClass, Chip, EmptyState, Page, PageHead, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { dayOf, timeOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { Again } from './again';
import { Cards, type ShownCard } from './cards';
import { GuidePart } from './guide-part';
import { Result } from './result';
import { openingOf } from './turning-points';
import { debriefQuery, replayQuery, rubricQuery, type Replay } from './review-data';
import { Written } from './written';
import styles from './review.module.css';

/** A session looked at again: its rounds, their cards, and every moment its reader may see. */
export const ReviewPage = () => {
  const { session = '' } = useParams({ strict: false });
  const replay = useQuery(replayQuery(session));
  useTitle(i18n.t('Look back'));
  if (replay.isPending)
    return (
      <Page>
        <Skeleton label={i18n.t('Reading the session')} lines={8} />
      </Page>
    );
  if (replay.isError)
    return (
      <Page>
        <PageHead title={i18n.t('This session could not be shown')} />
        <ProblemNote error={replay.error} retry={() => void replay.refetch()} />
      </Page>
    );
  return <Session replay={replay.data} />;
};

const Session = ({ replay }: { replay: Replay }) => {
  const search: { round?: string | undefined } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { session, end } = replay;
  const zone = useMe().data?.me?.timeZone;
  const played = end.room.rounds.filter(({ startedAt }) => startedAt !== null);
  const round = played.find((each) => String(each.round) === search.round) ?? played[0];
  const nameOf = useCallback(
    (id: string) => session.people.find(({ participant }) => participant === id)?.name ?? i18n.t('Somebody'),
    [session],
  );
  if (!round)
    return (
      <Page>
        <EmptyState
          level="h1"
          title={i18n.t('No round was played here')}
          sentence={i18n.t('The first one will draw its line on this page.')}
          action={
            session.status !== 'ended' && (
              <Link to="/s/$session" params={{ session: session.session }} className={buttonClass({ kind: 'primary' })}>
                {i18n.t('Open the lobby')}
              </Link>
            )
          }
        />
      </Page>
    );
  const where = {
    type: interviewTypeTitle(session.type),
    day: dayOf(session.createdAt, zone),
    time: timeOf(session.createdAt, zone),
    candidate: nameOf(round.candidate),
  };
  return (
    <Page>
      {session.isExample && (
        <p className={styles.example} role="note">
          {i18n.t(
            'An example. The product made it by playing a whole session; its people are made up. You read it as its first candidate does.',
          )}
        </p>
      )}
      <PageHead
        title={round.prompt?.title ?? interviewTypeTitle(session.type)}
        lede={
          <>
            {round.lead === null
              ? i18n.t('{type}, {day} {time}. {candidate}, alone.', where)
              : i18n.t('{type}, {day} {time}. {candidate} interviewed by {interviewers}.', {
                  ...where,
                  interviewers: round.interviewers.map(nameOf).join(', '),
                })}
          </>
        }
        action={
          session.status !== 'ended' && lastRound(end.room) ? (
            <Link to="/s/$session" params={{ session: session.session }} className={buttonClass({})}>
              {i18n.t('Go back in')}
            </Link>
          ) : undefined
        }
      />
      {played.length > 1 && (
        <div className={styles.rounds} role="group" aria-label={i18n.t('Rounds')}>
          {played.map((each) => (
            <Chip
              key={each.round}
              pressed={each.round === round.round}
              onClick={() =>
                void navigate({
                  to: '/s/$session/review',
                  params: { session: session.session },
                  search: { round: String(each.round) },
                })
              }
            >
              {i18n.t('Round {n}, {name} answers', { n: each.round, name: nameOf(each.candidate) })}
            </Chip>
          ))}
        </div>
      )}
      <Round key={round.round} replay={replay} round={round} nameOf={nameOf} />
    </Page>
  );
};

const Round = ({ replay, round, nameOf }: { replay: Replay; round: RoundState; nameOf: (id: string) => string }) => {
  const { session } = replay.session;
  const rubric = useQuery(rubricQuery(session, round));
  const debrief = useQuery(debriefQuery(session, round.round));
  const search: { at?: string | undefined } = useSearch({ strict: false });
  const [place, setPlace] = useState(() =>
    search.at !== undefined && round.startedAt !== null
      ? { at: round.startedAt + Number(search.at) * 1000, chosen: null }
      : openingOf(replay, round),
  );
  const again = useRef<HTMLDivElement>(null);
  const cards: ShownCard[] = [
    ...(round.cards ?? []).map(({ participant, card }) => ({ participant, card, isLate: false })),
    ...(debrief.data?.lateCards ?? []).map(({ participant, card }) => ({ participant, card, isLate: true })),
  ];
  const parts = { room: replay.end.room, round, cards, nameOf };
  return (
    <>
      {round.openedAt === null ? <Shut round={round} /> : rubric.data && <Result {...parts} rubric={rubric.data} />}
      {(rubric.isError || debrief.isError) && (
        <ProblemNote
          error={rubric.error ?? debrief.error}
          retry={() => void Promise.all([rubric.refetch(), debrief.refetch()])}
        />
      )}
      <div ref={again} className={styles.anchor} tabIndex={-1}>
        <Again
          replay={replay}
          round={round}
          rubric={rubric.data}
          nameOf={nameOf}
          {...place}
          onSeek={(at, chosen) => setPlace({ at, chosen })}
        />
      </div>
      {round.openedAt !== null && (
        <div className={styles.top}>
          {rubric.data && (
            <Cards
              {...parts}
              rubric={rubric.data}
              onSeek={({ id, to }) => {
                setPlace({ at: to, chosen: `evidence-${id}` });
                again.current?.scrollIntoView({ block: 'start' });
                again.current?.focus({ preventScroll: true });
              }}
            />
          )}
          {debrief.data && <Written written={debrief.data} nameOf={nameOf} />}
        </div>
      )}
      <GuidePart replay={replay} round={round} />
    </>
  );
};

/** Cards that nobody sees yet, or ever. */
const Shut = ({ round }: { round: RoundState }) => (
  <p className={styles.shut}>
    {round.lapsedAt !== null
      ? i18n.t('Nobody but the candidate locked a card in time, so nothing opened. Each of you still reads your own.')
      : round.scoring?.lapsesAt
        ? i18n.t(
            'The cards are not open. The first one locked by somebody other than the candidate opens them, until {day} {time}.',
            {
              day: dayOf(new Date(round.scoring.lapsesAt).toISOString()),
              time: timeOf(new Date(round.scoring.lapsesAt).toISOString()),
            },
          )
        : i18n.t('The cards are not open yet.')}{' '}
    <span className={text.meta}>{i18n.t('The round itself can be looked at below.')}</span>
  </p>
);
