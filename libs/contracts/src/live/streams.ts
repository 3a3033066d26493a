import * as z from 'zod/mini';
import type { ParticipantId } from '../ids';

/**
 * A session's log is split into streams by audience: `room` is read by everybody admitted, `r2.panel` by the
 * interviewers of round 2, `self.<participant>` by that participant alone. Choosing the stream is the privacy rule.
 */
export type Stream = 'room' | `r${number}.panel` | `self.${string}`;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const stream = z
  .string()
  .check(z.regex(new RegExp(`^(room|r[1-9]\\d?\\.panel|self\\.${UUID})$`), 'is not a stream')) as z.ZodMiniType<
  Stream,
  string
>;

export const ROOM = 'room' satisfies Stream;
/** Stream of the interviewers of round `round` (1-based). */
export const panelStream = (round: number): Stream => `r${round}.panel`;
/** Stream of one participant alone. */
export const selfStream = (participant: ParticipantId): Stream => `self.${participant}`;

/** Round number of a panel stream, else undefined. */
export const panelRound = (name: string): number | undefined => {
  const found = /^r(\d+)\.panel$/.exec(name);
  return found ? Number(found[1]) : undefined;
};
/** Owner of a self stream, else undefined. */
export const selfOwner = (name: string): ParticipantId | undefined =>
  name.startsWith('self.') ? name.slice(5) : undefined;

/**
 * Collaborative documents of round N: `rN.notes` and `rN.board` (shared, in `room`), `rN.panel` (the interviewers', in `rN.panel`),
 * `rN.private.<participant>` (one person's, in their `self` stream).
 */
export type DocName = `r${number}.notes` | `r${number}.board` | `r${number}.panel` | `r${number}.private.${string}`;
export const docName = z
  .string()
  .check(
    z.regex(new RegExp(`^r[1-9]\\d?\\.(notes|board|panel|private\\.${UUID})$`), 'is not a document'),
  ) as z.ZodMiniType<DocName, string>;

export const notesDoc = (round: number): DocName => `r${round}.notes`;
export const boardDoc = (round: number): DocName => `r${round}.board`;
export const panelDoc = (round: number): DocName => `r${round}.panel`;
export const privateDoc = (round: number, participant: ParticipantId): DocName => `r${round}.private.${participant}`;

/** Round and stream a document belongs to. `name` must match {@link docName}. */
export type DocKind = 'notes' | 'board' | 'panel' | 'private';
export const docHome = (name: string): { round: number; stream: Stream; kind: DocKind } => {
  const [, round = '0', kind = 'notes', owner] = /^r(\d+)\.(notes|board|panel|private)(?:\.(.+))?$/.exec(name) ?? [];
  const n = Number(round);
  if (kind === 'private') return { round: n, stream: selfStream(owner ?? ''), kind };
  return kind === 'panel'
    ? { round: n, stream: panelStream(n), kind }
    : { round: n, stream: ROOM, kind: kind as 'notes' | 'board' };
};
