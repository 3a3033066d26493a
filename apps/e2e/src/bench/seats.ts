import { LIVE_CONTRACT, LIVE_NAMESPACE, notesDoc, type Ack, type ServerFrames } from '@debrief/contracts';
import { newId, PUSH_EVERY } from '@debrief/client';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { numberOfPlain, numbersOfUpdate, plainEdit, Writer } from './edits';
import type { Place, Plan } from './plan';

/** What a seat hears; `edit` is the number it was sent under. */
export interface Ears {
  delivered(edit: number): void;
  acked(edit: number): void;
  refused(why: string): void;
}
/** One person's raw connection. No client library: what the load process spends is not the server's speed. */
export interface Seat {
  connect(): Promise<void>;
  /** Makes the frame of an edit before the clock runs; frames of one seat are made in the order in which they go out. */
  frame(edit: number): string | Uint8Array;
  send(frame: string | Uint8Array, edit: number): void;
  close(): void;
}

/** Opens a socket that listens before it is open: the first packet may come with the handshake's answer. */
const openSocket = async (url: string, { headers }: Place, hear: (data: Buffer) => void): Promise<WebSocket> => {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, skipUTF8Validation: true });
  socket.on('message', hear);
  await once(socket, 'open');
  return socket;
};

const NS = LIVE_NAMESPACE;
const EVENT = `42${NS},`;
const ACK = `43${NS},`;
/** Acks below this belong to the seat itself, above it to edits. */
const OWN_ACKS = 10;

/** Socket.IO by hand: namespace, events with acks, pings. */
abstract class SocketIoSeat implements Seat {
  protected socket!: WebSocket;
  private readonly own = new Map<number, (answer: unknown) => void>();

  constructor(
    protected readonly port: number,
    protected readonly room: string,
    protected readonly place: Place,
    protected readonly ears: Ears,
    protected readonly isEach: boolean,
    protected readonly isTrimming: boolean,
  ) {}

  async connect(): Promise<void> {
    const url = `ws://127.0.0.1:${this.port}/socket.io/?EIO=4&transport=websocket`;
    const connected = new Promise<void>((resolve, reject) => (this.entered = { resolve, reject }));
    this.socket = await openSocket(url, this.place, (data) => this.packetCame(data.toString('latin1')));
    this.socket.on('close', () => this.entered.reject(new Error('the server closed the socket')));
    this.socket.send(`40${NS},${JSON.stringify({ contract: LIVE_CONTRACT })}`);
    await connected;
    await this.enter();
  }

  private entered!: { resolve(): void; reject(error: Error): void };

  private packetCame(text: string): void {
    if (text === '2') this.socket.send('3');
    else if (text.startsWith(EVENT)) this.heard(text.slice(EVENT.length));
    else if (text.startsWith(ACK)) this.answered(text);
    else if (text.startsWith(`40${NS}`)) this.entered.resolve();
    else if (text.startsWith(`44${NS}`)) this.entered.reject(new Error(text));
  }

  send(frame: string | Uint8Array, _edit?: number): void {
    this.socket.send(frame);
  }

  close(): void {
    this.socket.close();
  }

  protected ask(event: string, payload: unknown): Promise<unknown> {
    return new Promise((answered) => {
      const id = this.own.size;
      this.own.set(id, answered);
      this.socket.send(`${EVENT}${id}${JSON.stringify([event, payload])}`);
    });
  }

  /** Ack ids are the edits' own numbers. */
  protected packet(edit: number, event: string, payload: unknown): string {
    return `${EVENT}${edit + OWN_ACKS}${JSON.stringify([event, payload])}`;
  }

  private answered(text: string): void {
    const start = text.indexOf('[');
    const id = Number(text.slice(ACK.length, start));
    if (id >= OWN_ACKS) this.ackedWith(id - OWN_ACKS, text, start);
    else this.own.get(id)?.((JSON.parse(text.slice(start)) as unknown[])[0]);
  }

  protected abstract enter(): Promise<void>;
  protected abstract heard(packet: string): void;
  protected abstract ackedWith(edit: number, text: string, start: number): void;
  abstract frame(edit: number): string | Uint8Array;
}

/** A peer's room: joins by name, sends 40 bytes, hears what others send. */
class PlainSeat extends SocketIoSeat {
  protected async enter(): Promise<void> {
    await this.ask('join', this.room);
  }
  frame(edit: number): string {
    return this.packet(edit, 'edit', plainEdit(edit));
  }
  protected heard(packet: string): void {
    this.ears.delivered(numberOfPlain(packet.slice('["edit","'.length)));
  }
  protected ackedWith(edit: number): void {
    this.ears.acked(edit);
  }
}

/**
 * A participant of a real session, writing real updates into its notes. It sends as the product's own client does: one
 * push on the way at a time, from one to the next some time, and what came meanwhile goes together. With `--each` every
 * edit is a push of its own, as the peers have it.
 */
class ProductSeat extends SocketIoSeat {
  private readonly writer = new Writer(this.isTrimming);
  private readonly waiting: { edit: number; update: Uint8Array }[] = [];
  /** What the push on its way carries. */
  private pushed: number[] = [];
  private pushedAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  protected async enter(): Promise<void> {
    const doc = notesDoc(1);
    const docs = { [doc]: { stateVector: 'AA==', clientIds: [this.writer.clientId] } };
    const joined = (await this.ask('join', { session: this.room, tab: newId(), last: {}, docs })) as Ack;
    if (!joined.ok) throw new Error(`join: ${joined.code}: ${joined.message}`);
    const opened = (await this.ask('doc.push', { doc, update: base64(this.writer.opening) })) as Ack;
    if (!opened.ok) throw new Error(`doc.push: ${opened.code}: ${opened.message}`);
  }
  frame(edit: number): string | Uint8Array {
    const update = this.writer.write(edit);
    return this.isEach ? this.push(edit, update) : update;
  }
  override send(frame: string | Uint8Array, edit: number): void {
    if (typeof frame === 'string') return super.send(frame);
    this.waiting.push({ edit, update: frame });
    if (!this.pushed.length) this.pushSoon();
  }
  private pushSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        const edits = this.waiting.splice(0);
        const [first] = edits;
        if (!first) return;
        this.pushed = edits.map(({ edit }) => edit);
        this.pushedAt = performance.now();
        const update = edits.length > 1 ? Y.mergeUpdates(edits.map((one) => one.update)) : first.update;
        super.send(this.push(first.edit, update));
      },
      Math.max(0, this.pushedAt + PUSH_EVERY - performance.now()),
    );
  }
  private push(edit: number, update: Uint8Array): string {
    return this.packet(edit, 'doc.push', { doc: notesDoc(1), update: base64(update) });
  }
  protected heard(packet: string): void {
    if (!packet.startsWith('["log"')) return;
    const [, { events }] = JSON.parse(packet) as ['log', ServerFrames['log']];
    for (const event of events) {
      if (event.kind !== 'doc') continue;
      for (const edit of numbersOfUpdate(Buffer.from(event.data, 'base64'))) this.ears.delivered(edit);
    }
  }
  protected ackedWith(edit: number, text: string, start: number): void {
    const isOk = text.startsWith('[{"ok":true', start);
    for (const one of this.isEach ? [edit] : this.pushed.splice(0)) {
      if (isOk) this.ears.acked(one);
      else this.ears.refused(text.slice(start, start + 200));
    }
    if (this.waiting.length) this.pushSoon();
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Hocuspocus' own protocol: a name, a message type, and for documents the Yjs sync messages. All lengths here fit one byte. */
class HocuspocusSeat implements Seat {
  private socket!: WebSocket;
  private readonly writer = new Writer();
  private readonly unanswered: number[] = [];

  constructor(
    private readonly port: number,
    private readonly room: string,
    private readonly place: Place,
    private readonly ears: Ears,
  ) {}

  async connect(): Promise<void> {
    const authenticated = new Promise<void>((resolve) => (this.authenticated = resolve));
    this.socket = await openSocket(`ws://127.0.0.1:${this.port}/`, this.place, (data) => this.heard(data));
    this.socket.send(this.message(2, 0, 1, 0x2d));
    await authenticated;
    const opened = new Promise<void>((resolve) => (this.opened = resolve));
    this.socket.send(this.update(this.writer.opening));
    await opened;
  }

  frame(edit: number): Uint8Array {
    return this.update(this.writer.write(edit));
  }

  send(frame: string | Uint8Array, edit: number): void {
    this.unanswered.push(edit);
    this.socket.send(frame);
  }

  close(): void {
    this.socket.close();
  }

  private authenticated: (() => void) | undefined;
  private opened: (() => void) | undefined;

  private heard(data: Buffer): void {
    const at = 1 + (data[0] ?? 0);
    const type = data[at];
    if (type === 2) return this.authenticated?.();
    if (type === 0 && data[at + 1] === 2) {
      for (const edit of numbersOfUpdate(data)) this.ears.delivered(edit);
    } else if (type === 8) {
      const edit = this.unanswered.shift();
      if (edit === undefined) return this.opened?.();
      if (data[at + 1] === 1) this.ears.acked(edit);
      else this.ears.refused('not applied');
    }
  }

  private update(update: Uint8Array): Uint8Array {
    const length = update.length < 128 ? [update.length] : [(update.length & 127) | 128, update.length >> 7];
    return Buffer.concat([this.message(0, 2, ...length), update]);
  }

  private message(...bytes: number[]): Buffer {
    const name = Buffer.from(this.room);
    return Buffer.concat([Buffer.from([name.length]), name, Buffer.from(bytes)]);
  }
}

/** A seat for one place of a plan. */
export const seatFor = (
  { kind, port, isEach, isTrimming = false }: Pick<Plan, 'kind' | 'port' | 'isEach' | 'isTrimming'>,
  room: string,
  place: Place,
  ears: Ears,
): Seat => {
  const Kind = kind === 'product' ? ProductSeat : kind === 'hocuspocus' ? HocuspocusSeat : PlainSeat;
  return new Kind(port, room, place, ears, isEach, isTrimming);
};
