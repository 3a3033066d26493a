import { routes, type RouteResult, type WireEvent } from '@debrief/contracts';
import { inOrder, stateAt, type RoundState } from '@debrief/live-core';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

type Page = RouteResult<typeof routes.getReplay>;

/** A past session as its reader has it: every row they may see, in order, and the state they lead to. */
export interface Replay {
  session: Page['session'];
  reader: string;
  events: WireEvent[];
  end: ReturnType<typeof stateAt>;
}

/** The server has checked every row against its audience; their shapes are the contract's. */
const asEvents = (page: Page): WireEvent[] => page.events as unknown as WireEvent[];

export const replayQuery = (session: string) =>
  queryOptions({
    queryKey: ['replay', session],
    queryFn: async ({ signal }): Promise<Replay> => {
      const events: WireEvent[] = [];
      let page = await call(routes.getReplay, { params: { session }, query: {} }, signal);
      events.push(...asEvents(page));
      while (page.next) {
        page = await call(routes.getReplay, { params: { session }, query: { after: page.next } }, signal);
        events.push(...asEvents(page));
      }
      const sorted = inOrder(events);
      return {
        session: page.session,
        reader: page.reader,
        events: sorted,
        end: stateAt(sorted, Number.MAX_SAFE_INTEGER),
      };
    },
    staleTime: 30_000,
  });

const where = (session: string, round: number) => ({ params: { session, round: String(round) } });

export const debriefQuery = (session: string, round: number) =>
  queryOptions({
    queryKey: ['replay', session, round, 'debrief'],
    queryFn: ({ signal }) => call(routes.getDebrief, where(session, round), signal),
  });

/** The version that the round keeps; a running one may not have any yet. */
export const rubricQuery = (session: string, { round, rubric }: Pick<RoundState, 'round' | 'rubric'>) =>
  queryOptions({
    queryKey: ['replay', session, round, 'rubric', rubric],
    queryFn: ({ signal }) => call(routes.getRoundRubric, where(session, round), signal),
    staleTime: Infinity,
  });
