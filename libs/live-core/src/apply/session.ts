import { panelRound, selfOwner } from '@debrief/contracts';
import { emptyPanel, emptySelf, emptySession } from '../empty';
import type { Folded, SessionState } from '../state';
import { applyPanel } from './panel';
import { applyRoom } from './room';
import { applySelf } from './self';

/** Folds one event into the slice its stream names. The session given stays as it is; unchanged slices are shared. */
export const applyEvent = (session: SessionState, event: Folded): SessionState => {
  if (event.stream === 'room') return { ...session, room: applyRoom(session.room, event) };
  const round = panelRound(event.stream);
  if (round !== undefined) {
    const panel = applyPanel(session.panels[round] ?? emptyPanel(), event);
    return { ...session, panels: { ...session.panels, [round]: panel } };
  }
  const owner = selfOwner(event.stream);
  if (owner === undefined) return session;
  const self = applySelf(session.selves[owner] ?? emptySelf(), event);
  return { ...session, selves: { ...session.selves, [owner]: self } };
};

/** Folds events, in their order within each stream, into a session; from nothing unless a state to go on from is given. */
export const fold = (events: Iterable<Folded>, from: SessionState = emptySession()): SessionState => {
  let session = from;
  for (const event of events) session = applyEvent(session, event);
  return session;
};
