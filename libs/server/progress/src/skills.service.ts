import {
  type InterviewType,
  interviewTypes,
  PROGRESS_LIMITS,
  type RouteResult,
  type progressRoutes,
  type RubricView,
  type SkillProgress,
  type TypeProgress,
} from '@debrief/contracts';
import type { Belief } from '@debrief/measure';
import { skillCodes } from '@debrief/prompt-bank';
import { Clock } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countedRatings, who } from './counted-ratings';
import { asOf, shown, shownType } from './estimate';
import { grouped } from './grouped';

type Answer = Pick<RouteResult<typeof progressRoutes.getProgress>, 'skills' | 'types' | 'basis' | 'computedAt'>;

/** More points than somebody gathers in years; older ones only shaped the newer. */
const MOST_POINTS = 5_000;

export interface SkillRow extends Belief {
  skill: string;
  at: Date;
  ratings: number;
  level_sum: number;
  sessions: number;
  raters: number;
}
interface PointRow extends Belief {
  skill: string;
  session: string;
  type: InterviewType;
  at: Date;
  ratings: number;
  level_sum: number;
}
/** One blind card of somebody else about me, summed up. */
interface CardRow {
  type: InterviewType;
  session: string;
  round: number;
  rater: string;
  ratings: number;
  level_sum: number;
}

/** Somebody's own skills as the last replay left them, as of today. */
@Injectable()
export class SkillsService {
  constructor(
    private readonly database: DataSource,
    private readonly prompts: PromptsService,
    private readonly clock: Clock,
  ) {}

  async of(account: string): Promise<Answer> {
    const [skills, points, cards, rubrics, [replay]] = await Promise.all([
      this.skillsOf(account),
      this.points(account),
      this.cards(account),
      Promise.all(interviewTypes.map((type) => this.prompts.rubric(type, null))),
      this.database.query(`select computed_at from progress_replay`) as Promise<{ computed_at: Date | null }[]>,
    ]);
    const now = this.clock.now();
    return {
      skills: skills.map((row) => skillProgress(row, points, rubrics, now)),
      types: rubrics.flatMap((rubric) => typeProgress(rubric, skills, points, cards, now) ?? []),
      basis: {
        rounds: countOf(cards, ({ session, round }) => `${session} ${round}`),
        sessions: countOf(cards, ({ session }) => session),
        cards: cards.length,
        raters: countOf(cards, ({ rater }) => rater),
      },
      computedAt: replay?.computed_at?.toISOString() ?? null,
    };
  }

  /** The rated skills, in the order of the codes; means and variances as after the last session of each. */
  async skillsOf(account: string): Promise<SkillRow[]> {
    const rows: SkillRow[] = await this.database.query(
      `select skill, mean, variance, at, ratings, level_sum, sessions, raters from progress_skill where who = $1`,
      [account],
    );
    const place = new Map<string, number>(skillCodes.map((code, at) => [code, at]));
    return rows.sort((a, b) => (place.get(a.skill) ?? 0) - (place.get(b.skill) ?? 0));
  }

  private points(account: string): Promise<PointRow[]> {
    return this.database.query(
      `select * from (
         select p.skill, p.session, s.type, p.at, p.mean, p.variance, p.ratings, p.level_sum
         from progress_point p join live_session s on s.id = p.session
         where p.who = $1 order by p.at desc, p.session, p.skill limit ${MOST_POINTS}) newest
       order by at, session, skill`,
      [account],
    );
  }

  private cards(account: string): Promise<CardRow[]> {
    return this.database.query(
      `select type, session, round, rater, count(*)::int as ratings, sum(level)::int as level_sum
       from (${countedRatings(`r.type, g.session, g.round, ${who('giver')} as rater, g.level`, { where: 'candidate.account_id = $1' })}) counted
       group by type, session, round, rater`,
      [account],
    );
  }
}

const countOf = <T>(list: readonly T[], keyOf: (item: T) => string): number => new Set(list.map(keyOf)).size;

const rawOf = (rows: readonly { ratings: number; level_sum: number }[]): { mean: number; count: number } => {
  const count = rows.reduce((sum, { ratings }) => sum + ratings, 0);
  return { mean: count ? rows.reduce((sum, { level_sum }) => sum + level_sum, 0) / count : 0, count };
};

const pointOf = (
  { level, low, high, isEarly }: ReturnType<typeof shown>,
  { session, at }: PointRow,
  raw: { mean: number; count: number },
): SkillProgress['trend'][number] => ({ session, at: at.toISOString(), level, low, high, isEarly, raw });

const skillProgress = (
  row: SkillRow,
  points: readonly PointRow[],
  rubrics: readonly RubricView[],
  now: Date,
): SkillProgress => ({
  skill: row.skill,
  measuredBy: rubrics.flatMap(({ type, dimensions }) =>
    dimensions.filter(({ skill }) => skill === row.skill).map(({ key, name }) => ({ type, dimension: key, name })),
  ),
  ...shown(asOf(row, row.at, now)),
  sessions: row.sessions,
  raters: row.raters,
  raw: rawOf([row]),
  trend: points
    .filter(({ skill }) => skill === row.skill)
    .slice(-PROGRESS_LIMITS.points)
    .map((point) => pointOf(shown(point), point, rawOf([point]))),
});

/** A type is its rubric's mixture of skills; what was never rated stands at what is assumed of anybody. */
const typeProgress = (
  { type, dimensions }: RubricView,
  skills: readonly SkillRow[],
  points: readonly PointRow[],
  allCards: readonly CardRow[],
  now: Date,
): TypeProgress | undefined => {
  const cards = allCards.filter((card) => card.type === type);
  if (!cards.length) return undefined;
  const weights = new Map<string, number>();
  for (const { skill, weight } of dimensions) weights.set(skill, (weights.get(skill) ?? 0) + weight);
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const known = new Map(skills.map((row) => [row.skill, asOf(row, row.at, now)]));
  const rated = [...weights].reduce((sum, [skill, weight]) => sum + (known.has(skill) ? weight : 0), 0);
  // Taken in, and not replayed yet: the next moment knows.
  if (!rated) return undefined;

  const then = new Map<string, Belief & { at: Date }>();
  const trend: TypeProgress['trend'] = [];
  for (const [session, own] of grouped(points, (point) => point.session)) {
    for (const point of own) then.set(point.skill, point);
    const [row] = own;
    if (row?.type !== type) continue;
    const at = new Map([...then].map(([skill, point]) => [skill, asOf(point, point.at, row.at)]));
    const raw = rawOf(cards.filter((card) => card.session === session));
    trend.push(
      pointOf(
        shownType(weights, (skill) => at.get(skill)),
        row,
        raw,
      ),
    );
  }
  return {
    type,
    coverage: whole ? rated / whole : 0,
    ...shownType(weights, (skill) => known.get(skill)),
    sessions: countOf(cards, ({ session }) => session),
    raters: countOf(cards, ({ rater }) => rater),
    raw: rawOf(cards),
    trend: trend.slice(-PROGRESS_LIMITS.points),
  };
};
