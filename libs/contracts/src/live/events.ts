import * as z from 'zod/mini';
import {
  artefact,
  card,
  dimensionKey,
  factTable,
  interviewLength,
  interviewMode,
  interviewType,
  markKind,
  ms,
  phase,
  promptVersion,
  role,
  sessionFormat,
} from '../domain';
import { id } from '../ids';
import { text } from '../text';

type Audience = 'room' | 'panel' | 'self';
interface EventSpec<P extends z.ZodMiniType> {
  /** The one kind of stream it may be written to. */
  readonly audience: Audience;
  readonly payload: P;
  /** Top-level fields (`a`) or fields of list items (`a.*.b`) that hold a person's words; erasing the person blanks them. */
  readonly words?: readonly string[];
}
const event = <P extends z.ZodMiniType>(audience: Audience, payload: P, words?: readonly string[]): EventSpec<P> => ({
  audience,
  payload,
  words,
});

const round = z.int().check(z.gte(1), z.lte(20));
const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
const index = z.int().check(z.gte(0), z.lte(30));
const hint = z.strictObject({
  kind: z.enum(['nudge', 'fact']),
  ref: key,
  text: text(2000),
  at: ms,
  /** Of a fact: what it counts against. Null is filed under none, absent not filed. */
  dimension: z.optional(z.nullable(dimensionKey)),
});
/** Null: all of the rubric. */
const assigned = z.nullable(z.array(dimensionKey).check(z.minLength(1), z.maxLength(10)));
const openCard = z.strictObject({ participant: id, isSelf: z.boolean(), lockedAt: ms, card });

/**
 * Every event of the log, by kind. Payloads hold everything `apply` needs, times included: it never reads a clock.
 * The log names no person, only participants.
 */
export const liveEvents = {
  'session-created': event(
    'room',
    z.strictObject({
      host: id,
      format: sessionFormat,
      type: interviewType,
      length: interviewLength,
      mode: interviewMode,
      hostFirst: z.enum(['candidate', 'interviewer']),
      at: ms,
    }),
  ),
  'participant-admitted': event(
    'room',
    z.strictObject({ participant: id, seat: z.int().check(z.gte(0), z.lte(63)), at: ms }),
  ),
  'admission-asked': event(
    'room',
    z.strictObject({
      participant: id,
      as: z.enum(['seat', 'interviewer', 'observer']),
      scorer: z.boolean(),
      needs: z.array(id),
    }),
  ),
  'admission-agreed': event('room', z.strictObject({ participant: id, by: id })),
  'role-given': event('room', z.strictObject({ round, participant: id, role, scorer: z.boolean() })),
  'participant-ready': event('room', z.strictObject({ participant: id, ready: z.boolean() })),
  'participant-away': event('room', z.strictObject({ participant: id, at: ms })),
  'participant-back': event('room', z.strictObject({ participant: id, at: ms })),
  'participant-left': event('room', z.strictObject({ participant: id, at: ms })),
  'participant-returned': event('room', z.strictObject({ participant: id, at: ms })),
  'participant-kicked': event('room', z.strictObject({ participant: id, at: ms })),
  'participant-turned-away': event('room', z.strictObject({ participant: id, at: ms })),
  'room-locked': event('room', z.strictObject({ locked: z.boolean() })),
  'plan-changed': event('room', z.strictObject({ candidate: id })),
  'round-opened': event(
    'room',
    z.strictObject({
      round,
      candidate: id,
      lead: z.nullable(id),
      interviewers: z.array(id),
      observers: z.array(id),
      scorers: z.array(id),
      at: ms,
    }),
  ),
  'prompt-chosen': event('panel', z.strictObject({ round, promptVersion })),
  'interview-started': event(
    'room',
    z.strictObject({
      round,
      promptVersion,
      title: text(80),
      statement: text(1200),
      phases: z.array(phase),
      dimensions: z.array(dimensionKey),
      /** Version of the type's rubric that the round keeps; absent means 1, from before there were others. */
      rubric: z.optional(z.int().check(z.gte(1))),
      at: ms,
    }),
  ),
  'phase-started': event('room', z.strictObject({ round, index, at: ms })),
  'phase-due': event('room', z.strictObject({ round, index, at: ms })),
  'phase-done': event('room', z.strictObject({ round, index, at: ms })),
  'limit-warned': event('room', z.strictObject({ round, minutes: z.int(), at: ms })),
  'clock-paused': event('room', z.strictObject({ round, at: ms })),
  'clock-resumed': event('room', z.strictObject({ round, at: ms, reason: z.enum(['asked', 'pause-limit']) })),
  'time-added': event('room', z.strictObject({ round, index, minutes: z.int(), at: ms })),
  'fact-given': event(
    'room',
    z.strictObject({
      round,
      fact: key,
      label: text(80),
      answer: z.optional(text(1200)),
      table: z.optional(factTable),
      at: ms,
    }),
  ),
  'twist-given': event('room', z.strictObject({ round, twist: key, text: text(1200), at: ms })),
  'hint-logged': event('panel', z.strictObject({ round, hint })),
  'hint-filed': event('panel', z.strictObject({ round, fact: key, dimension: z.nullable(dimensionKey) })),
  'probe-asked': event('panel', z.strictObject({ round, probe: key, at: ms })),
  'duty-set': event('panel', z.strictObject({ round, dimension: dimensionKey, participant: z.nullable(id) })),
  /** The same, once for the interviewers and once for the scorer it is about; the candidate must not know of it. */
  'scorer-assigned': event('panel', z.strictObject({ round, participant: id, dimensions: assigned })),
  'dimensions-assigned': event('self', z.strictObject({ round, dimensions: assigned })),
  'mark-set': event(
    'self',
    z.strictObject({
      round,
      mark: id,
      dimension: dimensionKey,
      kind: markKind,
      words: text(600),
      from: ms,
      to: ms,
      at: ms,
      claimedAt: z.optional(ms),
    }),
    ['words'],
  ),
  'mark-changed': event(
    'self',
    z.strictObject({
      round,
      mark: id,
      kind: z.optional(markKind),
      dimension: z.optional(dimensionKey),
      words: z.optional(text(600)),
    }),
    ['words'],
  ),
  'mark-undone': event('self', z.strictObject({ round, mark: id })),
  'mark-shared': event(
    'room',
    z.strictObject({
      round,
      mark: id,
      participant: id,
      dimension: dimensionKey,
      kind: markKind,
      words: text(600),
      from: ms,
      to: ms,
    }),
    ['words'],
  ),
  'note-shared': event('room', z.strictObject({ round, participant: id, text: text(4000), at: ms }), ['text']),
  'chat-said': event('room', z.strictObject({ participant: id, text: text(2000), at: ms }), ['text']),
  /** Somebody's microphone joined or left the call. Muted counts as there. */
  'microphone-changed': event('room', z.strictObject({ participant: id, has: z.boolean(), at: ms })),
  /** The same stretch of talk, once for whoever spoke and once for the interviewers. */
  'talk-spoken': event('self', z.strictObject({ round, from: ms, to: ms })),
  'talk-heard': event('panel', z.strictObject({ round, participant: id, from: ms, to: ms })),
  'consent-given': event('room', z.strictObject({ participant: id, artefact, granted: z.boolean(), at: ms })),
  'recording-started': event('room', z.strictObject({ recording: id, by: id, at: ms })),
  'recording-stopped': event(
    'room',
    z.strictObject({
      recording: id,
      at: ms,
      reason: z.enum(['asked', 'no-consent', 'recorder-gone', 'ended']),
      by: z.optional(id),
    }),
  ),
  'recording-deleted': event('room', z.strictObject({ recording: id, by: id, at: ms })),
  'hand-raised': event('room', z.strictObject({ participant: id, raised: z.boolean() })),
  'timekeeper-set': event('room', z.strictObject({ round, participant: z.nullable(id), at: ms })),
  'lead-taken': event('room', z.strictObject({ round, participant: id, at: ms })),
  'scoring-started': event(
    'room',
    z.strictObject({
      round,
      at: ms,
      endsAt: ms,
      reason: z.enum(['lead', 'limit', 'candidate-alone', 'session-ended', 'stopped']),
    }),
  ),
  'scoring-extended': event('room', z.strictObject({ round, minutes: z.int(), endsAt: ms })),
  'scoring-over': event('room', z.strictObject({ round, at: ms, lapsesAt: ms })),
  'card-locked': event('self', z.strictObject({ round, card, at: ms }), ['card.levels.*.evidence.*.text']),
  'scorer-locked': event('room', z.strictObject({ round, participant: id, at: ms })),
  'cards-opened': event(
    'room',
    z.strictObject({
      round,
      cards: z.array(openCard),
      hints: z.array(hint),
      /** How long each of candidate and interviewers spoke, ms, an estimate; absent before there were calls. */
      talk: z.optional(z.array(z.strictObject({ participant: id, ms: z.int().check(z.gte(0)) }))),
      at: ms,
    }),
    ['cards.*.card.levels.*.evidence.*.text'],
  ),
  'cards-lapsed': event('room', z.strictObject({ round, at: ms })),
  /** `endsAt`: when it happens unless somebody objects; absent where the other one has to agree. */
  'swap-proposed': event('room', z.strictObject({ by: id, at: ms, endsAt: z.optional(ms) })),
  'swap-agreed': event('room', z.strictObject({ by: id })),
  'swap-declined': event('room', z.strictObject({ by: id })),
  'end-proposed': event('room', z.strictObject({ by: id, at: ms, endsAt: ms })),
  'end-cancelled': event('room', z.strictObject({ by: id })),
  'session-ended': event(
    'room',
    z.strictObject({ at: ms, reason: z.enum(['agreed', 'countdown', 'alone', 'everyone-left']) }),
  ),
} as const;

export type EventKind = keyof typeof liveEvents;
export const eventKinds = Object.keys(liveEvents) as EventKind[];
export type EventPayload<K extends EventKind> = z.output<(typeof liveEvents)[K]['payload']>;
/** A decided event before it is stored: kind and payload. */
export type LiveEvent<K extends EventKind = EventKind> = { [P in K]: { kind: P; payload: EventPayload<P> } }[K];
