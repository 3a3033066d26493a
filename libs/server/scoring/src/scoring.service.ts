import { ROOM, type Card, type Level } from '@debrief/contracts';
import { cardFaults, cardRules } from '@debrief/live-core';
import { Broadcaster } from '@debrief/server/live';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScoringPolicy, type InRound } from './scoring.policy';

interface FixRow {
  words: string;
  version: number;
  worded_by: string;
  agreed: string[];
  agreed_at: Date | null;
}
interface FeedbackRow {
  author: string;
  keep: string;
  next_time: string;
  task: string;
  updated_at: Date;
}

type Levels = { dimension: string; level: Level }[];

/** Draft cards before the opening; late cards, feedback and the fix after it. Nothing here is part of the log. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: ScoringPolicy,
    private readonly prompts: PromptsService,
    private readonly broadcaster: Broadcaster,
    private readonly clock: Clock,
  ) {}

  async draft(person: Person, session: string, round: number) {
    const { participant } = await this.policy.scorer(session, round, person);
    const [row]: { version: number; card: Card; updated_at: Date }[] = await this.database.query(
      `select version, card, updated_at from scoring_draft where session = $1 and round = $2 and participant = $3`,
      [session, round, participant],
    );
    return { version: row?.version ?? 0, card: row?.card ?? null, updatedAt: row?.updated_at.toISOString() ?? null };
  }

  /** Stores a draft made from `version`; a faster tab or device wins and the slower one is told. */
  async saveDraft(person: Person, session: string, round: number, version: number, card: Card) {
    const { participant, round: state } = await this.policy.scorer(session, round, person);
    if (state.locked.includes(participant)) throw new ProblemError('already-done', 'Your card is locked.');
    const now = this.clock.now();
    const rows: { version: number }[] =
      version === 0
        ? await this.database.query(
            `insert into scoring_draft (session, round, participant, version, card, updated_at) values ($1, $2, $3, 1, $4, $5) on conflict do nothing returning version`,
            [session, round, participant, JSON.stringify(card), now],
          )
        : await this.database
            .query(
              `update scoring_draft set version = version + 1, card = $4, updated_at = $5 where session = $1 and round = $2 and participant = $3 and version = $6 returning version`,
              [session, round, participant, JSON.stringify(card), now, version],
            )
            .then(([updated]: [{ version: number }[], number]) => updated);
    const [stored] = rows;
    if (!stored) throw new ProblemError('conflict', 'Your card was changed in another tab. Both versions are shown.');
    return { version: stored.version, updatedAt: now.toISOString() };
  }

  /** Locks a card after its round has opened: shown as non-blind, once, never an event. */
  async lockLate(person: Person, session: string, round: number, card: Card) {
    const { participant, round: state, room } = await this.policy.scorer(session, round, person);
    if (state.openedAt === null)
      throw new ProblemError('not-now', 'The cards are not open yet; lock yours in the session.');
    if (state.locked.includes(participant)) throw new ProblemError('already-done', 'Your card is locked.');
    const rubric = await this.prompts.rubric(room.state.room.type, state.rubric);
    const known = { dimensions: rubric.dimensions.map(({ key }) => key), redFlags: rubric.redFlags.length };
    const { selves, panels } = room.state;
    const rules = cardRules(state, participant, known, { self: selves[participant], panel: panels[round] });
    const [fault] = cardFaults(card, rules);
    if (fault) throw new ProblemError(fault.code, fault.sentence, { fields: { [fault.field]: fault.sentence } });
    const now = this.clock.now();
    const rows: unknown[] = await this.database.query(
      `insert into scoring_late_card (session, round, participant, card, locked_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
      [session, round, participant, JSON.stringify(card), now],
    );
    if (!rows.length) throw new ProblemError('already-done', 'Your card is locked.');
    this.changed(session, round, 'card');
    return { lockedAt: now.toISOString() };
  }

  /** Levels given again after the talk, beside the card that was locked before it. */
  async judgeAgain(person: Person, session: string, round: number, levels: Levels): Promise<Levels> {
    const { participant, round: state } = await this.policy.judge(session, round, person);
    const known = levels.map(({ dimension }) => dimension);
    if (new Set(known).size < known.length || known.some((dimension) => !state.dimensions.includes(dimension)))
      throw new ProblemError('bad-input', 'Name each dimension of the rubric at most once.');
    await this.database.query(
      `insert into scoring_second (session, round, participant, levels, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (session, round, participant) do update set levels = excluded.levels, updated_at = excluded.updated_at`,
      [session, round, participant, JSON.stringify(levels), this.clock.now()],
    );
    this.changed(session, round, 'card');
    return levels;
  }

  /** What was written since the cards opened; empty before. */
  async debrief(person: Person | undefined, session: string, round: number) {
    const { round: state } = await this.policy.reader(session, round, person);
    if (state.openedAt === null) return { second: [], feedback: [], fix: null, lateCards: [] };
    const [second, feedback, fixes, late]: [
      { participant: string; levels: Levels }[],
      FeedbackRow[],
      FixRow[],
      { participant: string; card: Card; locked_at: Date }[],
    ] = await Promise.all([
      this.database.query(
        `select participant, levels from scoring_second where session = $1 and round = $2 order by updated_at`,
        [session, round],
      ),
      this.database.query(`select * from scoring_feedback where session = $1 and round = $2 order by updated_at`, [
        session,
        round,
      ]),
      this.database.query(`select * from scoring_fix where session = $1 and round = $2`, [session, round]),
      this.database.query(
        `select participant, card, locked_at from scoring_late_card where session = $1 and round = $2 order by locked_at`,
        [session, round],
      ),
    ]);
    const [fix] = fixes;
    return {
      second,
      feedback: feedback.map(asFeedback),
      fix: fix ? asFix(fix) : null,
      lateCards: late.map((row) => ({
        participant: row.participant,
        card: row.card,
        lockedAt: row.locked_at.toISOString(),
      })),
    };
  }

  async writeFeedback(
    person: Person,
    session: string,
    round: number,
    words: { keep: string; nextTime: string; task: string },
  ) {
    const { participant } = await this.policy.author(session, round, person);
    return this.storeFeedback(session, round, participant, words);
  }

  async proposeFix(person: Person, session: string, round: number, words: string, version: number) {
    return this.storeFix(await this.policy.partner(session, round, person), words, version);
  }

  async agreeFix(person: Person, session: string, round: number, version: number) {
    return this.storeAgreement(await this.policy.partner(session, round, person), version);
  }

  /** The fix that this person, as a candidate, agreed on last. */
  async lastFix(person: Person) {
    const [row]: { words: string; agreed_at: Date; session: string; round: number }[] = await this.database.query(
      `select f.words, f.agreed_at, f.session, f.round from scoring_fix f
       join live_round r on r.session = f.session and r.round = f.round
       join live_participant p on p.id = r.candidate
       where p.account_id = $1 and f.agreed_at is not null order by f.agreed_at desc limit 1`,
      [person.accountId],
    );
    return {
      fix: row
        ? { text: row.words, agreedAt: row.agreed_at.toISOString(), session: row.session, round: row.round }
        : null,
    };
  }

  /** `at` is another time than now for the example session alone; so in {@link storeAgreement}. */
  async storeFeedback(
    session: string,
    round: number,
    author: string,
    { keep, nextTime, task }: { keep: string; nextTime: string; task: string },
    at = this.clock.now(),
  ) {
    const rows: FeedbackRow[] = await this.database.query(
      `insert into scoring_feedback (session, round, author, keep, next_time, task, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (session, round, author) do update set keep = excluded.keep, next_time = excluded.next_time, task = excluded.task, updated_at = excluded.updated_at returning *`,
      [session, round, author, keep, nextTime, task, at],
    );
    this.changed(session, round, 'feedback');
    return asFeedback(only(rows));
  }

  /** A new wording is agreed by whoever wrote it and by nobody else yet. */
  async storeFix(
    { room, round, participant }: Pick<InRound, 'room' | 'round' | 'participant'>,
    words: string,
    version: number,
  ) {
    // Alone there is nobody else to ask: wording it is agreeing to it.
    const agreedAt = round.interviewers.length === 0 ? this.clock.now() : null;
    const rows: FixRow[] = await this.database.query(
      `insert into scoring_fix (session, round, words, version, worded_by, agreed, agreed_at) select $1, $2, $3, 1, $4, array[$4]::uuid[], $6 where $5 = 0
       on conflict do nothing returning *`,
      [room.id, round.round, words, participant, version, agreedAt],
    );
    const updated: FixRow[] = rows.length
      ? rows
      : await this.database
          .query(
            `update scoring_fix set words = $3, version = version + 1, worded_by = $4, agreed = array[$4]::uuid[], agreed_at = $6
             where session = $1 and round = $2 and version = $5 returning *`,
            [room.id, round.round, words, participant, version, agreedAt],
          )
          .then(([changed]: [FixRow[], number]) => changed);
    return this.fixOrConflict(room.id, round.round, updated);
  }

  /** The fix is agreed once the candidate and an interviewer have agreed to the same wording. */
  async storeAgreement(
    { room, round, participant }: Pick<InRound, 'room' | 'round' | 'participant'>,
    version: number,
    at = this.clock.now(),
  ) {
    const updated: FixRow[] = await this.database
      .query(
        `update scoring_fix set agreed = case when $3 = any(agreed) then agreed else agreed || $3::uuid end,
           agreed_at = coalesce(agreed_at, case when $4 = any(agreed || $3::uuid) and (agreed || $3::uuid) && $5::uuid[] then $6::timestamptz end)
         where session = $1 and round = $2 and version = $7 returning *`,
        [room.id, round.round, participant, round.candidate, round.interviewers, at, version],
      )
      .then(([changed]: [FixRow[], number]) => changed);
    return this.fixOrConflict(room.id, round.round, updated);
  }

  private fixOrConflict(session: string, round: number, rows: FixRow[]) {
    const [row] = rows;
    if (!row) throw new ProblemError('conflict', 'The wording has changed meanwhile. Read the new one first.');
    this.changed(session, round, 'feedback');
    return asFix(row);
  }

  private changed(session: string, round: number, kind: 'feedback' | 'card'): void {
    this.broadcaster.to(session, ROOM, 'changed', { kind, round });
  }
}

const only = <T>([row]: T[]): T => {
  if (!row) throw new ProblemError('internal', 'Nothing was stored.');
  return row;
};
const asFeedback = (row: FeedbackRow) => ({
  author: row.author,
  keep: row.keep,
  nextTime: row.next_time,
  task: row.task,
  updatedAt: row.updated_at.toISOString(),
});
const asFix = (row: FixRow) => ({
  text: row.words,
  version: row.version,
  by: row.worded_by,
  agreed: row.agreed,
  isAgreed: row.agreed_at !== null,
});
