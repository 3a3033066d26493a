import {
  commandKinds,
  COMMAND_RATE,
  EDIT_RATE,
  liveCommands,
  liveRequests,
  MAX_CARD,
  MAX_COMMAND,
  presence,
  requestKinds,
  SIGNAL_RATE,
  type Command,
  type CommandKind,
  type RequestKind,
} from '@debrief/contracts';
import { addField, Clock, ProblemError, toProblem, type Person } from '@debrief/server/platform';
import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Socket } from 'socket.io';
import type * as z from 'zod/mini';
import { Bucket, type Rate } from './bucket';
import type { Member } from './call/call-roster';
import { CallService } from './call/call.service';
import { LiveService } from './live.service';

/** What the server knows about a socket; set by the handshake and by `join`, never by a payload. */
export interface SocketData {
  person: Person;
  joined: { session: string; participant: string; tab: string } | null;
  /** Set while this socket is in the session's call. */
  call: Member | null;
}
export type LiveSocket = Socket<
  Record<string, (...args: unknown[]) => void>,
  Record<string, (...args: unknown[]) => void>,
  object,
  SocketData
>;

/** Carets and the like of one socket; what is beyond is dropped. */
const FRAME_RATE: Rate = { perSecond: 12, burst: 24 };

type Reply = (answer: unknown) => void;
type Output<K extends RequestKind> = z.output<(typeof liveRequests)[K]>;

/** Requests that the gateway answers itself, because they change which frames the socket hears. */
export interface JoinHandler {
  join(socket: LiveSocket, input: Output<'join'>): Promise<unknown>;
  presence(socket: LiveSocket, frame: z.output<typeof presence>): void;
}

/**
 * The one way from a socket event to a handler: contract parse, size, rate, handler, and an ack whatever happens.
 * Nest's own pipes, guards and filters do not run for sockets, and an exception there would never be acked.
 */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger('Dispatcher');
  private readonly commands = new RateLimiterMemory({
    points: COMMAND_RATE.burst,
    duration: COMMAND_RATE.burst / COMMAND_RATE.perSecond,
  });
  private readonly edits = new WeakMap<LiveSocket, Bucket>();
  /** Set when this node takes nothing more. */
  isLeaving = false;
  /** Events that were taken and not answered yet. */
  private busy = 0;
  private readonly frames = new WeakMap<LiveSocket, Bucket>();
  private readonly signals = new RateLimiterMemory({
    points: SIGNAL_RATE.burst,
    duration: SIGNAL_RATE.burst / SIGNAL_RATE.perSecond,
  });

  constructor(
    private readonly live: LiveService,
    private readonly clock: Clock,
    private readonly call: CallService,
  ) {}

  /** Takes nothing more and resolves when what was taken is answered, or after `withinMs`; clients resend the rest elsewhere. */
  async finish(withinMs: number): Promise<void> {
    this.isLeaving = true;
    const until = Date.now() + withinMs;
    while (this.busy > 0 && Date.now() < until) await new Promise((later) => setTimeout(later, 10));
  }

  /** Hears every event of a socket, those outside the contract too. */
  attach(socket: LiveSocket, gateway: JoinHandler): void {
    socket.onAny((event: string, ...args: unknown[]) => {
      if (this.isLeaving) return;
      this.busy += 1;
      const last = args.at(-1);
      const reply: Reply = typeof last === 'function' ? (answer) => void last(answer) : () => undefined;
      const payload = typeof last === 'function' ? (args[0] === last ? undefined : args[0]) : args[0];
      if (event === 'doc.push') return this.edit(socket, payload, reply);
      void this.dispatch(socket, event, payload, gateway)
        .then(reply, (error: unknown) => reply(this.refuse(error, event)))
        .finally(() => (this.busy -= 1));
    });
  }

  /** The event that comes most often takes the shortest way. */
  private edit(socket: LiveSocket, payload: unknown, reply: Reply): void {
    const resolve = (answer: unknown): void => {
      this.busy -= 1;
      reply(answer);
    };
    try {
      if (!mayTake(this.edits, socket, EDIT_RATE)) throw tooMany();
      const { doc, update: base64 } = parse(liveRequests['doc.push'], payload);
      const { session, participant } = joined(socket);
      const update = Buffer.from(base64, 'base64');
      const requestId = randomUUID();
      if (this.live.pushAtOnce(session, { doc, update, participant, socket: socket.id, requestId, resolve })) return;
      this.live
        .push(session, participant, doc, update, requestId, socket.id)
        .then(resolve, (error: unknown) => resolve(this.refuse(error, 'doc.push')));
    } catch (error) {
      resolve(this.refuse(error, 'doc.push'));
    }
  }

  private refuse(error: unknown, event: string): unknown {
    const requestId = randomUUID();
    const problem = toProblem(error, requestId);
    if (problem.code === 'internal')
      this.logger.error({ err: error, requestId, event: known(event) }, 'a socket event failed');
    return problem;
  }

  private async dispatch(socket: LiveSocket, event: string, payload: unknown, gateway: JoinHandler): Promise<unknown> {
    if (event === 'presence') {
      if (!mayTake(this.frames, socket, FRAME_RATE)) return { ok: true };
      gateway.presence(socket, parse(presence, payload));
      return { ok: true };
    }
    await this.rate(socket, event === 'signal' ? this.signals : this.commands);
    if (isRequest(event) && event !== 'doc.push') return this.request(socket, event, payload, gateway);
    if (!isCommand(event)) throw new ProblemError('not-found', 'The server does not know this event.');
    const size = JSON.stringify(payload ?? null).length;
    if (size > MAX_COMMAND || (event === 'card.lock' && size > MAX_CARD))
      throw new ProblemError('too-large', 'This is too large to store.');
    const input = parse(liveCommands[event], payload);
    const { session, participant } = joined(socket);
    return this.live.handle(session, participant, { kind: event, ...input } as Command, randomUUID());
  }

  private async request(
    socket: LiveSocket,
    event: Exclude<RequestKind, 'doc.push'>,
    payload: unknown,
    gateway: JoinHandler,
  ): Promise<unknown> {
    switch (event) {
      case 'join':
        return gateway.join(socket, parse(liveRequests.join, payload));
      case 'clock':
        parse(liveRequests.clock, payload);
        return { ok: true, now: this.clock.now().getTime() };
      case 'since': {
        const input = parse(liveRequests.since, payload);
        const { session, participant } = joined(socket);
        return { ok: true, events: await this.live.since(session, participant, input.stream, input.seq) };
      }
      case 'doc.open': {
        const { doc, ...opening } = parse(liveRequests['doc.open'], payload);
        const { session, participant } = joined(socket);
        return { ok: true, ...(await this.live.openDocument(session, participant, doc, opening)) };
      }
      case 'call.enter':
        return this.call.enter(socket, parse(liveRequests['call.enter'], payload));
      case 'call.change':
        return this.call.change(socket, parse(liveRequests['call.change'], payload));
      case 'call.leave':
        parse(liveRequests['call.leave'], payload);
        joined(socket);
        return this.call.leave(socket);
      case 'signal':
        return this.call.signal(socket, parse(liveRequests.signal, payload));
      case 'ice':
        parse(liveRequests.ice, payload);
        return this.call.servers(socket);
    }
  }

  /** A flood from one socket must not slow the others down. */
  private async rate(socket: LiveSocket, limiter: RateLimiterMemory): Promise<void> {
    await limiter.consume(socket.id).catch(() => {
      throw tooMany();
    });
  }
}

const tooMany = (): ProblemError => new ProblemError('too-many', 'Too much at once. Wait a second.');

const mayTake = (buckets: WeakMap<LiveSocket, Bucket>, socket: LiveSocket, rate: Rate): boolean => {
  let bucket = buckets.get(socket);
  if (!bucket) buckets.set(socket, (bucket = new Bucket(rate)));
  return bucket.take();
};

const isCommand = (event: string): event is CommandKind => commandKinds.some((kind) => kind === event);
const isRequest = (event: string): event is RequestKind => requestKinds.some((kind) => kind === event);
const known = (event: string): string => (isCommand(event) || isRequest(event) ? event : 'unknown');

const joined = (socket: LiveSocket): NonNullable<SocketData['joined']> => {
  if (!socket.data.joined) throw new ProblemError('not-now', 'Join a session first.');
  return socket.data.joined;
};

const parse = <T extends z.ZodMiniType>(schema: T, payload: unknown): z.output<T> => {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) addField(fields, 'payload', issue);
  throw new ProblemError('bad-input', 'Some of this is not as expected.', { fields });
};
