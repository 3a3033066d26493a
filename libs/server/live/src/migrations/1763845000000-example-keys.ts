import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of the labelled sessions one is: `tour`, the finished example, or a reference that raters compare themselves with. */
export class ExampleKeys1763845000000 implements MigrationInterface {
  name = 'ExampleKeys1763845000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_session add column example_key text`);
    await q.query(`update live_session set example_key = 'tour' where is_example`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_session drop column example_key`);
  }
}
