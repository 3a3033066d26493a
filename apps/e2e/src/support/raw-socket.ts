import {
  LIVE_CONTRACT,
  LIVE_NAMESPACE,
  type Ack,
  type CommandInput,
  type CommandKind,
  type JoinAnswer,
  type Problem,
  type ServerFrames,
  type WireEvent,
} from '@debrief/contracts';
import { newId } from '@debrief/client';
import { io, type Socket } from 'socket.io-client';
import { track } from './clients';
import type { Person } from './person';

export interface SocketOptions {
  url?: string;
  namespace?: string;
  /** Replaces the person's own headers where given; null leaves one out. */
  headers?: Record<string, string | null>;
  contract?: unknown;
}
type Frame = { [K in keyof ServerFrames]: { kind: K; body: ServerFrames[K] } }[keyof ServerFrames];

/** A bare socket, without outbox, resume or folding: what a hostile or broken client would hold. */
export class RawSocket {
  readonly frames: Frame[] = [];
  /** Set when the server, or the network, ended it. */
  closedBy: string | null = null;

  private constructor(
    readonly socket: Socket,
    person: Person,
  ) {
    // The engine's own packets: nothing that reaches this machine escapes the scan, whatever it is called.
    socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      if (typeof data === 'string') person.received.push(data);
    });
    socket.onAny((kind: string, body: unknown) => this.frames.push({ kind, body } as Frame));
    socket.on('disconnect', (reason) => (this.closedBy = reason));
  }

  /** Connects; throws with the refusal's code, or the transport's message, when the server says no. */
  static async open(person: Person, options: SocketOptions = {}): Promise<RawSocket> {
    const headers = Object.entries({ ...person.headers, ...options.headers }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    const socket = io((options.url ?? person.url) + (options.namespace ?? LIVE_NAMESPACE), {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: Object.fromEntries(headers),
      auth: { contract: 'contract' in options ? options.contract : LIVE_CONTRACT },
    });
    const raw = track(new RawSocket(socket, person), options.url ?? person.url);
    await new Promise<void>((connected, refused) => {
      socket.once('connect', () => connected());
      // The line was lost after the transport stood and before the server had answered.
      socket.once('disconnect', (reason) => refused(new Error(reason)));
      socket.once('connect_error', (error: Error & { data?: { code?: string } }) => {
        socket.disconnect();
        refused(new Error(error.data?.code ?? error.message));
      });
    });
    return raw;
  }

  /** Sends anything and waits for its answer; `no answer` is thrown after `withinMs`. */
  async ask(event: string, args: unknown[], withinMs = 5_000): Promise<unknown> {
    return this.socket.timeout(withinMs).emitWithAck(event, ...args);
  }

  async join(
    session: string,
    more: { tab?: string; last?: Record<string, number>; docs?: Record<string, unknown> } = {},
  ): Promise<JoinAnswer | Problem> {
    return (await this.ask('join', [{ session, tab: newId(), last: {}, docs: {}, ...more }])) as JoinAnswer | Problem;
  }

  async command<K extends CommandKind>(kind: K, input: CommandInput<K>, op = newId()): Promise<Ack> {
    return (await this.ask(kind, [{ op, ...input }])) as Ack;
  }

  /** Rows of the log in the order in which they came. */
  get events(): WireEvent[] {
    return this.frames.flatMap(({ kind, body }) => (kind === 'log' ? body.events : []));
  }

  close(): void {
    this.socket.disconnect();
  }
}
