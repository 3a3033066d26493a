import {
  type Evidence,
  type EventKind,
  liveEvents,
  type LiveEvent,
  routes,
  type RouteResult,
} from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

type Replay = RouteResult<typeof routes.getReplay>;
/** Moments in ms since the round began. */
export interface ExampleRound {
  title: string;
  length: number;
  phases: { name: string; from: number; to: number }[];
  lanes: { key: string; name: string; marks: { at: number; kind: Evidence['kind']; text: string }[] }[];
  rings: number[];
  candidate: string;
  interviewers: string[];
}

/** The room is read from its start until the cards of round 1 open; what comes after is not in the picture. */
const MOST_PAGES = 10;
const roomEvents = async (session: string, signal: AbortSignal): Promise<{ page: Replay; events: LiveEvent[] }> => {
  const events: LiveEvent[] = [];
  let after: string | undefined;
  for (let n = 0; ; n += 1) {
    const page = await call(routes.getReplay, { params: { session }, query: { after } }, signal);
    for (const row of page.events) if (row.stream === 'room' && isEvent(row)) events.push(row);
    if (!page.next || n === MOST_PAGES || events.some(({ kind }) => kind === 'cards-opened')) return { page, events };
    after = page.next;
  }
};
const isEvent = (row: { kind: string; payload?: unknown }): row is LiveEvent =>
  row.kind in liveEvents && liveEvents[row.kind as EventKind].payload.safeParse(row.payload).success;

const is =
  <K extends EventKind>(kind: K) =>
  (event: LiveEvent): event is LiveEvent<K> & LiveEvent =>
    event.kind === kind;

/** Round 1 of the example as a timeline: its phases, and the evidence that the opened cards cite. */
export const exampleRoundQuery = (session: string) =>
  queryOptions({
    queryKey: ['example', session, 'round'],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<ExampleRound | null> => {
      const [{ page, events }, rubric] = await Promise.all([
        roomEvents(session, signal),
        call(routes.getRoundRubric, { params: { session, round: '1' } }, signal),
      ]);
      const opened = events.find(is('round-opened'))?.payload;
      const begun = events.find(is('interview-started'))?.payload;
      const scoring = events.find(is('scoring-started'))?.payload;
      const cards = events.find(is('cards-opened'))?.payload?.cards;
      if (!opened || !begun || !scoring || !cards) return null;
      const length = scoring.at - begun.at;
      const within = (at: number) => Math.min(length, Math.max(0, at - begun.at));
      const starts = events.flatMap((event) =>
        event.kind === 'phase-started' && event.payload.round === 1 ? [event.payload] : [],
      );
      const nameOf = (participant: string) =>
        page.session.people.find((person) => person.participant === participant)?.name ?? '';
      return {
        title: begun.title,
        length,
        phases: starts.map(({ index, at }, n) => ({
          name: begun.phases[index]?.name ?? '',
          from: within(at),
          to: within(starts[n + 1]?.at ?? scoring.at),
        })),
        lanes: begun.dimensions.map((key) => ({
          key,
          name: rubric.dimensions.find((dimension) => dimension.key === key)?.name ?? key,
          marks: cards
            .flatMap(({ card }) => card.levels.filter(({ dimension }) => dimension === key))
            .flatMap(({ evidence }) => evidence)
            .map(({ to, kind, text }) => ({ at: within(to), kind, text })),
        })),
        rings: events.flatMap((event) =>
          event.kind === 'fact-given' && event.payload.round === 1 ? [within(event.payload.at)] : [],
        ),
        candidate: nameOf(opened.candidate),
        interviewers: opened.interviewers.map(nameOf),
      };
    },
  });
