import { LATE_FOR, type Card, type Level } from '@debrief/contracts';
import { cardFaults, cardRules } from '@debrief/live-core';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Changes } from './changes';
import { FeedbackService } from './feedback.service';
import { onlyFrom } from './only-from';
import { FixesService } from './fixes.service';
import { ScoringPolicy } from './scoring.policy';

type Levels = { dimension: string; level: Level }[];

/** Draft cards before the opening; late cards and second values after it. Nothing here is part of the log. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: ScoringPolicy,
    private readonly prompts: PromptsService,
    private readonly feedback: FeedbackService,
    private readonly fixes: FixesService,
    private readonly changes: Changes,
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
    const stored = await onlyFrom(this.database, version, {
      table: 'scoring_draft',
      key: { session, round, participant },
      words: { card: JSON.stringify(card), updated_at: now },
    });
    return { version: stored, updatedAt: now.toISOString() };
  }

  /** Locks a card after its round has opened: shown as non-blind, once, never an event. */
  async lockLate(person: Person, session: string, round: number, card: Card) {
    const { participant, round: state, room } = await this.policy.scorer(session, round, person);
    if (state.openedAt === null)
      throw new ProblemError('not-now', 'The cards are not open yet; lock yours in the session.');
    if (state.locked.includes(participant)) throw new ProblemError('already-done', 'Your card is locked.');
    const now = this.clock.now();
    if (now.getTime() > state.openedAt + LATE_FOR)
      throw new ProblemError(
        'not-now',
        `A late card can be added within ${LATE_FOR / 3_600_000} hours of the opening.`,
      );
    const rubric = await this.prompts.rubric(room.state.room.type, state.rubric);
    const known = { dimensions: rubric.dimensions.map(({ key }) => key), redFlags: rubric.redFlags.length };
    const { selves, panels } = room.state;
    const rules = cardRules(state, participant, known, {
      self: selves[participant],
      panel: panels[round],
      now: now.getTime(),
    });
    const [fault] = cardFaults(card, rules);
    if (fault) throw new ProblemError(fault.code, fault.sentence, { fields: { [fault.field]: fault.sentence } });
    const rows: unknown[] = await this.database.query(
      `insert into scoring_late_card (session, round, participant, card, locked_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
      [session, round, participant, JSON.stringify(card), now],
    );
    if (!rows.length) throw new ProblemError('already-done', 'Your card is locked.');
    this.changes.toAll(session, round, 'card');
    return { lockedAt: now.toISOString() };
  }

  /** Levels given again after the talk, beside the card that was locked before it; made from `version` of them. */
  async judgeAgain(
    person: Person,
    session: string,
    round: number,
    { levels, version }: { levels: Levels; version: number },
  ): Promise<{ levels: Levels; version: number }> {
    const { participant, round: state } = await this.policy.judge(session, round, person);
    const known = levels.map(({ dimension }) => dimension);
    if (new Set(known).size < known.length || known.some((dimension) => !state.dimensions.includes(dimension)))
      throw new ProblemError('bad-input', 'Name each dimension of the rubric at most once.');
    const stored = await onlyFrom(this.database, version, {
      table: 'scoring_second',
      key: { session, round, participant },
      words: { levels: JSON.stringify(levels), updated_at: this.clock.now() },
    });
    this.changes.toAll(session, round, 'card');
    return { levels, version: stored };
  }

  /** What was written since the cards opened; empty before. */
  async debrief(person: Person | undefined, session: string, round: number) {
    const at = await this.policy.reader(session, round, person);
    const { round: state, participant, isMember } = at;
    if (state.openedAt === null)
      return { second: [], feedback: [], adviceLimit: null, fix: null, suggestions: [], carried: null, lateCards: [] };
    const [second, late, feedback, adviceLimit, fix]: [
      { participant: string; levels: Levels; version: number }[],
      { participant: string; card: Card; locked_at: Date }[],
      Awaited<ReturnType<FeedbackService['of']>>,
      number | null,
      Awaited<ReturnType<FixesService['of']>>,
    ] = await Promise.all([
      this.database.query(
        `select participant, levels, version from scoring_second where session = $1 and round = $2 order by updated_at`,
        [session, round],
      ),
      this.database.query(
        `select participant, card, locked_at from scoring_late_card where session = $1 and round = $2 order by locked_at`,
        [session, round],
      ),
      this.feedback.of(session, round, participant, state.candidate),
      isMember && state.scorers.includes(participant)
        ? this.feedback.adviceLimit(session, round, state.candidate)
        : null,
      this.fixes.of(at),
    ]);
    return {
      second,
      feedback,
      adviceLimit,
      ...fix,
      lateCards: late.map((row) => ({
        participant: row.participant,
        card: row.card,
        lockedAt: row.locked_at.toISOString(),
      })),
    };
  }
}
