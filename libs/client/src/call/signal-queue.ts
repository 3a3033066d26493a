import type { SignalData } from '@debrief/contracts';
import { readProblem } from '../problem-error';

const AGAIN = 1_000;
const MAX_CANDIDATES = 40;

/**
 * Words to one peer, in order and one message at a time: what gathers meanwhile goes out together. While the server or
 * the peer is away they wait; a new offer makes what waits of the same connection worthless.
 */
export class SignalQueue {
  private items: SignalData[] = [];
  private isSending = false;
  private isClosed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (data: SignalData) => Promise<unknown>) {}

  add(data: SignalData): void {
    // Words of an older connection reach nobody. An offer says all that the offers before it said; an answer stays owed.
    const isOffer = data.description?.type === 'offer';
    this.items = this.items.filter(
      (item, at) =>
        (at === 0 && this.isSending) || (item.link === data.link && (!isOffer || item.description?.type === 'answer')),
    );
    const last = this.items.at(-1);
    const isOpen = last && (this.items.length > 1 || !this.isSending);
    const candidates = [...(last?.candidates ?? []), ...(data.candidates ?? [])];
    if (isOpen && last.link === data.link && !data.description && !data.anew && candidates.length <= MAX_CANDIDATES)
      this.items[this.items.length - 1] = { ...last, candidates };
    else this.items.push(data);
    void this.flush();
  }

  /** The server is back, or the peer is. */
  wake(): void {
    void this.flush();
  }

  close(): void {
    this.isClosed = true;
    this.items = [];
    clearTimeout(this.timer);
  }

  private async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    for (let item = this.items[0]; item && !this.isClosed; item = this.items[0]) {
      const answer = await this.send(item);
      const problem = answer === undefined ? undefined : readProblem(answer);
      if (answer === undefined || problem?.code === 'not-now') break;
      if (problem?.retryable) {
        this.timer = setTimeout(() => void this.flush(), AGAIN);
        break;
      }
      this.items = this.items.filter((each) => each !== item);
    }
    this.isSending = false;
  }
}
