import * as z from 'zod/mini';
import { artefact, card, dimensionKey, markKind, ms } from '../domain';
import { id, promptId } from '../ids';
import { text } from '../text';

/** A command's fields beside `op`; `op` is made by the client and makes a repeat harmless. */
const command = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject({ op: id, ...shape });
const round = z.int().check(z.gte(1), z.lte(20));
const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not an id of the guide'));

/**
 * Every command a participant may send on the live socket, by event name. Who may send it when is decided by
 * `decide` in live-core; what it writes is in `liveEvents`. The answer is always an `ack`.
 */
export const liveCommands = {
  'participant.ready': command({ ready: z.boolean() }),
  'participant.admit': command({
    participant: id,
    as: z.enum(['seat', 'interviewer', 'observer']),
    scorer: z.optional(z.boolean()),
  }),
  'admission.agree': command({ participant: id }),
  'participant.kick': command({ participant: id }),
  /** Somebody at the door is not let in. */
  'participant.turn-away': command({ participant: id }),
  'participant.leave': command({}),
  'room.lock': command({ locked: z.boolean() }),
  'plan.change': command({ candidate: id }),
  'brief.open': command({ prompt: z.optional(promptId) }),
  'prompt.replace': command({ round, prompt: z.optional(promptId) }),
  'round.start': command({ round }),
  'phase.next': command({ round, from: z.int().check(z.gte(0), z.lte(30)) }),
  'phase.done': command({ round, index: z.int().check(z.gte(0), z.lte(30)) }),
  'clock.pause': command({ round }),
  'clock.resume': command({ round }),
  'clock.add': command({ round, minutes: z.int().check(z.gte(1), z.lte(10)) }),
  /** `dimension`: what a fact given unasked counts against, null for nothing; left out, it can be filed afterwards. */
  'fact.give': command({ round, fact: key, asked: z.boolean(), dimension: z.optional(z.nullable(dimensionKey)) }),
  'hint.file': command({ round, fact: key, dimension: z.nullable(dimensionKey) }),
  'twist.give': command({ round, twist: key }),
  'nudge.log': command({ round, phase: key }),
  'probe.ask': command({ round, probe: key }),
  'duty.set': command({ round, dimension: dimensionKey, participant: z.nullable(id) }),
  /** The dimensions that a scorer's card has; null for all of the rubric. */
  'scorer.assign': command({
    round,
    participant: id,
    dimensions: z.nullable(z.array(dimensionKey).check(z.minLength(1), z.maxLength(10))),
  }),
  'mark.set': command({
    round,
    mark: id,
    dimension: dimensionKey,
    /** Not `kind`: that names the command itself. */
    markKind,
    words: z.optional(text(600)),
    /** When the key was pressed, by the client's idea of server time; used when the command had to wait for a connection. */
    claimedAt: z.optional(ms),
  }),
  'mark.change': command({
    round,
    mark: id,
    markKind: z.optional(markKind),
    dimension: z.optional(dimensionKey),
    words: z.optional(text(600)),
  }),
  'mark.undo': command({ round, mark: id }),
  'mark.share': command({ round, mark: id }),
  'note.share': command({ round, text: text(4000, 1) }),
  'chat.say': command({ text: text(2000, 1) }),
  /** A stretch in which the reporter's own microphone heard them, in server time, at most a minute: an estimate. */
  'talk.report': command({ round, from: ms, to: ms }),
  'consent.give': command({ artefact, granted: z.boolean() }),
  /** The sender's own tab records; `recording` is a new id. */
  'recording.start': command({ recording: id }),
  'recording.stop': command({ recording: id }),
  'hand.raise': command({ raised: z.boolean() }),
  'lead.take': command({ round }),
  /** Null: the lead keeps the time alone again. */
  'timekeeper.set': command({ round, participant: z.nullable(id) }),
  'scoring.start': command({ round }),
  'scoring.extend': command({ round, minutes: z.int().check(z.gte(1), z.lte(10)) }),
  'card.lock': command({ round, card }),
  'swap.propose': command({}),
  'swap.agree': command({}),
  'swap.decline': command({}),
  'end.propose': command({}),
  'end.agree': command({}),
  'end.cancel': command({}),
} as const;

export type CommandKind = keyof typeof liveCommands;
export const commandKinds = Object.keys(liveCommands) as CommandKind[];
/** A parsed command as it travels: its kind and its fields. */
export type Command<K extends CommandKind = CommandKind> = {
  [P in K]: { kind: P } & z.output<(typeof liveCommands)[P]>;
}[K];
/** What a client passes for a command: its fields without `op`. */
export type CommandInput<K extends CommandKind> = Omit<z.input<(typeof liveCommands)[K]>, 'op'>;
