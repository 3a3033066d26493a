import { commandKinds, type CommandKind } from '@debrief/contracts';
import type { Actor, Decidable, Decision, ServerCommand, SessionState } from '../state';
import { clockHandlers } from './clock';
import { type Draft, refuse, Refused } from './draft';
import { clockTick } from './due';
import { endingHandlers } from './ending';
import { markHandlers } from './marks';
import { arrivalHandlers, needSeat, rosterHandlers } from './roster';
import { recordingHandlers, recordingServerHandlers } from './recording';
import { roundHandlers } from './round';
import { scoringHandlers } from './scoring';
import { scriptHandlers, scriptServerHandlers } from './script';
import type { Handler, Handlers, ServerHandler, ServerHandlers } from './table';
import { talkHandlers } from './talk';

/** Every command of the contract; a missing one does not compile. */
const handlers: Handlers = {
  ...rosterHandlers,
  ...roundHandlers,
  ...clockHandlers,
  ...scriptHandlers,
  ...markHandlers,
  ...talkHandlers,
  ...recordingHandlers,
  ...scoringHandlers,
  ...endingHandlers,
};
const serverHandlers: ServerHandlers = {
  ...arrivalHandlers,
  ...clockTick,
  ...scriptServerHandlers,
  ...recordingServerHandlers,
};

/** What still counts after the end: a lost scorer's marks, the filing of hints that their lock asks for, and the lock. */
const afterTheEnd: ReadonlySet<CommandKind> = new Set([
  'card.lock',
  'hint.file',
  'mark.set',
  'mark.change',
  'mark.undo',
]);

type Given = Exclude<Decidable, ServerCommand>;
const isGiven = (command: Decidable): command is Given => (commandKinds as string[]).includes(command.kind);

const run = (draft: Draft, command: Decidable, actor: Actor): void => {
  // The table pairs each kind with its own handler; TypeScript cannot follow that pairing through a lookup.
  if (!isGiven(command)) {
    if (actor !== 'server') return refuse('forbidden', 'Only the server does this.');
    return (serverHandlers[command.kind] as ServerHandler<typeof command.kind>)(draft, command);
  }
  if (actor === 'server') return refuse('forbidden', 'A participant must do this.');
  needSeat(draft, actor.participant);
  if (draft.session.room.status === 'ended' && !afterTheEnd.has(command.kind))
    return refuse('ended', 'The session has ended.');
  (handlers[command.kind] as Handler<CommandKind>)(draft, command, actor.participant);
};

/**
 * Decides one command on the state of a session at `now` (server time, whole ms): the events it writes, each with its
 * stream and every time it needs in its payload, or a named refusal. Pure: the session given stays as it is. The events
 * fold, in their order, into the state that the next decision starts from. `clock.tick` writes everything due by `now`.
 */
export const decide = (session: SessionState, command: Decidable, actor: Actor, now: number): Decision => {
  const draft: Draft = { session, events: [], now };
  try {
    run(draft, command, actor);
    return { ok: true, events: draft.events };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
};
