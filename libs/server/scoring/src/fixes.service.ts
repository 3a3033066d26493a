import type { FixOutcome, FixState, InterviewType } from '@debrief/contracts';
import { Clock, placeForms, ProblemError, readPlace, writePlace, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Changes } from './changes';
import { CHAIN, ROUNDS_OF_FIXES, type ChainRow } from './fix-chain';
import { EVER, FixPins, type AtRound, type PinRow } from './fix-pins';
import { onlyFrom } from './only-from';
import { ScoringPolicy, type InRound } from './scoring.policy';

interface FixRow {
  words: string;
  version: number;
  worded_by: string;
  agreed: string[];
  agreed_at: Date | null;
  carries_session: string | null;
}
interface BroughtRow {
  fix_session: string;
  fix_round: number;
  session: string;
  round: number;
  type: InterviewType;
  title: string | null;
  at: Date;
  outcomes: { by: string; outcome: FixOutcome; at: string }[];
  is_carried_on: boolean;
}

const PAGE = 20;

/** The one thing to do differently: worded by its candidate, agreed by both, brought into the next round and marked there. */
@Injectable()
export class FixesService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: ScoringPolicy,
    private readonly pins: FixPins,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  async propose(person: Person, session: string, round: number, words: string, version: number) {
    return this.store(await this.policy.candidate(session, round, person), words, version);
  }

  async agree(person: Person, session: string, round: number, version: number) {
    return this.storeAgreement(await this.policy.openPartner(session, round, person), version);
  }

  /**
   * How an interviewer would word it, made from `version` of that; no words take it back. The empty row stays: its version
   * goes on, so that no older tab takes other words for its own.
   */
  async suggest(person: Person, session: string, round: number, words: string, version: number) {
    const { participant } = await this.policy.interviewer(session, round, person);
    const stored = await onlyFrom(this.database, version, {
      table: 'scoring_fix_suggestion',
      key: { session, round, author: participant },
      words: { words: words.trim() === '' ? '' : words, updated_at: this.clock.now() },
    });
    this.changes.toAll(session, round, 'feedback');
    return { text: words, version: stored };
  }

  /** The candidate goes on with the fix they brought: it is this round's fix too, and stays one and the same. */
  async carry(person: Person, session: string, round: number, version: number) {
    const at = await this.policy.candidate(session, round, person);
    const pin = await this.pins.of(at);
    if (!pin) throw new ProblemError('not-found', 'No fix was brought into this round.');
    return this.store(at, pin.words, version, pin);
  }

  /** The fix that comes with the candidate, for them and their interviewers. Reading it settles which one it is. */
  async carried(person: Person, session: string, round: number) {
    const pin = await this.pins.of(await this.policy.partner(session, round, person));
    return { fix: pin ? { text: pin.words, wordedAt: pin.worded_at.toISOString() } : null };
  }

  async mark(person: Person, session: string, round: number, outcome: FixOutcome) {
    const at = await this.policy.interviewer(session, round, person);
    const pin = await this.pins.of(at);
    if (!pin) throw new ProblemError('not-found', 'No fix was brought into this round.');
    await this.database.query(
      `insert into scoring_fix_outcome (session, round, participant, outcome, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (session, round, participant) do update set outcome = excluded.outcome, updated_at = excluded.updated_at`,
      [session, round, at.participant, outcome, this.clock.now()],
    );
    this.changes.toSome(session, round, 'feedback', [at.round.candidate, ...at.round.interviewers]);
    return this.pins.outcomes(at, pin);
  }

  /** The open fix of an account: the one that travels. */
  async open(person: Person) {
    const [row] = await this.pins.newestOpen(person.accountId, EVER);
    return {
      fix: row
        ? {
            text: row.words,
            session: row.session,
            round: row.round,
            wordedAt: row.worded_at.toISOString(),
            isAgreed: row.agreed_at !== null,
          }
        : null,
    };
  }

  async drop(person: Person, { session, round, isDropped }: { session: string; round: number; isDropped: boolean }) {
    const [, changed]: [unknown[], number] = await this.database.query(
      `update scoring_fix f set dropped_at = case when $4 then coalesce(f.dropped_at, $5::timestamptz) end
         from live_round r join live_participant p on p.id = r.candidate
        where f.session = $2 and f.round = $3 and r.session = f.session and r.round = f.round and p.account_id = $1 and f.carries_session is null`,
      [person.accountId, session, round, isDropped, this.clock.now()],
    );
    if (!changed) throw new ProblemError('not-found', 'You have no such fix.');
  }

  /** All fixes of an account with what became of each, newest first. */
  async chain(person: Person, cursor: string | undefined) {
    const place = readPlace(cursor, placeForms.moment, placeForms.text, placeForms.whole) ?? [null, null, null];
    const [rows, counts]: [ChainRow[], { state: FixState; count: number }[]] = await Promise.all([
      this.database.query(
        `with ${CHAIN} select * from chain
         where $3::timestamptz is null or (worded_at, session, round) < ($3::timestamptz, $4::uuid, $5::int)
         order by worded_at desc, session desc, round desc limit $6`,
        [person.accountId, EVER, ...place, PAGE + 1],
      ),
      this.database.query(`with ${CHAIN} select state, count(*)::int as count from chain group by state`, [
        person.accountId,
        EVER,
      ]),
    ]);
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    const brought: BroughtRow[] = await this.database.query(ROUNDS_OF_FIXES, [
      page.map(({ session }) => session),
      page.map(({ round }) => round),
    ]);
    const countOf = (state: FixState) => counts.find((each) => each.state === state)?.count ?? 0;
    return {
      fixes: page.map((row) => ({
        session: row.session,
        round: row.round,
        type: row.type,
        title: row.title,
        text: row.words,
        wordedAt: row.worded_at.toISOString(),
        isAgreed: row.agreed_at !== null,
        state: row.state,
        rounds: brought
          .filter((each) => each.fix_session === row.session && each.fix_round === row.round)
          .map(({ session, round, type, title, at, outcomes, is_carried_on }) => ({
            session,
            round,
            type,
            title,
            at: at.toISOString(),
            outcomes,
            isCarriedOn: is_carried_on,
          })),
      })),
      next: rows.length > PAGE && last ? writePlace(last.place, last.session, last.round) : null,
      counts: {
        open: countOf('open'),
        fixed: countOf('fixed'),
        replaced: countOf('replaced'),
        dropped: countOf('dropped'),
      },
    };
  }

  /** What an interviewer was shown and has not marked; it stays until they have. */
  async questions(person: Person) {
    const rows: { session: string; round: number; candidate: string; words: string; opened_at: Date }[] =
      await this.database.query(
        `select pin.session, pin.round, cand.name as candidate, pin.words, r.opened_at
         from live_participant me
         join live_round_role role on role.participant = me.id and role.role = 'interviewer'
         join scoring_fix_pin pin on pin.session = role.session and pin.round = role.round
         join live_round r on r.session = pin.session and r.round = pin.round and r.opened_at is not null
         join live_participant cand on cand.id = r.candidate
         where me.account_id = $1 and me.presence is distinct from 'kicked' and pin.words <> ''
           and not exists (select 1 from scoring_fix_outcome o where o.session = pin.session and o.round = pin.round and o.participant = me.id)
         order by r.opened_at desc, pin.session, pin.round limit ${PAGE}`,
        [person.accountId],
      );
    return {
      questions: rows.map(({ session, round, candidate, words, opened_at }) => ({
        session,
        round,
        candidate,
        text: words,
        openedAt: opened_at.toISOString(),
      })),
    };
  }

  /** The part of a debrief that is about the fix, as this reader may read it. */
  async of(at: InRound) {
    const { room, round, participant, isMember } = at;
    const isPartner = isMember && (participant === round.candidate || round.interviewers.includes(participant));
    const [[fix], suggestions, pin]: [FixRow[], { author: string; words: string; version: number }[], PinRow | null] =
      await Promise.all([
        this.database.query(`select * from scoring_fix where session = $1 and round = $2`, [room.id, round.round]),
        this.database.query(
          `select author, words, version from scoring_fix_suggestion where session = $1 and round = $2 and (words <> '' or author = $3) order by updated_at`,
          [room.id, round.round, isMember ? participant : null],
        ),
        isPartner ? this.pins.of(at) : null,
      ]);
    return {
      fix: fix ? asFix(fix) : null,
      suggestions: suggestions.map(({ author, words, version }) => ({ author, text: words, version })),
      carried: pin ? await this.pins.outcomes(at, pin) : null,
    };
  }

  /**
   * A new wording is agreed by the candidate, who wrote it, and by nobody else yet. With `carries` it is that fix and
   * no new one. `at` is another time than now for the example session alone; so in {@link storeAgreement}.
   */
  async store(
    { room, round, participant }: AtRound,
    words: string,
    version: number,
    carries: Pick<PinRow, 'fix_session' | 'fix_round'> | null = null,
    at = this.clock.now(),
  ) {
    // Alone there is nobody else to ask: wording it is agreeing to it.
    const agreedAt = round.interviewers.length === 0 ? at : null;
    const values = [
      room.id,
      round.round,
      words,
      participant,
      version,
      agreedAt,
      carries?.fix_session ?? null,
      carries?.fix_round ?? null,
      at,
    ];
    const rows: FixRow[] = await this.database.query(
      `insert into scoring_fix (session, round, words, version, worded_by, agreed, agreed_at, carries_session, carries_round, worded_at)
       select $1, $2, $3, 1, $4, array[$4]::uuid[], $6, $7, $8, $9 where $5 = 0
       on conflict do nothing returning *`,
      values,
    );
    // What has travelled on as a fix of its own stays one. A fix of its own is as old as its first wording.
    const updated: FixRow[] = rows.length
      ? rows
      : await this.database
          .query(
            `update scoring_fix f set words = $3, version = version + 1, worded_by = $4, agreed = array[$4]::uuid[], agreed_at = $6,
               carries_session = $7, carries_round = $8,
               worded_at = case when f.carries_session is distinct from $7 then $9 else f.worded_at end
             where session = $1 and round = $2 and version = $5
               and ($7::uuid is null or not exists (select 1 from scoring_fix_pin pin where pin.fix_session = f.session and pin.fix_round = f.round))
             returning *`,
            values,
          )
          .then(([changed]: [FixRow[], number]) => changed);
    return this.fixOrConflict(room.id, round.round, updated);
  }

  /** The fix is agreed once the candidate and an interviewer have agreed to the same wording. */
  async storeAgreement({ room, round, participant }: AtRound, version: number, at = this.clock.now()) {
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
    this.changes.toAll(session, round, 'feedback');
    return asFix(row);
  }
}

const asFix = (row: FixRow) => ({
  text: row.words,
  version: row.version,
  by: row.worded_by,
  agreed: row.agreed,
  isAgreed: row.agreed_at !== null,
  isCarriedOn: row.carries_session !== null,
});
