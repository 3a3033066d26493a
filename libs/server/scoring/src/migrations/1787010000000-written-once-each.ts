import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of what one person writes in several tabs; and whether they would practise with somebody again may be left out. */
export class WrittenOnceEach1787010000000 implements MigrationInterface {
  name = 'WrittenOnceEach1787010000000';

  async up(q: QueryRunner): Promise<void> {
    for (const table of ['feedback', 'second', 'fix_suggestion'])
      await q.query(`alter table scoring_${table} add column version integer not null default 1`);
    await q.query(`alter table scoring_rating alter column again drop not null`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`update scoring_rating set again = false where again is null`);
    await q.query(`alter table scoring_rating alter column again set not null`);
    for (const table of ['fix_suggestion', 'second', 'feedback'])
      await q.query(`alter table scoring_${table} drop column version`);
  }
}
