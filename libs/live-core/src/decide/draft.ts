import {
  liveEvents,
  panelStream,
  ROOM,
  selfStream,
  type ErrorCode,
  type LiveEvent,
  type ParticipantId,
  type Stream,
} from '@debrief/contracts';
import { applyEvent } from '../apply/session';
import { roleOf, roundOf } from '../roles';
import type { Placed, Refusal, RoundState, SessionState } from '../state';

/** A decision in the making: each event is folded at once, so that later rules see what earlier ones wrote. */
export interface Draft {
  session: SessionState;
  readonly events: Placed[];
  /** Server time, ms. */
  readonly now: number;
}

/** Thrown by a rule, caught by `decide`: no event of the command survives. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
export const refuse = (code: ErrorCode, message: string, fields?: Record<string, string>): never => {
  throw new Refused({ ok: false, code, message, ...(fields && { fields }) });
};

/**
 * The one place where an event gets its stream, and so its readers: the contract names the audience, the payload the
 * round, and a `self` event its owner.
 */
const placeOf = (event: LiveEvent, owner: ParticipantId | undefined): Stream => {
  const { audience } = liveEvents[event.kind];
  if (audience === 'self' && owner !== undefined) return selfStream(owner);
  if (audience === 'panel' && 'round' in event.payload) return panelStream(event.payload.round);
  if (audience === 'room') return ROOM;
  throw new Error(`${event.kind} has no stream to go to`);
};

/** Writes an event of the `room` or `panel` audience. */
export const write = (draft: Draft, event: LiveEvent): void => put(draft, event, undefined);
/** Writes an event that only `owner` may ever read. */
export const writeFor = (draft: Draft, owner: ParticipantId, event: LiveEvent): void => put(draft, event, owner);

const put = (draft: Draft, event: LiveEvent, owner: ParticipantId | undefined): void => {
  const placed: Placed = { stream: placeOf(event, owner), ...event };
  draft.events.push(placed);
  draft.session = applyEvent(draft.session, placed);
};

/** The round, or a refusal when it has not opened. */
export const needRound = (draft: Draft, number: number): RoundState =>
  roundOf(draft.session.room, number) ?? refuse('not-found', `There is no round ${number} yet.`);

/** The round in one of the given stages of a running interview, or a refusal that says where it stands. */
export const needStage = (draft: Draft, number: number, ...stages: RoundState['stage'][]): RoundState => {
  const round = needRound(draft, number);
  if (!stages.includes(round.stage))
    return refuse('not-now', `This belongs to the ${stages.join(' or ')}; the round is in its ${round.stage}.`);
  return round;
};

export const needLead = (round: RoundState, me: ParticipantId): void => {
  if ((round.lead ?? round.candidate) !== me) refuse('not-your-role', 'Only the lead interviewer can do this.');
};

export const needInterviewer = (draft: Draft, round: RoundState, me: ParticipantId): void => {
  if (roleOf(draft.session.room, me, round.round) !== 'interviewer')
    refuse('not-your-role', 'Only an interviewer of this round can do this.');
};
