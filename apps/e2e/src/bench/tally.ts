import type { Latency, Losses } from './plan';

/** Percentiles of a list of milliseconds; zeros when it is empty. */
export const latencyOf = (values: number[]): Latency => {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
};

/** The edits of one sender, by number: who has received which, and in what order. */
interface Sent {
  readonly sender: number;
  readonly readers: number;
  isAcked: boolean;
  receivedBy: number;
}

/**
 * Exact book-keeping of one turn. An edit is lost for a reader who never got it, duplicated each time it comes again,
 * and reordered when it comes after a later edit of the same sender.
 */
export class Tally {
  private readonly sent: Sent[] = [];
  /** Newest edit that reader heard of sender: `sender → reader → edit`. */
  private readonly newest = new Map<number, Map<number, number>>();
  private deliveries = 0;
  private duplicated = 0;
  private reordered = 0;
  private refused = 0;

  /** Notes an edit on its way to `readers` others; edits of one sender are numbered upwards. */
  send(edit: number, sender: number, readers: number): void {
    this.sent[edit] = { sender, readers, isAcked: false, receivedBy: 0 };
  }

  /** True the first time. */
  ack(edit: number): boolean {
    const record = this.sent[edit];
    if (!record || record.isAcked) return false;
    record.isAcked = true;
    return true;
  }

  refuse(): void {
    this.refused += 1;
  }

  /** `place` (0–30) is the reader's place in the room, `reader` a number of their own. True the first time. */
  deliver(edit: number, place: number, reader: number): boolean {
    const record = this.sent[edit];
    if (!record) return false;
    const bit = 1 << place;
    if (record.receivedBy & bit) {
      this.duplicated += 1;
      return false;
    }
    record.receivedBy |= bit;
    this.deliveries += 1;
    let heard = this.newest.get(record.sender);
    if (!heard) this.newest.set(record.sender, (heard = new Map()));
    if ((heard.get(reader) ?? -1) > edit) this.reordered += 1;
    else heard.set(reader, edit);
    return true;
  }

  get isComplete(): boolean {
    const { lost, unacked } = this.losses();
    return lost === 0 && unacked === 0;
  }

  losses(): Losses {
    let edits = 0;
    let due = 0;
    let unacked = 0;
    for (const record of this.sent) {
      if (!record) continue;
      edits += 1;
      due += record.readers;
      if (!record.isAcked) unacked += 1;
    }
    const { deliveries, duplicated, reordered, refused } = this;
    return { edits, deliveries, lost: due - deliveries, duplicated, reordered, unacked, refused };
  }
}
