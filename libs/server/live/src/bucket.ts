/** What one socket may send: `burst` at once, refilled by `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Counts what a socket sends many times a second. A limiter that answers by promise and keeps a timer per key costs
 * as much as storing the edit; this is two numbers.
 */
export class Bucket {
  private left: number;

  constructor(
    private readonly rate: Rate,
    private filledAt = performance.now(),
  ) {
    this.left = rate.burst;
  }

  /** Takes one; false when none is left. `now` in ms on the clock of `performance.now()`. */
  take(now = performance.now()): boolean {
    const { perSecond, burst } = this.rate;
    this.left = Math.min(burst, this.left + ((now - this.filledAt) / 1_000) * perSecond);
    this.filledAt = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
