import { type LiveSession, type LiveState, type LiveStatus } from '@debrief/client';
import { type Ack, type CommandInput, type CommandKind, type ParticipantId, type Person } from '@debrief/contracts';
import { lastRound, viewRound, type RoundState, type RoundView } from '@debrief/live-core';
import { createContext, use, useCallback, useEffect, useReducer, useSyncExternalStore, type ReactNode } from 'react';
import { i18n } from '../../shared/i18n';
import { useRefusals } from './refusals';

interface Value {
  live: LiveSession;
  session: string;
}
const LiveContext = createContext<Value | null>(null);

export const LiveProvider = ({ live, session, children }: Value & { children: ReactNode }) => (
  <LiveContext value={{ live, session }}>{children}</LiveContext>
);

const useValue = (): Value => {
  const value = use(LiveContext);
  if (!value) throw new Error('Outside of a live session');
  return value;
};
export const useSessionId = (): string => useValue().session;
export const useLiveSession = (): LiveSession => useValue().live;

/** A part of the live state; `select` must return something that stays the same while nothing has changed. */
export const useLive = <T,>(select: (state: LiveState) => T): T => {
  const { live } = useValue();
  return useSyncExternalStore(live.subscribe, () => select(live.get()));
};

export const useRoom = () => useLive((state) => state.room);
export const useStatus = (): LiveStatus => useLive((state) => state.status);
/** My own participant. Screens inside the room are only drawn once it is known. */
export const useMe = (): ParticipantId => useLive((state) => state.participant) ?? '';
/** The round that runs, or ran last. */
export const useRound = (): RoundState | undefined => useLive((state) => lastRound(state.room));

/** Server time, drawn anew four times a second: a countdown may turn over at any fraction of one. */
export const useNow = (isRunning = true): number => {
  const live = useLiveSession();
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(draw, 250);
    return () => clearInterval(timer);
  }, [isRunning]);
  return live.now();
};
/** Ms until a second of whatever the round counts is over: then, and not before, its digits change. */
const untilNextSecond = ({ phase, scoringLeftMs, isPaused }: RoundView): number => {
  if (isPaused) return 1_000;
  const left = phase ? phase.leftMs || -phase.overrunMs : (scoringLeftMs ?? 0);
  return left > 0 ? ((left - 1) % 1_000) + 1 : 1_000 + (left % 1_000);
};
/** What the round shows now: phase, time left, warnings. Drawn anew at each of its seconds, so that all clocks turn together. */
export const useRoundView = (round: RoundState | undefined): RoundView | undefined => {
  const room = useRoom();
  const live = useLiveSession();
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const view = round && viewRound(room, round.round, live.now());
  useEffect(() => {
    if (!view) return;
    const timer = setTimeout(draw, untilNextSecond(view));
    return () => clearTimeout(timer);
  });
  return view;
};

/** Sends a command; a refusal is shown in the room's own words. Resolves to the ack either way. */
export const useSend = () => {
  const live = useLiveSession();
  const { show } = useRefusals();
  return useCallback(
    async <K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<Ack> => {
      const ack = await live.send(kind, input);
      if (!ack.ok && ack.code !== 'already-done') show(ack);
      return ack;
    },
    [live, show],
  );
};

const nameOf = (people: readonly Person[], me: ParticipantId, participant: ParticipantId | null): string => {
  if (participant === null) return '';
  if (participant === me) return i18n.t('You');
  return people.find((person) => person.participant === participant)?.name ?? i18n.t('Somebody');
};
/** Names by participant; one's own is “You”. */
export const useNames = () => {
  const people = useLive((state) => state.people);
  const me = useMe();
  return useCallback((participant: ParticipantId | null) => nameOf(people, me, participant), [people, me]);
};
/** The first word of a name, which is how people are called in a sentence. */
export const firstName = (name: string): string => name.split(' ')[0] ?? name;
