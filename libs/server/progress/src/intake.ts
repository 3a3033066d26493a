import { FinishedRounds, type FinishedRound } from '@debrief/server/live';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Sessions looked up at once; they are read one by one. */
const AT_ONCE = 20;

interface Rating {
  session: string;
  round: number;
  rater: string;
  dimension: string;
  level: number;
  skill: string;
  place: number;
  lockedAt: number;
}

/**
 * Takes finished rounds in, each once. It asks for what is missing instead of being told, so a crash, a second process
 * or a lost message leaves nothing out, and a session that was deleted takes its rows along.
 */
@Injectable()
export class Intake {
  private readonly logger = new Logger('Progress');

  constructor(
    private readonly database: DataSource,
    private readonly finished: FinishedRounds,
    private readonly prompts: PromptsService,
  ) {}

  /** Takes every finished round that is not here yet; answers how many this call took. Safe in any number of processes. */
  async take(): Promise<number> {
    let taken = 0;
    for (let after: string | null = null; ;) {
      const rows: { session: string }[] = await this.database.query(
        `select distinct r.session from live_round r join live_session s on s.id = r.session
         where (r.opened_at is not null or r.lapsed_at is not null) and not s.is_example
           and ($1::uuid is null or r.session > $1::uuid)
           and not exists (select from progress_round p where p.session = r.session and p.round = r.round)
         order by r.session limit ${AT_ONCE}`,
        [after],
      );
      for (const { session } of rows) taken += await this.takeSession(session);
      after = rows.at(-1)?.session ?? null;
      if (rows.length < AT_ONCE) return taken;
    }
  }

  /** One session that cannot be read must not keep all the others out; it is tried again the next time. */
  private async takeSession(session: string): Promise<number> {
    let taken = 0;
    try {
      for (const round of await this.finished.of([session])) if (await this.store(round)) taken += 1;
    } catch (error) {
      this.logger.warn({ err: error, session }, 'the rounds of a session could not be taken in');
    }
    return taken;
  }

  private async store(round: FinishedRound): Promise<boolean> {
    const ratings = await this.ratingsOf(round);
    return this.database.transaction(async (manager) => {
      const isNew = await insertRound(manager, round);
      if (isNew && ratings.length) {
        await insertRatings(manager, ratings);
        await wantReplay(manager);
      }
      return isNew;
    });
  }

  /** Only stress counts; level 0 and dimensions that a scorer did not have are missing data, never low levels. */
  private async ratingsOf({ session, round, type, mode, rubric, cards }: FinishedRound): Promise<Rating[]> {
    if (mode !== 'stress' || !cards.length) return [];
    const { dimensions } = await this.prompts.rubric(type, rubric);
    return cards.flatMap(({ participant: rater, lockedAt, card }) =>
      dimensions.flatMap(({ key: dimension, skill }, place) => {
        const level = card.levels.find((item) => item.dimension === dimension)?.level;
        return level ? [{ session, round, rater, dimension, level, skill, place, lockedAt }] : [];
      }),
    );
  }
}

/** Says that what a replay reads has changed, in the transaction that changes it. */
export const wantReplay = async (manager: EntityManager): Promise<void> => {
  await manager.query(`update progress_replay set wanted = wanted + 1`);
};

const insertRound = async (
  manager: EntityManager,
  { session, round, at, type, candidate, prompt, talk, phases }: FinishedRound,
): Promise<boolean> => {
  const rows: unknown[] = await manager.query(
    `insert into progress_round (session, round, at, type, candidate, prompt, talk, phases)
     select $1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7, $8
     where exists (select from live_round where session = $1 and round = $2)
     on conflict do nothing returning 1`,
    [session, round, at, type, candidate, prompt, talk && JSON.stringify(talk), JSON.stringify(phases)],
  );
  return rows.length > 0;
};

const insertRatings = async (manager: EntityManager, ratings: readonly Rating[]): Promise<void> => {
  await manager.query(
    `insert into progress_rating (session, round, rater, dimension, level, skill, place, locked_at)
     select session, round, rater, dimension, level, skill, place, to_timestamp("lockedAt"::float8 / 1000)
     from jsonb_to_recordset($1::jsonb) as t(session uuid, round int, rater uuid, dimension text, level int, skill text,
       place int, "lockedAt" float8)`,
    [JSON.stringify(ratings)],
  );
};
