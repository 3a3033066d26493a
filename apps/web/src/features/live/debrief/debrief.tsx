import { LATE_FOR } from '@debrief/contracts';
import { Button, cx, Section, text } from '@debrief/ui';
import { gaps, isLead, mayEnd, roleOf, type RoundState } from '@debrief/live-core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useMyMarks } from '../cockpit/use-marks';
import { firstName, useMe, useNames, useNow, useRoom, useRoundView, useSend, useSessionId } from '../live-context';
import { confidenceName, overallName } from '../../../shared/score-names';
import { TalkTotals } from '../call/talk-share';
import { Banners } from '../room/banners';
import { Chat } from '../room/chat';
import { useLeave } from '../room/leave';
import { PageBar } from '../room/page-bar';
import { RoundTimeline } from '../room/round-timeline';
import { useDebrief, useRubric } from '../round-data';
import { Scorecard } from '../scoring/scorecard';
import { CarriedFix } from './carried-fix';
import { FeedbackPart } from './feedback';
import { Fix } from './fix';
import { Gaps, type ShownCard } from './gaps';
import { sensesOf, widthOf } from './gap-senses';
import { JudgeAgain } from './judge-again';
import { NextSteps } from './next-steps';
import { SoloGuide } from './solo-guide';
import { OwnMarks } from './own-marks';
import { Ratings } from './ratings';
import { Sign, useSigns } from './signs';
import styles from './debrief.module.css';

const times = (count: number): string =>
  count === 0
    ? i18n.t('You saw it alike')
    : count === 1
      ? i18n.t('You saw it differently once')
      : count === 2
        ? i18n.t('You saw it differently twice')
        : i18n.t('You saw it differently {count} times', { count });

/** The cards are open: where they differ, what to keep, what to change, and the way on. */
export const Debrief = ({ round }: { round: RoundState }) => {
  const me = useMe();
  const rubric = useRubric(round);
  const debrief = useDebrief(round.round, round.openedAt !== null);
  const [isLate, setLate] = useState(false);
  const isSolo = round.lead === null;
  const late = debrief.data?.lateCards ?? [];
  const cards: ShownCard[] = [
    ...(round.cards ?? []).map(({ participant, card }) => ({ participant, card, isLate: false })),
    ...late.map(({ participant, card }) => ({ participant, card, isLate: true })),
  ];
  const now = useNow(false);
  const mayLockLate =
    round.openedAt !== null &&
    now < round.openedAt + LATE_FOR &&
    (round.scorers.includes(me) || round.candidate === me) &&
    !cards.some(({ participant }) => participant === me);
  if (isLate && mayLockLate) return <Scorecard round={round} />;
  return (
    <div className={styles.screen}>
      <Bar round={round} />
      <Banners inPage />
      <main id="main" className={styles.page}>
        <Head round={round} cards={cards} />
        {round.lapsedAt !== null && round.openedAt === null && (
          <p className={styles.lapsed}>
            {i18n.t(
              'Nobody but the candidate locked a card in time, so nothing opens. Each of you still reads your own.',
            )}
          </p>
        )}
        {mayLockLate && (
          <p className={styles.lapsed}>
            {i18n.t('Your card is not in. You can still add it; it is marked as written after the others had opened.')}{' '}
            <Button size="s" onClick={() => setLate(true)}>
              {i18n.t('Add a late card')}
            </Button>
          </p>
        )}
        {debrief.data && <CarriedFix round={round} written={debrief.data} />}
        {round.openedAt !== null && (
          <div className={styles.grid}>
            <div className={styles.main}>
              {rubric.data && !isSolo && <Gaps round={round} rubric={rubric.data} cards={cards} />}
              {rubric.data && debrief.data && (
                <JudgeAgain round={round} rubric={rubric.data} cards={cards} written={debrief.data} />
              )}
              {isSolo ? <SoloGuide round={round} /> : <Hints round={round} />}
              <TalkTotals round={round} />
              <OwnMarks
                round={round}
                nameOf={(key) => rubric.data?.dimensions.find((each) => each.key === key)?.name ?? key}
              />
            </div>
            <aside className={styles.side}>
              {debrief.data && (
                <>
                  {!isSolo && <FeedbackPart round={round} written={debrief.data} />}
                  <Fix round={round} written={debrief.data} />
                  {!isSolo && <Ratings round={round} />}
                </>
              )}
              {debrief.isError && (
                <p role="alert" className={styles.error}>
                  {debrief.error.message}{' '}
                  <Button size="s" onClick={() => void debrief.refetch()}>
                    {i18n.t('Try now')}
                  </Button>
                </p>
              )}
              <Chat className={styles.chat} />
            </aside>
          </div>
        )}
        <Line round={round} />
      </main>
    </div>
  );
};

const Bar = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const me = useMe();
  const session = useSessionId();
  const send = useSend();
  const leave = useLeave();
  const isEnded = room.status === 'ended';
  const role = roleOf(room, me, round.round);
  const maySwap =
    !isEnded &&
    ['swap', 'panel'].includes(room.format) &&
    room.swap === null &&
    ((role === 'candidate' && room.format === 'swap') || isLead(room, me, round.round));
  return (
    <PageBar
      title={round.prompt?.title ?? ''}
      meta={i18n.t('Round {n}, cards open', { n: round.round })}
      end={
        <>
          {maySwap && <Button onClick={() => void send('swap.propose', {})}>{i18n.t('Swap roles')}</Button>}
          {!isEnded && mayEnd(room, me) && room.end === null && (
            <Button kind="quiet" onClick={() => void send('end.propose', {})}>
              {i18n.t('End')}
            </Button>
          )}
          {isEnded || round.lead === null ? (
            <Link to="/s/$session/review" params={{ session }} className={styles.review}>
              {i18n.t('Look back')}
            </Link>
          ) : (
            <Button kind="quiet" onClick={leave} className={styles.onlyWide}>
              {i18n.t('Leave')}
            </Button>
          )}
        </>
      }
    />
  );
};

const Head = ({ round, cards }: { round: RoundState; cards: ShownCard[] }) => {
  const room = useRoom();
  const name = useNames();
  const signOf = useSigns(round, cards);
  const late = new Set(cards.filter(({ isLate }) => isLate).map(({ participant }) => participant));
  const differing = gaps(cards, round.dimensions).filter(
    (row) => widthOf(sensesOf(row, round.candidate, late)) > 0,
  ).length;
  return (
    <div className={styles.head}>
      <div>
        <h1>
          {round.openedAt === null
            ? i18n.t('The cards stay shut')
            : round.lead === null
              ? i18n.t('Your own view, and the guide')
              : times(differing)}
        </h1>
        <p className={text.meta}>
          {room.status === 'ended'
            ? i18n.t('The session has ended; what you write here is still kept.')
            : round.lead === null
              ? i18n.t('Read what the guide was after, look at the replay, and word one fix.')
              : i18n.t('Start with the widest gap. Scores are fixed now; what you agree on is the fix.')}
        </p>
        <NextSteps round={round} />
      </div>
      <dl className={styles.overalls}>
        {cards.map(({ participant, card, isLate }) => (
          <div key={participant}>
            <dt>
              <Sign {...signOf(participant)} /> {firstName(name(participant))} {isLate && i18n.t('(late)')}
            </dt>
            <dd>
              <b>{card.overall ? overallName(card.overall) : '–'}</b>{' '}
              {card.confidence && (
                <span className={text.meta}>
                  {i18n.t('{confidence} confidence', { confidence: confidenceName(card.confidence).toLowerCase() })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** Help that was given: nudges, and facts that nobody had asked for. */
const Hints = ({ round }: { round: RoundState }) => {
  const hints = round.hints ?? [];
  return (
    <Section title={i18n.t('Help given')} meta={hints.length || undefined} className={styles.hints}>
      {hints.length === 0 && (
        <p className={text.meta}>{i18n.t('None. No nudge was logged and no fact was given unasked.')}</p>
      )}
      <ul>
        {hints.map((hint, index) => (
          <li key={index}>
            <span className={styles.at}>{moment(hint.at, round.startedAt)}</span>
            <span>
              <b>{hint.kind === 'nudge' ? i18n.t('Nudge') : i18n.t('Fact, unasked')}</b> {hint.text}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Line = ({ round }: { round: RoundState }) => {
  const view = useRoundView(round);
  const marks = useMyMarks(round.round);
  return view ? (
    <div className={cx(styles.line)}>
      <RoundTimeline round={round} view={view} marks={marks} />
    </div>
  ) : null;
};
