import { createHash } from 'node:crypto';
import { boardDoc, MAX_IMAGE_BYTES, MAX_IMAGE_SIDE, MAX_IMAGES, ROOM } from '@debrief/contracts';
import { docAccess, lastRound } from '@debrief/live-core';
import { Files, ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LivePolicy } from '../live.policy';
import { imageFacts } from './image';

const nameOf = (session: string, sha256: string): string => `boards/${session}/${sha256}`;

/** Pictures on the boards of a session, each under the hash of its bytes. */
@Injectable()
export class BoardFilesService {
  constructor(
    private readonly policy: LivePolicy,
    private readonly files: Files,
    private readonly database: DataSource,
  ) {}

  /** Stores a picture for whoever may draw now; the same one again is no fault. */
  async put(person: Person, session: string, sha256: string, bytes: Uint8Array): Promise<void> {
    const { room, participant } = await this.policy.seated(session, person);
    const round = lastRound(room.state.room);
    if (!round) throw new ProblemError('not-now', 'There is a board once a round has begun.');
    if (docAccess(room.state.room, participant, boardDoc(round.round)) !== 'write')
      throw new ProblemError('forbidden', 'Candidate and interviewers draw on the board, until scoring starts.');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new ProblemError('malformed', 'The image did not arrive as it was sent.');
    const facts = imageFacts(bytes);
    if (!facts) throw new ProblemError('unsupported-media', 'The board takes whole PNG, JPEG and WebP images.');
    if (!facts.width || !facts.height || facts.width > MAX_IMAGE_SIDE || facts.height > MAX_IMAGE_SIDE)
      throw new ProblemError('too-large', `An image has at most ${MAX_IMAGE_SIDE} pixels a side.`);
    // Before the bytes: of two who send the last one at once, only one finds room.
    const isNew = await this.reserve(session, sha256, facts.type, bytes.length, participant);
    try {
      await this.files.put(nameOf(session, sha256), bytes);
    } catch (error) {
      if (isNew) await this.forget(session, sha256);
      throw error;
    }
  }

  /** Name and type of a stored picture, for somebody who reads the session’s room. */
  async read(person: Person | undefined, session: string, sha256: string): Promise<{ name: string; type: string }> {
    const { streams } = await this.policy.reader(session, person);
    if (!streams.includes(ROOM)) throw new ProblemError('not-found', 'This image is not here.');
    const [row]: { type: string }[] = await this.database.query(
      `select type from live_board_file where session = $1 and sha256 = decode($2, 'hex')`,
      [session, sha256],
    );
    if (!row) throw new ProblemError('not-found', 'This image is not here.');
    return { name: nameOf(session, sha256), type: row.type };
  }

  /** Removes the pictures of a session, or those that one participant put there. Returns how many. */
  async erase(session: string, participant?: string): Promise<number> {
    const rows: { sha256: string }[] = await this.database.query(
      `select encode(sha256, 'hex') as sha256 from live_board_file where session = $1 and ($2::uuid is null or participant = $2)`,
      [session, participant ?? null],
    );
    for (const { sha256 } of rows) {
      await this.files.remove(nameOf(session, sha256));
      // Last: while a row is left the removal can be done again.
      await this.forget(session, sha256);
    }
    return rows.length;
  }

  private async reserve(
    session: string,
    sha256: string,
    type: string,
    bytes: number,
    participant: string,
  ): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtext('board-files'), hashtext($1))`, [session]);
      const [usage]: { files: number; bytes: number; has: boolean }[] = await manager.query(
        `select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes,
           coalesce(bool_or(sha256 = decode($2, 'hex')), false) as has from live_board_file where session = $1`,
        [session, sha256],
      );
      if (usage?.has) return false;
      if ((usage?.files ?? 0) >= MAX_IMAGES || (usage?.bytes ?? 0) + bytes > MAX_IMAGE_BYTES)
        throw new ProblemError('too-large', 'This session holds no more images.');
      await manager.query(
        `insert into live_board_file (session, sha256, type, bytes, participant, created_at)
         values ($1, decode($2, 'hex'), $3, $4, $5, clock_timestamp())`,
        [session, sha256, type, bytes, participant],
      );
      return true;
    });
  }

  private async forget(session: string, sha256: string): Promise<void> {
    await this.database.query(`delete from live_board_file where session = $1 and sha256 = decode($2, 'hex')`, [
      session,
      sha256,
    ]);
  }
}
