import {
  CALIBRATION_PASS,
  type CalibrationState,
  type Card,
  type Comparison,
  type InterviewType,
  type Level,
  type Overall,
  type ReferenceSession,
  type RubricView,
} from '@debrief/contracts';
import { cardFaults } from '@debrief/live-core';
import { Clock, ProblemError } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** What stands beside a reference session: its levels, each with the reason for it, written by those who made it. */
export interface ReferenceContent {
  readonly title: string;
  /** About how long reading it takes. */
  readonly minutes: number;
  readonly overall: Overall | null;
  readonly levels: readonly { readonly dimension: string; readonly level: Level; readonly reason: string }[];
}
interface ReferenceRow {
  key: string;
  session: string;
  round: number;
  type: InterviewType;
  rubric_version: number | null;
  content: ReferenceContent;
}
interface AttemptRow {
  key: string;
  is_first: boolean;
  card: Card;
  at: Date;
}
type Mine = { state: CalibrationState; sessions: ReferenceSession[] };

/** Scoring a session whose levels are agreed, to see how one's own compare. Offered, never asked for; nobody else sees it. */
@Injectable()
export class CalibrationService {
  constructor(
    private readonly database: DataSource,
    private readonly prompts: PromptsService,
    private readonly clock: Clock,
  ) {}

  /** Registers a round of a labelled example session as the reference `key`, or replaces it; the seed command calls it. */
  async setReference(
    key: string,
    where: { place: number; session: string; round: number },
    content: ReferenceContent,
  ): Promise<void> {
    await this.database.query(
      `insert into progress_reference (key, place, session, round, content) values ($1, $2, $3, $4, $5)
       on conflict (key) do update set place = excluded.place, session = excluded.session, round = excluded.round,
         content = excluded.content`,
      [key, where.place, where.session, where.round, JSON.stringify(content)],
    );
  }

  /** The reference sessions that there are, by key, as the seed command finds out what is left to make. */
  async references(): Promise<Map<string, { session: string; round: number }>> {
    const rows = await this.rows();
    return new Map(rows.map(({ key, session, round }) => [key, { session, round }]));
  }

  async mine(account: string): Promise<Mine> {
    const [references, attempts] = await Promise.all([this.rows(), this.attempts(account)]);
    const firsts = new Map(attempts.filter(({ is_first }) => is_first).map((attempt) => [attempt.key, attempt]));
    const sessions: ReferenceSession[] = [];
    for (const reference of references) {
      const { key, session, round, type, content } = reference;
      const first = firsts.get(key);
      const mine = first ? compare(first, reference, await this.rubric(reference)) : null;
      sessions.push({ key, session, round, type, title: content.title, minutes: content.minutes, mine });
    }
    return { state: stateOf(sessions), sessions };
  }

  /**
   * Stores a scoring and compares it. The first one of each reference counts, however it went: afterwards one has seen
   * the reference. @throws ProblemError `not-found`, and `bad-input` as for a card in a session
   */
  async score(account: string, key: string, card: Card): Promise<{ comparison: Comparison; state: CalibrationState }> {
    const reference = (await this.rows()).find((row) => row.key === key);
    if (!reference) throw new ProblemError('not-found', 'There is no such reference session here.');
    const rubric = await this.rubric(reference);
    const [fault] = cardFaults(card, {
      dimensions: rubric.dimensions.map(({ key: dimension }) => dimension),
      isSelf: false,
      redFlags: rubric.redFlags.length,
      hintedAt: {},
    });
    if (fault) throw new ProblemError('bad-input', fault.sentence, { fields: { [fault.field]: fault.sentence } });
    const at = this.clock.now();
    const values = [account, key, JSON.stringify(card), at];
    const first: unknown[] = await this.database.query(
      `insert into progress_attempt (account_id, key, is_first, card, at) values ($1, $2, true, $3, $4)
       on conflict do nothing returning 1`,
      values,
    );
    if (!first.length)
      await this.database.query(
        `insert into progress_attempt (account_id, key, is_first, card, at) values ($1, $2, false, $3, $4)
         on conflict (account_id, key, is_first) do update set card = excluded.card, at = excluded.at`,
        values,
      );
    const { state } = await this.mine(account);
    return { comparison: compare({ key, is_first: first.length > 0, card, at }, reference, rubric), state };
  }

  /** For a guest who has an account now: what the account has scored itself stays its first. */
  async move(from: string, to: string, manager: EntityManager): Promise<void> {
    await manager.query(
      `insert into progress_attempt (account_id, key, is_first, card, at)
       select $2, key, is_first, card, at from progress_attempt where account_id = $1 on conflict do nothing`,
      [from, to],
    );
    await manager.query(`delete from progress_attempt where account_id = $1`, [from]);
  }

  private rubric({ type, rubric_version }: ReferenceRow): Promise<RubricView> {
    return this.prompts.rubric(type, rubric_version);
  }

  private rows(): Promise<ReferenceRow[]> {
    return this.database.query(
      `select f.key, f.session, f.round, f.content, s.type, r.rubric_version
       from progress_reference f
       join live_round r on r.session = f.session and r.round = f.round
       join live_session s on s.id = f.session
       order by f.place, f.key limit 20`,
    );
  }

  private attempts(account: string): Promise<AttemptRow[]> {
    return this.database.query(
      `select key, is_first, card, at from progress_attempt where account_id = $1 order by at limit 100`,
      [account],
    );
  }
}

const compare = (attempt: AttemptRow, { content }: ReferenceRow, rubric: RubricView): Comparison => {
  const dimensions = rubric.dimensions.map(({ key, name }) => {
    const given = attempt.card.levels.find(({ dimension }) => dimension === key);
    const agreed = content.levels.find(({ dimension }) => dimension === key);
    const mine = given?.level ?? 0;
    const reference = agreed?.level ?? 0;
    return {
      dimension: key,
      name,
      mine,
      evidence: given?.evidence ?? [],
      reference,
      reason: agreed?.reason ?? '',
      gap: mine && reference ? mine - reference : null,
    };
  });
  const gaps = gapsOf(dimensions);
  return {
    key: attempt.key,
    at: attempt.at.toISOString(),
    isFirst: attempt.is_first,
    dimensions,
    overall: { mine: attempt.card.overall, confidence: attempt.card.confidence, reference: content.overall },
    meanGap: meanOf(gaps),
    wide: wideOf(gaps),
  };
};

const gapsOf = (dimensions: Comparison['dimensions']): number[] =>
  dimensions.flatMap(({ gap }) => (gap === null ? [] : Math.abs(gap)));
const meanOf = (gaps: readonly number[]): number | null =>
  gaps.length ? gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length : null;
const wideOf = (gaps: readonly number[]): number => gaps.filter((gap) => gap >= CALIBRATION_PASS.wideGap).length;

/** Over the two references scored last, each by its first scoring. */
const stateOf = (sessions: readonly ReferenceSession[]): CalibrationState => {
  const of = sessions.length ? CALIBRATION_PASS.sessions : 0;
  const scored = sessions
    .flatMap(({ mine }) => mine ?? [])
    .sort((a, b) => a.at.localeCompare(b.at))
    .slice(-CALIBRATION_PASS.sessions);
  const gaps = scored.flatMap(({ dimensions }) => gapsOf(dimensions));
  const meanGap = meanOf(gaps);
  const wide = wideOf(gaps);
  const frame = { done: scored.length, of, meanGap, wide };
  if (!of) return { state: 'none', ...frame };
  if (!scored.length) return { state: 'ready', ...frame };
  if (scored.length < of) return { state: 'begun', ...frame };
  // Whoever judged next to nothing was far from nothing; that is not agreement.
  const isJudged = scored.every(
    ({ dimensions }) => gapsOf(dimensions).length >= CALIBRATION_PASS.coverage * dimensions.length,
  );
  const isClose = meanGap !== null && meanGap <= CALIBRATION_PASS.meanGap + 1e-9;
  return { state: isJudged && isClose && wide <= CALIBRATION_PASS.mostWide ? 'passed' : 'not-passed', ...frame };
};
