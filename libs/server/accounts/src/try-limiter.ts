import { createHash } from 'node:crypto';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';

const TRIES = 10;
const WINDOW_SECONDS = 15 * 60;

/**
 * Ten wrong passwords per account in 15 minutes, on all nodes together, whatever the addresses they come from. It
 * counts before the hash is computed, and an address without an account counts alike, so it tells nothing.
 */
@Injectable()
export class TryLimiter {
  private readonly limiter: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    this.limiter = new RateLimiterPostgres({
      storeClient: dataSource,
      storeType: 'typeorm',
      tableName: 'accounts_rate',
      tableCreated: true,
      keyPrefix: 'sign-in',
      points: TRIES,
      duration: WINDOW_SECONDS,
    });
  }

  /** @throws ProblemError `too-many` when the tries are used up. */
  async spend(email: string): Promise<void> {
    try {
      await this.limiter.consume(keyOf(email));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
      throw new ProblemError(
        'too-many',
        `Too many wrong passwords for this address. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      );
    }
  }

  /** A right password does not count as a try; the wrong ones before it stay counted. */
  async giveBack(email: string): Promise<void> {
    await this.limiter.reward(keyOf(email));
  }
}

/** The same account however the address is written; hashed, because addresses do not belong into a counter's key. */
const keyOf = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('base64url');
