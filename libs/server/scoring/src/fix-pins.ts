import type { FixOutcome } from '@debrief/contracts';
import { FinishedRounds } from '@debrief/server/live';
import { Clock } from '@debrief/server/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CHAIN, type ChainRow } from './fix-chain';
import type { InRound } from './scoring.policy';

export interface PinRow {
  fix_session: string;
  fix_round: number;
  words: string;
  worded_at: Date;
}
export type AtRound = Pick<InRound, 'room' | 'round' | 'participant'>;
type Where = Omit<AtRound, 'participant'>;
const keyOf = ({ room, round }: Where): string => `${room.id} ${round.round}`;

/** As a time before which fixes are worded: all of them. */
export const EVER = 'infinity';

/** Which fix a candidate brought into which round, and what the interviewers there saw of it. */
@Injectable()
export class FixPins {
  private readonly logger = new Logger('Fixes');
  private readonly atOpening = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    finished: FinishedRounds,
  ) {
    finished.onFinished((room, round) => {
      const key = keyOf({ room, round });
      const pinned = this.pin({ room, round })
        .catch((error: unknown) => this.logger.warn({ err: error, session: room.id }, 'a fix could not be pinned'))
        .finally(() => this.atOpening.delete(key));
      this.atOpening.set(key, pinned);
    });
  }

  /**
   * The fix this round is about: the candidate's newest open one from before the brief opened, in the words it had
   * when one of them first read it here, or else when the cards opened. What is marked later belongs to what was read
   * then; and a guest who signs in to an account afterwards brings nothing into a round that is over.
   */
  async of(at: Where): Promise<PinRow | null> {
    await this.atOpening.get(keyOf(at));
    const pin = (await this.stored(at)) ?? (at.round.openedAt === null ? await this.pin(at) : null);
    return pin && withWords(pin);
  }

  private async stored({ room, round }: Where): Promise<PinRow | null> {
    const [row]: PinRow[] = await this.database.query(
      `select fix_session, fix_round, words, worded_at from scoring_fix_pin where session = $1 and round = $2`,
      [room.id, round.round],
    );
    return row ?? null;
  }

  private async pin({ room, round }: Where): Promise<PinRow | null> {
    if (round.interviewers.length === 0) return null;
    const [person]: { account_id: string | null }[] = await this.database.query(
      `select account_id from live_participant where id = $1`,
      [round.candidate],
    );
    if (!person?.account_id) return null;
    const [fix] = await this.newestOpen(person.account_id, new Date(round.openedBriefAt));
    if (!fix) return null;
    await this.database.query(
      `insert into scoring_fix_pin (session, round, fix_session, fix_round, words, worded_at, pinned_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [room.id, round.round, fix.session, fix.round, fix.words, fix.worded_at, this.clock.now()],
    );
    return this.stored({ room, round });
  }

  newestOpen(account: string, before: Date | typeof EVER): Promise<ChainRow[]> {
    return this.database.query(`with ${CHAIN} select * from chain where state = 'open' limit 1`, [account, before]);
  }

  /** Nobody is swayed: an interviewer reads what the others marked once they have marked it themselves. */
  async outcomes({ room, round, participant }: AtRound, pin: PinRow) {
    const outcomes: { participant: string; outcome: FixOutcome; updated_at: Date }[] = await this.database.query(
      `select participant, outcome, updated_at from scoring_fix_outcome where session = $1 and round = $2 order by updated_at`,
      [room.id, round.round],
    );
    const readsAll = participant === round.candidate || outcomes.some((each) => each.participant === participant);
    return {
      text: pin.words,
      wordedAt: pin.worded_at.toISOString(),
      outcomes: (readsAll ? outcomes : []).map(({ participant: by, outcome, updated_at }) => ({
        participant: by,
        outcome,
        at: updated_at.toISOString(),
      })),
    };
  }
}

/** Once its words are erased there is nothing to read or to mark. */
const withWords = (pin: PinRow): PinRow | null => (pin.words === '' ? null : pin);
