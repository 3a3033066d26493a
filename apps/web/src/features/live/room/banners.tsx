import { Button, cx } from '@debrief/ui';
import { isCandidateAlone, isHere, keepsTime, lastRound, mayTakeLead, roleOf } from '@debrief/live-core';
import { AWAY_AFTER } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { minutesAndSeconds } from '../clock-words';
import { firstName, useMe, useNames, useNow, useRoom, useRoundView, useSend } from '../live-context';
import { CallNotices } from '../call/call-notices';
import { EndBanner, SwapBanner } from './agreement-banners';
import { Banner } from './banner';
import { DoorBanner } from './door-banner';
import styles from './room.module.css';

/** What everybody must know now, and the one way on: pause, absence, the lead, swap, end, somebody at the door. */
export const Banners = ({ inPage }: { inPage?: boolean }) => (
  <section className={cx(styles.banners, inPage && styles.page)} aria-label={i18n.t('Notices')}>
    <EndBanner />
    <SwapBanner />
    <DoorBanner />
    <ClockBanner />
    <AbsenceBanner />
    <CallNotices />
  </section>
);

const ClockBanner = () => {
  const room = useRoom();
  const me = useMe();
  const round = lastRound(room);
  const view = useRoundView(round);
  const send = useSend();
  if (!round || !view || view.stage !== 'interview') return null;
  return (
    <>
      {view.isPaused && (
        <Banner tone="warn">
          <p>
            {i18n.t('The clock is paused. It goes on by itself in {time}.', {
              time: minutesAndSeconds(view.pauseLeftMs ?? 0),
            })}
          </p>
          {keepsTime(room, me, round.round) && (
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

/** Who is missing, and what those who are here may do about it once a minute has passed. */
const AbsenceBanner = () => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const round = lastRound(room);
  const lead = round?.lead ?? null;
  const leadGone = lead !== null && lead !== me && !isHere(room, lead);
  const now = useNow(leadGone);
  if (!round || room.status === 'ended') return null;
  const role = roleOf(room, me, round.round);
  const missing = round.interviewers.every((each) => !isHere(room, each));
  const since = Math.max(0, ...round.interviewers.map((each) => room.people[each]?.since ?? 0));
  if (role === 'candidate' && round.interviewers.length > 0 && missing && round.openedAt === null)
    return (
      <Banner tone="warn">
        <p>
          {i18n.t('{name} has dropped out. The seat is kept; what you write is kept too.', {
            name: firstName(name(lead)),
          })}{' '}
          {!isCandidateAlone(room, me, round.round, now) && <Wait until={since + AWAY_AFTER} now={now} />}
        </p>
        {round.stage === 'interview' && isCandidateAlone(room, me, round.round, now) && (
          <Button size="s" onClick={() => void send('scoring.start', { round: round.round })}>
            {i18n.t('Start scoring')}
          </Button>
        )}
        <Button size="s" kind="quiet" onClick={() => void send('end.propose', {})}>
          {i18n.t('End the session')}
        </Button>
      </Banner>
    );
  if (leadGone && role === 'interviewer') {
    const mayTake = mayTakeLead(room, me, round.round, now);
    return (
      <Banner tone="warn">
        <p>
          {i18n.t('{name}, who leads, is away.', { name: firstName(name(lead)) })}{' '}
          {!mayTake && round.openedAt === null && (
            <Wait until={(room.people[lead]?.since ?? 0) + AWAY_AFTER} now={now} />
          )}
        </p>
        {mayTake && (
          <Button size="s" onClick={() => void send('lead.take', { round: round.round })}>
            {i18n.t('Take the lead')}
          </Button>
        )}
      </Banner>
    );
  }
  if (role === 'interviewer' && !isHere(room, round.candidate))
    return (
      <Banner tone="warn">
        <p>{i18n.t('{name} has dropped out. The seat is kept.', { name: firstName(name(round.candidate)) })}</p>
      </Banner>
    );
  return null;
};

const Wait = ({ until, now }: { until: number; now: number }) =>
  i18n.t('You can go on without them in {time}.', { time: minutesAndSeconds(Math.max(0, until - now)) });
