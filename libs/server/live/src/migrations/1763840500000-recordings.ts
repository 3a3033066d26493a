import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Recordings1763840500000 implements MigrationInterface {
  name = 'Recordings1763840500000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table live_recording (
        id uuid primary key,
        session uuid not null references live_session (id) on delete cascade,
        deleted_at timestamptz,
        deleted_by uuid
      )`);
    await q.query(`create index live_recording_session on live_recording (session)`);
    await q.query(`
      create table live_recording_segment (
        id uuid primary key,
        recording uuid not null references live_recording (id) on delete cascade,
        type text not null,
        chunks integer,
        made_at timestamptz
      )`);
    await q.query(`create index live_recording_segment_recording on live_recording_segment (recording)`);
    await q.query(`
      create table live_recording_chunk (
        segment uuid not null references live_recording_segment (id) on delete cascade,
        n integer not null,
        at timestamptz not null,
        media_ms integer not null,
        bytes integer not null,
        sha256 bytea not null,
        primary key (segment, n)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table live_recording_chunk, live_recording_segment, live_recording`);
  }
}
