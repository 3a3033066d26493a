import { errorCodes, type DocAnswer, type ErrorCode, type Problem, type WireEvent } from '@debrief/contracts';
import * as Y from 'yjs';
import { fromBase64, toBase64 } from './base64';
import { DOC_ROOT } from './plain-text';
import { type LiveSocket, type SocketEvents } from './socket';

export const refusal = (code: ErrorCode, message = 'No.'): Problem => ({
  ok: false,
  code,
  message,
  requestId: 'r-1',
  retryable: errorCodes[code].retryable,
});

/**
 * One end of a wire in memory. `answer` plays the server; while `muted` nothing is answered, `cut()` loses the
 * connection and everything on the way, `mend()` brings it back.
 */
export class FakeSocket implements LiveSocket {
  isUp = true;
  isClosed = false;
  muted = false;
  readonly sent: { kind: string; body: unknown }[] = [];
  readonly relayed: { kind: string; body: unknown }[] = [];
  private readonly listeners = new Map<string, ((body: never) => void)[]>();
  private waiting = new Set<(answer: unknown) => void>();

  constructor(private readonly answer: (kind: string, body: never, socket: FakeSocket) => unknown) {}

  request(kind: string, body: unknown, timeoutMs: number): Promise<unknown> {
    if (!this.isUp) return Promise.resolve(undefined);
    this.sent.push({ kind, body });
    return new Promise((resolve) => {
      const settle = (answer: unknown) => {
        clearTimeout(timer);
        this.waiting.delete(settle);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(undefined), timeoutMs);
      this.waiting.add(settle);
      if (this.muted) return;
      void Promise.resolve(this.answer(kind, body as never, this)).then(
        (answer) => this.waiting.has(settle) && settle(answer),
      );
    });
  }
  relay(kind: string, body: unknown): void {
    this.relayed.push({ kind, body });
  }
  on<K extends keyof SocketEvents>(kind: K, listener: (body: SocketEvents[K]) => void): void {
    this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener as (body: never) => void]);
  }
  /** A frame from the server. */
  tell<K extends keyof SocketEvents>(kind: K, body: SocketEvents[K]): void {
    for (const listener of this.listeners.get(kind) ?? []) listener(body as never);
  }
  cut(): void {
    this.isUp = false;
    for (const settle of [...this.waiting]) settle(undefined);
    this.tell('down', undefined);
  }
  mend(): void {
    this.isUp = true;
    this.tell('up', undefined);
  }
  restart(): void {
    this.cut();
    this.mend();
  }
  close(): void {
    this.isClosed = true;
    this.isUp = false;
    for (const settle of [...this.waiting]) settle(undefined);
  }
}

/** A log with one document, as a server holds them: answers `join`, `since`, `clock`, `doc.open` and `doc.push`. */
export class FakeRoom {
  readonly log: WireEvent[] = [];
  readonly doc = new Y.Doc();
  readonly participant = '00000000-0000-4000-8000-00000000000a';
  /** Ops in the order in which they arrived, repeats too. */
  readonly ops: string[] = [];
  pushes = 0;
  /** Decides the fate of the next requests of a kind; undefined lets them through. */
  fate: (kind: string) => Problem | 'silence' | undefined = () => undefined;

  constructor() {
    this.doc.getXmlFragment(DOC_ROOT);
  }

  /** Adds a chat row, as if another participant had spoken. */
  say(text: string): WireEvent {
    return this.add({ kind: 'chat-said', payload: { participant: this.participant, text, at: this.log.length } });
  }
  private add(
    row:
      Pick<Extract<WireEvent, { kind: 'chat-said' }>, 'kind' | 'payload'> | { kind: 'doc'; doc: string; data: string },
  ): WireEvent {
    const event: WireEvent = {
      stream: 'room',
      seq: this.log.length + 1,
      at: this.log.length,
      participant: this.participant,
      ...row,
    };
    this.log.push(event);
    return event;
  }
  docAnswer(stateVector?: string): DocAnswer {
    return {
      update: toBase64(Y.encodeStateAsUpdate(this.doc, stateVector ? fromBase64(stateVector) : undefined)),
      stateVector: toBase64(Y.encodeStateVector(this.doc)),
      writable: true,
    };
  }

  readonly answer = (kind: string, body: never, socket: FakeSocket): unknown => {
    const input: {
      last?: Record<string, number>;
      seq?: number;
      op?: string;
      text?: string;
      update?: string;
      stateVector?: string;
      doc?: string;
      docs?: Record<string, { stateVector: string }>;
    } = body;
    const fate = this.fate(kind);
    const lost = fate === 'silence';
    if (fate && !lost) return fate;
    const reply = this.reply(kind, input, socket);
    return lost ? new Promise(() => undefined) : reply;
  };

  private reply(
    kind: string,
    input: {
      last?: Record<string, number>;
      seq?: number;
      op?: string;
      text?: string;
      update?: string;
      stateVector?: string;
      doc?: string;
      docs?: Record<string, { stateVector: string }>;
    },
    socket: FakeSocket,
  ): unknown {
    if (kind === 'clock') return { ok: true, now: Date.now() };
    if (kind === 'join')
      return {
        ok: true,
        now: Date.now(),
        participant: this.participant,
        admitted: true,
        people: [],
        streams: { room: { head: this.log.length, run: this.log.slice(input.last?.['room'] ?? 0) } },
        docs: Object.fromEntries(
          Object.entries(input.docs ?? {}).map(([name, { stateVector }]) => [name, this.docAnswer(stateVector)]),
        ),
      };
    if (kind === 'since') return { ok: true, events: this.log.slice(input.seq), head: this.log.length };
    if (kind === 'doc.open') return { ok: true, ...this.docAnswer(input.stateVector) };
    if (kind === 'doc.push') {
      this.pushes++;
      Y.applyUpdate(this.doc, fromBase64(input.update ?? ''));
      const event = this.add({ kind: 'doc', doc: input.doc ?? '', data: input.update ?? '' });
      socket.tell('log', { events: [event] });
      return { ok: true, seq: event.seq };
    }
    const isRepeat = this.ops.includes(input.op ?? '');
    this.ops.push(input.op ?? '');
    if (isRepeat) return { ok: true, seq: this.log.length };
    const event = this.say(input.text ?? '');
    socket.tell('log', { events: [event] });
    return { ok: true, seq: event.seq };
  }
}
