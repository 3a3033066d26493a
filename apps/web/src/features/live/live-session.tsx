import { createLive, type LiveSession as Client } from '@debrief/client';
import { comingCandidate, lastRound } from '@debrief/live-core';
import { buttonClass, Button, ErrorNote, Page, Skeleton, text } from '@debrief/ui';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { CallProvider } from './call/call-context';
import { Cockpit } from './cockpit/cockpit';
import { Debrief } from './debrief/debrief';
import { LiveProvider, useLive, useMe, useRoom, useSessionId } from './live-context';
import { Lobby } from './lobby/lobby';
import { SoloLobby } from './lobby/solo-lobby';
import { RefusalsProvider } from './refusals';
import { Announcer } from './room/announcer';
import { Refused } from './notes/refused';
import { CandidateRoom } from './room/candidate-room';
import { ConnectionNotice } from './room/connection-notice';
import { useLeave } from './room/leave';
import { ObserverRoom } from './room/observer-room';
import { PageBar } from './room/page-bar';
import { RefusalLine } from './room/refusal-line';
import { RoomKeys } from './room-keys';
import { Scorecard } from './scoring/scorecard';
import { screenOf } from './screen-of';
import styles from './live-session.module.css';

/** A live session from the lobby to the debrief: one connection, and the one screen that the state calls for. */
export const LiveSession = ({ session }: { session: string }) => {
  const [live, setLive] = useState<Client | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const client = createLive({ url: location.origin, session });
    setLive(client);
    // What no storage keeps is lost with the tab: ask before it goes.
    const ask = (event: BeforeUnloadEvent) => {
      const { unsent, isKept } = client.get();
      if (unsent && !isKept) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      client.close();
    };
  }, [session, attempt]);
  if (!live) return null;
  return (
    <LiveProvider key={`${session}:${attempt}`} live={live} session={session}>
      <RefusalsProvider>
        <RoomKeys>
          <CallProvider>
            <Screen onAgain={() => setAttempt(attempt + 1)} />
          </CallProvider>
          <Announcer />
          <RefusalLine />
          <ConnectionNotice />
          <Refused />
        </RoomKeys>
      </RefusalsProvider>
    </LiveProvider>
  );
};

/** The page at `/s/:session`. */
export const LiveSessionPage = () => {
  const { session } = useParams({ from: '/s/$session' });
  return <LiveSession key={session} session={session} />;
};

const Screen = ({ onAgain }: { onAgain: () => void }) => {
  const screen = useLive(screenOf);
  const room = useRoom();
  const me = useMe();
  const round = lastRound(room);
  useEffect(() => {
    window.scrollTo(0, 0);
    // What had the focus is gone with the screen before: go on at the new one's heading, not at the top of the page.
    const heading = document.querySelector<HTMLElement>('h1');
    if (heading && (!document.activeElement || document.activeElement === document.body)) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    document.title = titles[screen] ? `${titles[screen]()} · Debrief` : 'Debrief';
  }, [screen, round?.round]);
  switch (screen) {
    case 'connecting':
      return (
        <main id="main" className={styles.quiet}>
          <Skeleton label={i18n.t('Opening the session')} />
        </main>
      );
    case 'closed':
      return <Closed onAgain={onAgain} />;
    case 'waiting':
      return <Waiting />;
    case 'lobby':
      return room.format === 'solo' && comingCandidate(room) === me ? <SoloLobby /> : <Lobby key={round?.round} />;
    case 'ended':
      return <Ended />;
  }
  if (!round) return <Lobby />;
  const key = round.round;
  if (screen === 'candidate') return <CandidateRoom key={key} round={round} />;
  if (screen === 'cockpit') return <Cockpit key={key} round={round} />;
  if (screen === 'scorecard') return <Scorecard key={key} round={round} />;
  if (screen === 'debrief') return <Debrief key={key} round={round} />;
  return <ObserverRoom key={key} round={round} />;
};

const titles: Partial<Record<ReturnType<typeof screenOf>, () => string>> = {
  waiting: () => i18n.t('Waiting to come in'),
  lobby: () => i18n.t('Lobby'),
  candidate: () => i18n.t('Interview'),
  cockpit: () => i18n.t('Interview'),
  observer: () => i18n.t('Interview'),
  scorecard: () => i18n.t('Scorecard'),
  debrief: () => i18n.t('Debrief of the round'),
  ended: () => i18n.t('Session ended'),
};

/** At the door: the host sees the name and lets them in. */
const Waiting = () => {
  const leave = useLeave();
  return (
    <div className={styles.screen}>
      <PageBar withoutCall title={i18n.t('Waiting to come in')} />
      <main id="main" className={styles.quiet}>
        <h1 className={text.h36}>{i18n.t('The host knows that you are here')}</h1>
        <p className={text.muted}>{i18n.t('This page opens by itself when they let you in. You can leave it open.')}</p>
        <Button onClick={leave}>{i18n.t('Leave')}</Button>
      </main>
    </div>
  );
};

const Ended = () => {
  const session = useSessionId();
  return (
    <div className={styles.screen}>
      <PageBar withoutCall title={i18n.t('Session ended')} />
      <main id="main" className={styles.quiet}>
        <h1 className={text.h36}>{i18n.t('This session has ended')}</h1>
        <p className={text.muted}>{i18n.t('Everything that was kept is on its page.')}</p>
        <p>
          <Link to="/s/$session/review" params={{ session }} className={buttonClass({ kind: 'primary' })}>
            {i18n.t('Look back')}
          </Link>{' '}
          <Link to="/home" className={buttonClass({ kind: 'quiet' })}>
            {i18n.t('Home')}
          </Link>
        </p>
      </main>
    </div>
  );
};

/** The connection is over for good, or until somebody does something about it. */
const Closed = ({ onAgain }: { onAgain: () => void }) => {
  const closed = useLive((state) => state.closed);
  const unsent = useLive((state) => state.unsent);
  const isKept = useLive((state) => state.isKept);
  const code = typeof closed === 'string' ? closed : closed?.code;
  const words =
    code === 'turned-away'
      ? { title: i18n.t('The host has not let you in.'), kept: i18n.t('Ask them, if you think it was a mistake.') }
      : code === 'kicked'
        ? {
            title: i18n.t('The host has removed you from this session.'),
            kept: i18n.t('What you had read until then stays yours to look back at.'),
          }
        : code === 'signed-out' || code === 'not-signed-in'
          ? {
              title: i18n.t('You are signed out.'),
              kept: i18n.t('Your seat is kept. Sign in, or open your invite link again.'),
            }
          : code === 'old-contract'
            ? {
                title: i18n.t('This page and the server are of different versions.'),
                kept: isKept
                  ? unsent
                    ? i18n.t('Load it again. What was not sent yet is kept here and goes out then.')
                    : i18n.t('Load it again. Nothing is lost.')
                  : i18n.t('Copy what is shown here, then load it again.'),
              }
            : code === 'replaced'
              ? { title: i18n.t('This session is open in another place.'), kept: i18n.t('It goes on there.') }
              : {
                  title: typeof closed === 'object' && closed ? closed.message : i18n.t('The connection is closed.'),
                  kept: undefined,
                };
  const requestId = typeof closed === 'object' ? closed?.requestId : undefined;
  return (
    <Page narrow>
      <main id="main" className={styles.quiet}>
        <ErrorNote
          title={words.title}
          kept={words.kept}
          code={requestId ? { label: i18n.t('Code {id}', { id: requestId.slice(0, 8) }), id: requestId } : undefined}
          action={
            code === 'old-contract' ? (
              <Button onClick={() => location.reload()}>{i18n.t('Load again')}</Button>
            ) : code === 'signed-out' || code === 'not-signed-in' ? (
              <Link to="/sign-in" className={buttonClass({ kind: 'primary' })}>
                {i18n.t('Sign in')}
              </Link>
            ) : code === 'kicked' || code === 'turned-away' || code === 'forbidden' || code === 'not-found' ? (
              <Link to="/home" className={buttonClass()}>
                {i18n.t('Home')}
              </Link>
            ) : (
              <Button onClick={onAgain}>{i18n.t('Open it here')}</Button>
            )
          }
        />
      </main>
    </Page>
  );
};
