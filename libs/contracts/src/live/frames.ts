import * as z from 'zod/mini';
import { ms } from '../domain';
import { problem } from '../errors';
import { id } from '../ids';
import { MAX_UPDATE_BASE64 } from '../limits';
import { text } from '../text';
import { callRequests, type CallFrames } from './call';
import type { LiveEvent } from './events';
import { docName, stream, type Stream } from './streams';

/** Bumped when an older client or server could misread the other; sent in the handshake as `auth.contract`. */
export const LIVE_CONTRACT = 2;
/** Socket.IO namespace of live sessions. */
export const LIVE_NAMESPACE = '/rt';

const base64 = z.string().check(z.maxLength(MAX_UPDATE_BASE64), z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'is not base64'));
const seq = z.int().check(z.gte(0), z.lte(2147483647));
const clientIds = z.array(z.int().check(z.gte(0), z.lte(9007199254740991))).check(z.maxLength(32));

/** Requests that write no command to the log: joining, catching up, documents, the clock. Each is acked. */
export const liveRequests = {
  /** Enters a session. `last` holds the last seq the client has of each stream; without it the answer is a snapshot. */
  join: z.strictObject({
    session: id,
    /** One per tab; a second join with the same tab replaces the first socket. */
    tab: id,
    last: z.record(stream, seq),
    docs: z.record(docName, z.strictObject({ stateVector: base64, clientIds })),
  }),
  /** Events after `seq` of a stream, at most 500. */
  since: z.strictObject({ stream, seq }),
  /** State of a document as one update against `stateVector`; registers the Yjs client ids as this participant's. */
  'doc.open': z.strictObject({ doc: docName, stateVector: base64, clientIds }),
  /** One Yjs V1 update, at most 64 kB decoded. */
  'doc.push': z.strictObject({ doc: docName, update: base64 }),
  /** The client's clock sample; the answer holds server time. */
  clock: z.strictObject({ sentAt: z.number() }),
  ...callRequests,
} as const;
export type RequestKind = keyof typeof liveRequests;
export type RequestInput<K extends RequestKind> = z.input<(typeof liveRequests)[K]>;
export const requestKinds = Object.keys(liveRequests) as RequestKind[];

/** Frames relayed to the others in the same stream and never stored: at most 12 a second, dropped when a reader is slow. */
export const presence = z.strictObject({
  doc: z.optional(docName),
  /** Yjs awareness state of this tab, opaque to the server, which stamps the participant. */
  state: z.optional(text(2000)),
  clientId: z.optional(z.int().check(z.gte(0), z.lte(9007199254740991))),
});
export type Presence = z.infer<typeof presence>;

/** One row of the log as its audience receives it. Document updates have kind `doc`, a name and base64 `data`. */
export type WireEvent = { stream: Stream; seq: number; at: number; participant: string | null } & (
  LiveEvent | { kind: 'doc'; doc: string; data: string }
);

/** A person on the roster; `seat` is null until admitted. */
export const person = z.strictObject({
  participant: id,
  name: z.string(),
  isGuest: z.boolean(),
  isHost: z.boolean(),
  seat: z.nullable(z.int()),
  connected: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** Answer to a command: where its first event stands in the log, or why not. */
export const ack = z.union([
  z.strictObject({ ok: z.literal(true), seq: z.optional(seq), at: z.optional(ms) }),
  problem,
]);
export type Ack = z.infer<typeof ack>;

/** Answer to `join`. Streams the client may read come either as the missing run or as a snapshot of the folded slice. */
export interface JoinAnswer {
  ok: true;
  now: number;
  participant: string;
  admitted: boolean;
  people: Person[];
  streams: Record<string, { head: number; run: WireEvent[] } | { head: number; snapshot: unknown }>;
  docs: Record<string, DocAnswer>;
}
/** `update` is what the client lacks, `stateVector` what the server has committed, both base64. */
export interface DocAnswer {
  update: string;
  stateVector: string;
  writable: boolean;
}

/** Frames the server sends, by event name. */
export interface ServerFrames extends CallFrames {
  log: { events: WireEvent[] };
  head: { stream: string; seq: number };
  people: { people: Person[] };
  presence: Presence & { participant: string };
  /** Rows beside the log have changed; refetch over HTTP. */
  changed: { kind: 'feedback' | 'card' | 'comment' | 'brief' | 'rating'; round: number };
  /** Sent just before the server closes the socket for good. */
  closed: { code: 'kicked' | 'turned-away' | 'left' | 'signed-out' | 'replaced' | 'old-contract' };
}
export const serverFrameKinds = [
  'log',
  'head',
  'people',
  'presence',
  'changed',
  'closed',
  'call',
  'signal',
  'call.moved',
] as const satisfies (keyof ServerFrames)[];
