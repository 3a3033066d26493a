import {
  ack as ackSchema,
  type Ack,
  type CommandInput,
  type CommandKind,
  type ErrorCode,
  type Problem,
} from '@debrief/contracts';
import { type Keep, type Kept } from './keep';
import { newId } from './new-id';
import { localProblem } from './problem-error';
import { type LiveSocket } from './socket';
import { isStale, isUnderstood, wordsOfCommand, type Unstored } from './unstored';

/** A command the server has not acknowledged yet. */
export interface Pending {
  op: string;
  kind: CommandKind;
  input: Record<string, unknown>;
}
interface Waiting extends Pending {
  /** Its row in the storage, and when that is written. */
  row: string;
  written: Promise<void> | null;
  /** Client time of the press, ms. */
  at: number;
}

const ACK_WAIT = 5_000;
/** A command is on the disk before it is on the wire, unless the disk takes longer than this, in ms. */
const DISK_WAIT = 100;
/** Whoever waited longer for an answer has gone on: refused words are kept for them. */
const LOOKED_AWAY = 5_000;
/** A fault that is ours to give up on; a full queue or a lost network is waited out for ever. */
const MOST_FAULTS = 8;

/**
 * Commands in the order they were given, one on the way at a time. Each keeps its op id until it is acknowledged, so
 * that sending it again after a cut, a silence or a reload does nothing twice.
 */
export class Outbox {
  private readonly queue: Waiting[] = [];
  private readonly settlers = new Map<string, (ack: Ack) => void>();
  private sending = false;
  private open = false;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: LiveSocket,
    private readonly keep: Pick<Keep, 'add' | 'remove'>,
    private readonly changed: (pending: readonly Pending[]) => void,
    private readonly onUnstored: (unstored: Omit<Unstored, 'id'>) => void,
  ) {}

  add<K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<Ack> {
    const op = newId();
    return new Promise((resolve) => {
      this.settlers.set(op, resolve);
      const { id: row, written } = this.keep.add('command', '', { op, kind, input });
      const waiting: Waiting = { op, kind, input, row, written, at: Date.now() };
      void written.then(() => (waiting.written = null));
      this.queue.push(waiting);
      this.tell();
      void this.run();
    });
  }

  /** Commands of a page that was closed or crashed before they were answered; they go first. */
  adopt(left: readonly Kept[]): void {
    const known = left.flatMap((kept) => {
      const { op, kind, input } = kept.body as Pending;
      if (isUnderstood(kind, op, input)) return [{ op, kind, input, row: kept.id, written: null, at: kept.at }];
      this.keep.remove([kept.id]);
      this.tellUnstored({ kind, input }, misunderstood());
      return [];
    });
    // What is on the way stays at the head until it is answered.
    this.queue.splice(this.sending ? 1 : 0, 0, ...known);
    this.tell();
    void this.run();
  }

  /** Joined: send what waits. */
  start(): void {
    this.open = true;
    void this.run();
  }
  pause(): void {
    this.open = false;
  }
  /** Nothing will be sent any more from here: everybody who waits is told why. The storage is not touched. */
  close(problem: Problem): void {
    this.stop();
    for (const waiting of this.queue.splice(0)) this.settle(waiting, problem);
  }
  /** Hands over the words of all that waits, for a page whose storage does not keep them. */
  showWords(problem: Problem): void {
    for (const waiting of this.queue) this.tellUnstored(waiting, problem);
  }
  /** Leaves without an answer; what waits stays in the storage for the next page. */
  stop(): void {
    this.open = false;
    clearTimeout(this.again);
  }

  private async run(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let faults = 0;
    while (this.open && this.queue[0]) {
      const first = this.queue[0];
      if (isStale(first.kind, first.at)) {
        this.finish(first, tooLate());
        continue;
      }
      if (first.written) await this.atMost(DISK_WAIT, first.written);
      if (!this.open) break;
      const answer = await this.socket.request(first.kind, { op: first.op, ...first.input }, ACK_WAIT);
      if (this.queue[0] !== first) continue;
      const ack = ackSchema.safeParse(answer);
      const isFinal = ack.success && (ack.data.ok || !ack.data.retryable);
      if (isFinal) {
        faults = 0;
        this.finish(first, ack.data);
        continue;
      }
      if (!this.socket.isUp) break;
      if (ack.success && !ack.data.ok && ack.data.code === 'internal' && ++faults >= MOST_FAULTS) {
        this.finish(first, ack.data);
        faults = 0;
        continue;
      }
      if (answer !== undefined) await this.atMost(Math.min(5_000, 300 * 2 ** Math.min(faults, 4)));
    }
    this.sending = false;
  }

  private finish(first: Waiting, ack: Ack): void {
    this.queue.shift();
    this.keep.remove([first.row]);
    this.tell();
    const isAlone = !this.settlers.has(first.op) || Date.now() - first.at > LOOKED_AWAY;
    if (!ack.ok && isAlone && !harmless.has(ack.code)) this.tellUnstored(first, ack);
    this.settle(first, ack);
  }
  private tellUnstored({ kind, input }: Pick<Pending, 'kind' | 'input'>, problem: Problem): void {
    const text = wordsOfCommand(kind, input);
    if (text) this.onUnstored({ from: kind, text, problem });
  }
  private async atMost(ms: number, done?: Promise<void>): Promise<void> {
    const late = new Promise<void>((resolve) => (this.again = setTimeout(resolve, ms)));
    await (done ? Promise.race([done, late]) : late);
    clearTimeout(this.again);
  }
  private settle(pending: Pending, ack: Ack): void {
    this.settlers.get(pending.op)?.(ack);
    this.settlers.delete(pending.op);
  }
  private tell(): void {
    this.changed(this.queue.map(({ op, kind, input }) => ({ op, kind, input })));
  }
}

/** Refusals that say it is stored already. */
const harmless: ReadonlySet<ErrorCode> = new Set(['already-done']);
const tooLate = (): Problem =>
  localProblem('time-out', 'There was no connection for too long. This was not done; press it again if it still fits.');
const misunderstood = (): Problem =>
  localProblem(
    'bad-input',
    'This was written on an older version of the page, which the server does not read any more.',
  );

/** The answer to somebody who sends on a client that has been closed. */
export const closedProblem = (): Problem => localProblem('unavailable', 'The connection to this session is closed.');
