import { Button, cx } from '@debrief/ui';
import { isHere, isLead, lastRound, mayEnd, roleOf } from '@debrief/live-core';
import { type ReactNode } from 'react';
import { i18n } from '../../../shared/i18n';
import { minutesAndSeconds } from '../clock-words';
import { firstName, useLive, useMe, useNames, useNow, useRoom, useRoundView, useSend } from '../live-context';
import styles from './room.module.css';

const Banner = ({ tone, children }: { tone?: 'warn' | 'danger'; children: ReactNode }) => (
  <div className={cx(styles.banner, tone === 'warn' && styles.bannerWarn, tone === 'danger' && styles.bannerDanger)}>
    {children}
  </div>
);

/** What everybody must know now, and the one way on: pause, absence, the lead, swap, end, somebody at the door. */
export const Banners = ({ inPage }: { inPage?: boolean }) => (
  <section className={cx(styles.banners, inPage && styles.page)} aria-label={i18n.t('Notices')}>
    <EndBanner />
    <SwapBanner />
    <DoorBanner />
    <ClockBanner />
    <AbsenceBanner />
  </section>
);

const EndBanner = () => {
  const { end, status } = useRoom();
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const now = useNow(end !== null);
  if (!end || status === 'ended') return null;
  const seconds = Math.max(0, Math.ceil((end.endsAt - now) / 1000));
  return (
    <Banner tone="warn">
      <p role="timer">
        {end.by === me
          ? i18n.t('The session ends in {seconds} s.', { seconds })
          : i18n.t('{name} ends the session in {seconds} s.', { name: firstName(name(end.by)), seconds })}
      </p>
      <Button size="s" onClick={() => void send('end.cancel', {})}>
        {end.by === me ? i18n.t('Undo') : i18n.t('Not yet')}
      </Button>
      {end.by !== me && mayEnd(room, me) && (
        <Button size="s" kind="quiet" onClick={() => void send('end.agree', {})}>
          {i18n.t('End now')}
        </Button>
      )}
    </Banner>
  );
};

const SwapBanner = () => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const { swap } = room;
  const round = lastRound(room);
  if (!swap || !round || room.status === 'ended') return null;
  const role = roleOf(room, me, round.round);
  const next = room.nextCandidate ?? round.lead;
  const what =
    next === me
      ? i18n.t('You become the candidate of round {n}, with another prompt.', { n: round.round + 1 })
      : i18n.t('{name} becomes the candidate of round {n}, with another prompt.', {
          name: firstName(name(next)),
          n: round.round + 1,
        });
  if (swap.by === me)
    return (
      <Banner>
        <p>
          {i18n.t('You asked to swap roles. Waiting for an answer.')} {what}
        </p>
        <Button size="s" onClick={() => void send('swap.decline', {})}>
          {i18n.t('Take it back')}
        </Button>
      </Banner>
    );
  const mayAnswer = role === 'candidate' || isLead(room, me, round.round);
  return (
    <Banner>
      <p>
        {i18n.t('{name} asks to swap roles.', { name: firstName(name(swap.by)) })} {what}{' '}
        {i18n.t('This session stays open.')}
      </p>
      {mayAnswer && (
        <>
          <Button size="s" kind="primary" onClick={() => void send('swap.agree', {})}>
            {i18n.t('Swap roles')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => void send('swap.decline', {})}>
            {i18n.t('Not now')}
          </Button>
        </>
      )}
    </Banner>
  );
};

/** The host lets people in. Somebody who comes in reads this session from its beginning, so the host is told. */
const DoorBanner = () => {
  const room = useRoom();
  const me = useMe();
  const people = useLive((state) => state.people);
  const send = useSend();
  const name = useNames();
  const mustAgree = Object.entries(room.admissions).filter(([, admission]) => admission.needs.includes(me));
  const waiting =
    room.host === me && room.status !== 'ended'
      ? people.filter(
          (person) => person.seat === null && !room.admissions[person.participant] && !room.people[person.participant],
        )
      : [];
  const hasRound = room.rounds.length > 0;
  return (
    <>
      {mustAgree.map(([participant]) => (
        <Banner key={participant}>
          <p>
            {i18n.t('{name} would come in and could read this session from the start, your opened cards too.', {
              name: name(participant),
            })}
          </p>
          <Button size="s" onClick={() => void send('admission.agree', { participant })}>
            {i18n.t('I agree')}
          </Button>
        </Banner>
      ))}
      {waiting.map((person) => (
        <Banner key={person.participant}>
          <p>
            {i18n.t('{name} waits to come in.', { name: person.name })}{' '}
            {hasRound && i18n.t('They will read everything said here from the start.')}
          </p>
          <Button
            size="s"
            onClick={() =>
              void send('participant.admit', { participant: person.participant, as: hasRound ? 'observer' : 'seat' })
            }
          >
            {hasRound ? i18n.t('Let in as observer') : i18n.t('Let in')}
          </Button>
        </Banner>
      ))}
    </>
  );
};

const ClockBanner = () => {
  const room = useRoom();
  const me = useMe();
  const round = lastRound(room);
  const view = useRoundView(round);
  const send = useSend();
  if (!round || !view || view.stage !== 'interview') return null;
  const leads = isLead(room, me, round.round);
  return (
    <>
      {view.isPaused && (
        <Banner tone="warn">
          <p>
            {i18n.t('The clock is paused. It goes on by itself in {time}.', {
              time: minutesAndSeconds(view.pauseLeftMs ?? 0),
            })}
          </p>
          {leads && (
            <Button size="s" onClick={() => void send('clock.resume', { round: round.round })}>
              {i18n.t('Go on')}
            </Button>
          )}
        </Banner>
      )}
      {view.isLimitNear && !view.isPaused && (
        <Banner tone="warn">
          <p>
            {i18n.t('The round goes to scoring by itself in {time}.', {
              time: minutesAndSeconds(view.limitLeftMs ?? 0),
            })}
          </p>
        </Banner>
      )}
    </>
  );
};

const AbsenceBanner = () => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const round = lastRound(room);
  if (!round || room.status === 'ended') return null;
  const role = roleOf(room, me, round.round);
  const leadGone = round.lead !== null && round.lead !== me && !isHere(room, round.lead);
  const isAlone =
    role === 'candidate' && round.interviewers.length > 0 && round.interviewers.every((each) => !isHere(room, each));
  if (isAlone)
    return (
      <Banner tone="warn">
        <p>
          {i18n.t('{name} has dropped out. The seat is kept; what you write is kept too.', {
            name: firstName(name(round.lead)),
          })}
        </p>
        {round.stage === 'interview' && (
          <Button size="s" onClick={() => void send('scoring.start', { round: round.round })}>
            {i18n.t('Start scoring')}
          </Button>
        )}
        <Button size="s" kind="quiet" onClick={() => void send('end.propose', {})}>
          {i18n.t('End the session')}
        </Button>
      </Banner>
    );
  if (leadGone && role === 'interviewer')
    return (
      <Banner tone="warn">
        <p>{i18n.t('{name}, who leads, is away.', { name: firstName(name(round.lead)) })}</p>
        <Button size="s" onClick={() => void send('lead.take', { round: round.round })}>
          {i18n.t('Take the lead')}
        </Button>
      </Banner>
    );
  if (role === 'interviewer' && !isHere(room, round.candidate))
    return (
      <Banner tone="warn">
        <p>{i18n.t('{name} has dropped out. The seat is kept.', { name: firstName(name(round.candidate)) })}</p>
      </Banner>
    );
  return null;
};
