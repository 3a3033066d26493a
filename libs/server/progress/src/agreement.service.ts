import {
  type DimensionAgreement,
  type InterviewType,
  interviewTypes,
  type RouteResult,
  type progressRoutes,
  type RubricView,
} from '@debrief/contracts';
import { ProblemError, type Person } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { agreementOf, type Unit } from './agreement';
import { countedRatings } from './counted-ratings';

type Answer = RouteResult<typeof progressRoutes.getAgreement>;

/** Newest rounds of each type that are looked at. */
const ROUNDS = 200;
/** An answer for everyone is the same for a while; working it out again and again would cost everybody else. */
const KEEP_MS = 60_000;

interface Row {
  type: InterviewType;
  session: string;
  round: number;
  dimension: string;
  candidate: string;
  levels: number[];
}

/** SQL: the rounds that account `$2` had a role in, found from its side: everybody's are far more. */
const OWN = `(select distinct role.session, role.round from live_participant p
    join live_round_role role on role.participant = p.id where p.account_id = $2) own
  join progress_round r on r.session = own.session and r.round = own.round`;

/** How far people who scored the same rounds agree. Nobody is named, and beside the admin nobody sees rounds they were not in. */
@Injectable()
export class AgreementService {
  private everyone: { at: number; answer: Promise<Answer> } | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly prompts: PromptsService,
  ) {}

  async of(person: Person, of: Answer['of']): Promise<Answer> {
    if (of === 'mine') return this.compute('mine', person.accountId);
    if (!person.isAdmin) throw new ProblemError('forbidden', 'Only an admin can see the agreement over all rounds.');
    if (!this.everyone || performance.now() - this.everyone.at > KEEP_MS) {
      const answer = this.compute('everyone', null);
      this.everyone = { at: performance.now(), answer };
      answer.catch(() => (this.everyone = null));
    }
    return this.everyone.answer;
  }

  private async compute(of: Answer['of'], account: string | null): Promise<Answer> {
    const rows: Row[] = await this.database.query(
      `with shared as (
         select newest.* from unnest($1::text[]) as kind cross join lateral (
           select r.session, r.round, r.type, r.candidate from ${account === null ? 'progress_round r' : OWN}
           where r.type = kind
             and (select count(distinct rater) from progress_rating g where g.session = r.session and g.round = r.round) > 1
           order by r.at desc, r.session, r.round limit ${ROUNDS}) newest
       )
       select type, session, round, dimension, candidate, array_agg(level order by rater) as levels
       from (${countedRatings('s.type, g.session, g.round, g.dimension, s.candidate, g.level, g.rater', {
         join: 'join shared s on s.session = g.session and s.round = g.round',
       })}) counted
       group by type, session, round, dimension, candidate having count(*) > 1
       order by session, round, dimension`,
      account === null ? [interviewTypes] : [interviewTypes, account],
    );
    const types: Answer['types'] = [];
    for (const type of interviewTypes) {
      const own = rows.filter((row) => row.type === type);
      if (!own.length) continue;
      const rounds = new Set(own.map(({ session, round }) => `${session} ${round}`)).size;
      const rubric = await this.prompts.rubric(type, null);
      const dimensions: DimensionAgreement[] = [];
      for (const { key, name } of rubric.dimensions) {
        dimensions.push({ dimension: key, name, ...agreementOf(unitsOf(own, key)) });
        // A thousand draws for each of some forty dimensions: others get their turn in between.
        await setImmediate();
      }
      types.push({ type, rounds, dimensions });
    }
    return { of, types };
  }
}

const unitsOf = (rows: readonly Row[], dimension: RubricView['dimensions'][number]['key']): Unit[] =>
  rows
    .filter((row) => row.dimension === dimension)
    .map(({ session, candidate, levels }) => ({ session, candidate, levels }));
