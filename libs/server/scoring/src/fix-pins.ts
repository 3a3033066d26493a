import type { FixOutcome } from '@debrief/contracts';
import { FinishedRounds } from '@debrief/server/live';
import { Clock } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
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

/** As a time before which fixes are worded: all of them. */
export const EVER = 'infinity';

/** Which fix a candidate brought into which round, and what the interviewers there saw of it. */
@Injectable()
export class FixPins {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    finished: FinishedRounds,
  ) {
    finished.atOpening((room, round, manager) => this.pin({ room, round }, manager));
  }

  /**
   * The fix this round is about: the candidate's newest open one from before the brief opened, in the words it had
   * when one of them first read it here, or else when the cards opened. What is marked later belongs to what was read
   * then; a guest who signs in to an account afterwards brings nothing into a round that is over, and a round that
   * lapsed gets none.
   */
  async of(at: Where): Promise<PinRow | null> {
    const { openedAt, lapsedAt } = at.round;
    const stored = await this.stored(at);
    if (stored || openedAt !== null || lapsedAt !== null) return stored && withWords(stored);
    await this.database.transaction(async (manager) => {
      // What this process holds may be older than the log. The lock makes the opening wait, or this wait for it.
      const open: unknown[] = await manager.query(
        `select 1 from live_round where session = $1 and round = $2 and opened_at is null and lapsed_at is null for share`,
        [at.room.id, at.round.round],
      );
      if (open.length) await this.pin(at, manager);
    });
    const pin = await this.stored(at);
    return pin && withWords(pin);
  }

  private async stored({ room, round }: Where): Promise<PinRow | null> {
    const [row]: PinRow[] = await this.database.query(
      `select fix_session, fix_round, words, worded_at from scoring_fix_pin where session = $1 and round = $2`,
      [room.id, round.round],
    );
    return row ?? null;
  }

  private async pin({ room, round }: Where, manager: EntityManager): Promise<void> {
    if (round.interviewers.length === 0) return;
    const [person]: { account_id: string | null }[] = await manager.query(
      `select account_id from live_participant where id = $1`,
      [round.candidate],
    );
    if (!person?.account_id) return;
    await manager.query(
      `insert into scoring_fix_pin (session, round, fix_session, fix_round, words, worded_at, pinned_at)
       with ${CHAIN} select $3::uuid, $4::int, session, round, words, worded_at, $5::timestamptz from chain where state = 'open' limit 1
       on conflict do nothing`,
      [person.account_id, new Date(round.openedBriefAt), room.id, round.round, this.clock.now()],
    );
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
