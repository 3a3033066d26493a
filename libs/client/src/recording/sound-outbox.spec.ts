import 'fake-indexeddb/auto';
import { eventually } from '@debrief/testing';
import type { RouteSpec } from '@debrief/contracts';
import { type Call } from '../http';
import { forgetUnsent } from '../keep-db';
import { newId } from '../new-id';
import { localProblem, ProblemError } from '../problem-error';
import { SoundOutbox } from './sound-outbox';

const TYPE = 'audio/mp4';
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/** A server that keeps pieces by number, and can be out of reach or refuse. */
class Server {
  readonly pieces = new Map<string, string>();
  readonly closed: number[] = [];
  mood: 'well' | 'away' | 'refuses' = 'well';
  asked = 0;
  readonly call = (async (_: RouteSpec, args: unknown) => {
    this.asked++;
    if (this.mood === 'away') throw new ProblemError(localProblem('unavailable', 'away'));
    if (this.mood === 'refuses') throw new ProblemError(localProblem('ended', 'deleted'));
    const { params, body } = args as { params: { n: string }; body: Uint8Array | { chunks: number } };
    if (body instanceof Uint8Array) return void this.pieces.set(params.n, new TextDecoder().decode(body));
    this.closed.push(body.chunks);
    return { missing: [] };
  }) as Call;
}

const session = newId();
const participant = newId();
const open = (server: Server) => {
  const seen = { waiting: -1, refused: [] as string[] };
  const outbox = new SoundOutbox({
    call: server.call,
    session,
    participant,
    onWaiting: (waiting) => (seen.waiting = waiting),
    onRefused: ({ code }) => seen.refused.push(code),
  });
  return { outbox, seen };
};
const piece = (text: string, n = 0) => ({ at: 1_767_603_600_000 + n * 1000, media: n * 1000, bytes: bytes(text) });

test('pieces go out in order, then the segment is closed with their count', async () => {
  const server = new Server();
  const { outbox, seen } = open(server);
  const segment = newId();
  await outbox.begin(segment, newId(), TYPE);
  for (const [n, text] of ['a', 'b', 'c'].entries()) await outbox.add(segment, piece(text, n));
  await outbox.end(segment);
  await eventually(() => expect(server.closed).toEqual([3]));
  expect([...server.pieces.values()].join('')).toBe('abc');
  expect(seen.waiting).toBe(0);
  await outbox.close();
});

test('what a page could not send, the next page sends, and closes the segment of the crash', async () => {
  const server = new Server();
  server.mood = 'away';
  const first = open(server);
  const segment = newId();
  await first.outbox.begin(segment, newId(), TYPE);
  await first.outbox.add(segment, piece('a'));
  await first.outbox.add(segment, piece('b', 1));
  await eventually(() => expect(first.seen.waiting).toBe(2));
  await first.outbox.close();
  expect(server.pieces.size).toBe(0);
  server.mood = 'well';
  const second = open(server);
  await eventually(() => expect(server.closed).toEqual([2]));
  expect([...server.pieces]).toEqual([
    ['0', 'a'],
    ['1', 'b'],
  ]);
  await second.outbox.close();
});

test('a silence is waited out, and a new piece wakes the sender', async () => {
  const server = new Server();
  server.mood = 'away';
  const { outbox } = open(server);
  const segment = newId();
  await outbox.begin(segment, newId(), TYPE);
  await outbox.add(segment, piece('a'));
  await eventually(() => expect(server.asked).toBeGreaterThan(1));
  server.mood = 'well';
  await outbox.add(segment, piece('b', 1));
  await eventually(() => expect(server.pieces.size).toBe(2));
  expect(server.closed).toEqual([]);
  await outbox.end(segment);
  await eventually(() => expect(server.closed).toEqual([2]));
  await outbox.close();
});

test('what the server refuses for good is dropped and said', async () => {
  const server = new Server();
  server.mood = 'refuses';
  const { outbox, seen } = open(server);
  const segment = newId();
  await outbox.begin(segment, newId(), TYPE);
  await outbox.add(segment, piece('a'));
  await eventually(() => expect(seen.refused).toEqual(['ended']));
  await outbox.end(segment);
  await eventually(() => expect(seen.waiting).toBe(0));
  await outbox.close();
  const later = new Server();
  const next = open(later);
  await eventually(() => expect(next.seen.waiting).toBe(0));
  expect(later.asked).toBe(0);
  await next.outbox.close();
});

test('signing out leaves no sound on the device', async () => {
  const server = new Server();
  server.mood = 'away';
  const { outbox, seen } = open(server);
  const segment = newId();
  await outbox.begin(segment, newId(), TYPE);
  await outbox.add(segment, piece('a'));
  await eventually(() => expect(seen.waiting).toBe(1));
  await outbox.close();
  await forgetUnsent();
  const next = open(new Server());
  await eventually(() => expect(next.seen.waiting).toBe(0));
  await next.outbox.close();
});
