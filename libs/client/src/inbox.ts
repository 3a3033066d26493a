import { type WireEvent } from '@debrief/contracts';

/** Two nodes may send neighbours in the wrong order: wait this long for the missing one before asking for it, in ms. */
export const REORDER_WAIT = 100;

/**
 * Puts the rows of every stream in order: each seq is taken once, early ones are held until the gap before them is
 * filled, and a gap that stays open is reported to `missing(stream, lastSeq)`.
 */
export class Inbox {
  private readonly last = new Map<string, number>();
  private readonly held = new Map<string, Map<number, WireEvent>>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly take: (event: WireEvent) => void,
    private readonly missing: (stream: string, last: number) => void,
  ) {}

  lastOf(stream: string): number {
    return this.last.get(stream) ?? 0;
  }
  all(): Record<string, number> {
    return Object.fromEntries(this.last);
  }

  receive(events: readonly WireEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.lastOf(event.stream)) continue;
      const held = this.held.get(event.stream) ?? new Map<number, WireEvent>();
      this.held.set(event.stream, held.set(event.seq, event));
      this.drain(event.stream);
      if (held.size) this.expect(event.stream);
    }
  }

  /** The server says a stream has come to `seq`; a lost last row is found this way. */
  head(stream: string, seq: number): void {
    if (seq > this.lastOf(stream)) this.expect(stream);
  }

  /** A snapshot stands for everything up to `seq`. */
  jump(stream: string, seq: number): void {
    this.last.set(stream, seq);
    for (const held of this.held.get(stream)?.keys() ?? []) if (held <= seq) this.held.get(stream)?.delete(held);
    this.drain(stream);
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private drain(stream: string): void {
    const held = this.held.get(stream);
    for (;;) {
      const next = this.lastOf(stream) + 1;
      const event = held?.get(next);
      if (!event) return;
      held?.delete(next);
      this.last.set(stream, next);
      this.take(event);
    }
  }

  private expect(stream: string): void {
    if (this.timers.has(stream)) return;
    const before = this.lastOf(stream);
    const look = () => {
      this.timers.delete(stream);
      const now = this.lastOf(stream);
      if (now === before || this.held.get(stream)?.size) this.missing(stream, now);
    };
    this.timers.set(stream, setTimeout(look, REORDER_WAIT));
  }
}
