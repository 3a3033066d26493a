import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With how many raters one can be compared, null until it is counted; and what is deleted asks for a replay, whoever deletes it. */
export class Comparable1763845300000 implements MigrationInterface {
  name = 'Comparable1763845300000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table progress_rater add column comparable integer`);
    await q.query(`
      create function progress_ratings_gone() returns trigger language plpgsql as $$
      begin
        if exists (select from gone) then
          update progress_replay set wanted = wanted + 1;
        end if;
        return null;
      end $$`);
    await q.query(`
      create trigger progress_rating_gone after delete on progress_rating referencing old table as gone
      for each statement execute function progress_ratings_gone()`);
    await q.query(`create index progress_round_newest on progress_round (type, at desc, session, round)`);
    // What stands there was computed before there was such a count. A new house has nothing to replay.
    await q.query(`update progress_replay set wanted = wanted + 1 where exists (select from progress_rating)`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index progress_round_newest`);
    await q.query(`drop trigger progress_rating_gone on progress_rating`);
    await q.query(`drop function progress_ratings_gone()`);
    await q.query(`alter table progress_rater drop column comparable`);
  }
}
