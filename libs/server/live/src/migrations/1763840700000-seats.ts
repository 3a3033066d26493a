import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seat beside the roster, so that a list of sessions need not fold their logs. */
export class Seats1763840700000 implements MigrationInterface {
  name = 'Seats1763840700000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_participant add column seat integer`);
    await q.query(`
      update live_participant p set seat = (l.payload->>'seat')::int
      from live_log l
      where l.session = p.session and l.stream = 'room' and l.kind = 'participant-admitted'
        and l.payload->>'participant' = p.id::text`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table live_participant drop column seat`);
  }
}
