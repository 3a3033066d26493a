import {
  ack as ackSchema,
  commandKinds,
  type Ack,
  type CommandInput,
  type CommandKind,
  type Problem,
} from '@debrief/contracts';
import * as z from 'zod/mini';
import { newId } from './new-id';
import { localProblem } from './problem-error';
import { type LiveSocket } from './socket';

/** A command the server has not acknowledged yet. */
export interface Pending {
  op: string;
  kind: CommandKind;
  input: Record<string, unknown>;
}
/** Where pending commands survive a reload; `sessionStorage` fits. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const ACK_WAIT = 5_000;
/** A fault that is ours to give up on; a full queue or a lost network is waited out for ever. */
const MOST_FAULTS = 8;
const stored = z.array(
  z.strictObject({
    op: z.string(),
    kind: z.enum(commandKinds as [CommandKind, ...CommandKind[]]),
    input: z.record(z.string(), z.unknown()),
  }),
);

/**
 * Commands in the order they were given, one on the way at a time. Each keeps its op id until it is acknowledged, so
 * that sending it again after a cut or a silence does nothing twice.
 */
export class Outbox {
  private queue: Pending[] = [];
  private readonly settlers = new Map<string, (ack: Ack) => void>();
  private sending = false;
  private open = false;
  private key: string | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: LiveSocket,
    private readonly storage: KeyValue | undefined,
    private readonly changed: (pending: readonly Pending[]) => void,
  ) {}

  add<K extends CommandKind>(kind: K, input: CommandInput<K>): Promise<Ack> {
    const op = newId();
    return new Promise((resolve) => {
      this.settlers.set(op, resolve);
      this.queue.push({ op, kind, input });
      this.keep();
      void this.run();
    });
  }

  /** Joined: send what waits. The first time, whatever a reload of this page left behind goes first. */
  start(session: string, participant: string): void {
    if (this.key === null) {
      this.key = `debrief:outbox:${session}:${participant}`;
      const left = stored.safeParse(this.read());
      if (left.success) this.queue = [...left.data, ...this.queue];
      this.keep();
    }
    this.open = true;
    void this.run();
  }
  pause(): void {
    this.open = false;
  }
  /** Nothing will be sent any more: everybody who waits is told why. */
  close(problem: Problem): void {
    this.open = false;
    clearTimeout(this.again);
    for (const pending of this.queue.splice(0)) this.settle(pending, problem);
    this.keep();
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
      const answer = await this.socket.request(first.kind, { op: first.op, ...first.input }, ACK_WAIT);
      if (this.queue[0] !== first) continue;
      const ack = ackSchema.safeParse(answer);
      const isFinal = ack.success && (ack.data.ok || !ack.data.retryable);
      if (isFinal) {
        faults = 0;
        this.queue.shift();
        this.keep();
        this.settle(first, ack.data);
        continue;
      }
      if (!this.socket.isUp) break;
      if (ack.success && !ack.data.ok && ack.data.code === 'internal' && ++faults >= MOST_FAULTS) {
        this.queue.shift();
        this.keep();
        this.settle(first, ack.data);
        faults = 0;
        continue;
      }
      if (answer !== undefined) await this.wait(Math.min(5_000, 300 * 2 ** Math.min(faults, 4)));
    }
    this.sending = false;
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => (this.again = setTimeout(resolve, ms)));
  }
  private settle(pending: Pending, ack: Ack): void {
    this.settlers.get(pending.op)?.(ack);
    this.settlers.delete(pending.op);
  }
  private keep(): void {
    this.changed([...this.queue]);
    if (!this.key) return;
    try {
      if (this.queue.length) this.storage?.setItem(this.key, JSON.stringify(this.queue));
      else this.storage?.removeItem(this.key);
    } catch {
      // A full or forbidden storage costs only what a reload would have kept.
    }
  }
  private read(): unknown {
    try {
      return JSON.parse((this.key && this.storage?.getItem(this.key)) || '[]');
    } catch {
      return [];
    }
  }
}

/** The answer to somebody who sends on a client that has been closed. */
export const closedProblem = (): Problem => localProblem('unavailable', 'The connection to this session is closed.');
