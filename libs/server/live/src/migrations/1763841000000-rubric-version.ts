import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of its rubric a round keeps, beside the log: null until its prompt has appeared. */
export class RubricVersion1763841000000 implements MigrationInterface {
  name = 'RubricVersion1763841000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_round add column rubric_version integer`);
    await q.query(`update live_round set rubric_version = 1 where appeared_at is not null`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_round drop column rubric_version`);
  }
}
