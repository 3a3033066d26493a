import { RATING_HOURS, RATINGS_FOR_BAND, type Rating, type RatingBand } from '@debrief/contracts';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Changes } from './changes';
import { ScoringPolicy, type InRound } from './scoring.policy';

interface RatingRow extends Rating {
  rater: string;
  ratee: string;
}

const HOUR = 3_600_000;
/** What is sent this soon after the opening, without a word, was not thought about. */
const THOUGHTLESS_MS = 60_000;
/** Before anybody has been rated they are taken to be this useful, as if by so many ratings. */
const PRIOR = { useful: 0.7, ratings: 8 };

/** The words for how useful partners found somebody: `mean` of the first three questions, 0 to 1, over `count` ratings. */
export const bandOf = (mean: number, count: number): RatingBand | null => {
  if (count < RATINGS_FOR_BAND) return null;
  const useful = (PRIOR.ratings * PRIOR.useful + mean * count) / (PRIOR.ratings + count);
  return useful >= 0.75 ? 'very-useful' : useful >= 0.6 ? 'useful' : 'partly-useful';
};

/** Partners rate each other. A rating is read by nobody but its author until both have sent one or 72 hours are over. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: ScoringPolicy,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  async of(person: Person, session: string, round: number) {
    const at = await this.policy.partner(session, round, person);
    const me = at.participant;
    const [openedAt, rows] = await Promise.all([
      this.openedAt(session, round),
      this.database.query<RatingRow[]>(
        `select * from scoring_rating where session = $1 and round = $2 and $3 in (rater, ratee)`,
        [session, round, me],
      ),
    ]);
    const isOver = openedAt !== null && this.clock.now().getTime() >= closes(openedAt);
    return {
      closesAt: openedAt && new Date(closes(openedAt)).toISOString(),
      partners: partnersOf(at).map((participant) => {
        const mine = rows.find((row) => row.rater === me && row.ratee === participant);
        const theirs = rows.find((row) => row.rater === participant && row.ratee === me);
        const isUnsealed = isOver || (mine !== undefined && theirs !== undefined);
        return {
          participant,
          mine: mine ? { ...scoresOf(mine), again: mine.again, thanks: mine.thanks } : null,
          received: isUnsealed && theirs ? { ...scoresOf(theirs), thanks: theirs.thanks } : null,
          isUnsealed,
          bothAgain: isUnsealed && mine?.again === true && theirs?.again === true,
        };
      }),
    };
  }

  /** Stores a rating, once. Nobody but its author hears of it before it is unsealed. */
  async send(person: Person, session: string, round: number, ratee: string, rating: Rating) {
    const at = await this.policy.openPartner(session, round, person);
    const me = at.participant;
    if (!partnersOf(at).includes(ratee))
      throw new ProblemError('not-found', 'This person was not your partner in this round.');
    const openedAt = await this.openedAt(session, round);
    const now = this.clock.now();
    // Later the other one's rating can be read already, and an answer to it would be no rating.
    if (openedAt === null || now.getTime() >= closes(openedAt))
      throw new ProblemError('not-now', `Partners are rated within ${RATING_HOURS} hours of the opening of the cards.`);
    const counts = rating.thanks.trim() !== '' || now.getTime() - openedAt.getTime() >= THOUGHTLESS_MS;
    const rows: { is_answered: boolean }[] = await this.database.query(
      `insert into scoring_rating (session, round, rater, ratee, specific, usable, fair, kept, again, thanks, counts, sent_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning rater`,
      [
        session,
        round,
        me,
        ratee,
        rating.specific,
        rating.usable,
        rating.fair,
        rating.kept,
        rating.again,
        rating.thanks,
        counts,
        now,
      ],
    );
    if (!rows.length) throw new ProblemError('already-done', 'You have sent this rating; it cannot be changed.');
    const answers: unknown[] = await this.database.query(
      `select 1 from scoring_rating where session = $1 and round = $2 and rater = $3 and ratee = $4`,
      [session, round, ratee, me],
    );
    this.changes.toSome(session, round, 'rating', answers.length ? [me, ratee] : [me]);
  }

  /** What unsealed ratings say of somebody, in words, and the thanks apart from them. */
  async mine(person: Person) {
    const unsealed = `
      from live_participant me
      join scoring_rating g on g.ratee = me.id
      join live_round r on r.session = g.session and r.round = g.round
      join live_participant giver on giver.id = g.rater
      where me.account_id = $1 and giver.account_id is distinct from me.account_id and (r.opened_at <= $2::timestamptz - make_interval(hours => ${RATING_HOURS}) or exists (
        select 1 from scoring_rating back where back.session = g.session and back.round = g.round and back.rater = g.ratee and back.ratee = g.rater))`;
    const values = [person.accountId, this.clock.now()];
    const [[sum], thanks]: [
      { counted: number; useful: number | null }[],
      { from: string; text: string; session: string; round: number; at: Date }[],
    ] = await Promise.all([
      this.database.query(
        `select count(*)::int as counted, avg((g.specific + g.usable + g.fair - 3) / 9.0)::float8 as useful ${unsealed} and g.counts`,
        values,
      ),
      this.database.query(
        `select g.thanks as text, g.session, g.round, r.opened_at as at, (select name from live_participant p where p.id = g.rater) as "from"
         ${unsealed} and g.thanks <> '' order by r.opened_at desc, g.session, g.round, g.rater limit 20`,
        values,
      ),
    ]);
    const counted = sum?.counted ?? 0;
    return {
      counted,
      band: bandOf(sum?.useful ?? 0, counted),
      thanks: thanks.map((each) => ({ ...each, at: each.at.toISOString() })),
    };
  }

  private async openedAt(session: string, round: number): Promise<Date | null> {
    const [row]: { opened_at: Date | null }[] = await this.database.query(
      `select opened_at from live_round where session = $1 and round = $2`,
      [session, round],
    );
    return row?.opened_at ?? null;
  }
}

const closes = (openedAt: Date): number => openedAt.getTime() + RATING_HOURS * HOUR;
/** The candidate rates each interviewer, each interviewer the candidate; who watches rates nobody. */
const partnersOf = ({ round, participant }: InRound): readonly string[] =>
  participant === round.candidate ? round.interviewers : [round.candidate];
const scoresOf = ({ specific, usable, fair, kept }: RatingRow) => ({ specific, usable, fair, kept });
