import type { PanelState, RoomState, SelfState, SessionState } from './state';

/** A room before its first event. */
export const emptyRoom = (): RoomState => ({
  status: 'lobby',
  host: null,
  format: 'swap',
  type: 'product-sense',
  length: 'long',
  mode: 'learning',
  hostFirst: 'interviewer',
  locked: false,
  nextCandidate: null,
  planned: {},
  people: {},
  turnedAway: [],
  admissions: {},
  rounds: [],
  chat: [],
  sharedNotes: [],
  consents: {},
  recordings: [],
  swap: null,
  end: null,
  endedAt: null,
});

/** What interviewers of a round know before their first event. */
export const emptyPanel = (): PanelState => ({
  promptVersion: null,
  hints: [],
  probes: [],
  duties: {},
  assigned: {},
  talk: {},
});

/** What one participant alone knows before their first event. */
export const emptySelf = (): SelfState => ({ marks: [], cards: {}, assigned: {}, talk: {} });

/** A session before its first event. */
export const emptySession = (): SessionState => ({ room: emptyRoom(), panels: {}, selves: {} });
