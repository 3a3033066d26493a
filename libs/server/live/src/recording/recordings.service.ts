import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MAX_CHUNKS, type Recording } from '@debrief/contracts';
import { mayDeleteRecording, mayDownloadRecording, type RecordingState } from '@debrief/live-core';
import { Clock, Files, ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LivePolicy, type Reader } from '../live.policy';
import { LiveService } from '../live.service';
import { extensionOf, joinSound } from './sound-file';

/** Sound kept of one session at most, in bytes: about 30 hours. */
const MAX_SESSION_BYTES = 500 * 1024 * 1024;
/** A piece may claim a time this far outside the recording: the stop and the last piece travel apart. */
const SLACK = 15_000;
/** A recorder that has been silent for this long has gone without closing its segment. */
const SILENT = 60_000;
/** One anchor in so many pieces is enough: between two the sound runs evenly. */
const ANCHOR_EVERY = 15;

interface SegmentRow {
  segment: string;
  recording: string;
  type: string;
  chunks: number | null;
  made: boolean;
}
export interface Chunk {
  n: number;
  type: string;
  at: number;
  media: number;
  sha256: string;
}

const pieceName = (recording: string, segment: string, n: number): string => `recordings/${recording}/${segment}/${n}`;
const fileName = ({ recording, segment, type }: SegmentRow): string =>
  `recordings/${recording}/${segment}.${extensionOf(type)}`;

/** The sound of a session: who may add to it, hear it and delete it. That it runs, and who agreed, is in the log. */
@Injectable()
export class RecordingsService {
  private readonly making = new Map<string, Promise<void>>();

  constructor(
    private readonly policy: LivePolicy,
    private readonly live: LiveService,
    private readonly files: Files,
    private readonly clock: Clock,
    private readonly database: DataSource,
  ) {}

  /** Stores a piece; resolves when it is safe. The same piece again is no fault. */
  async take(person: Person, session: string, recording: string, segment: string, chunk: Chunk, bytes: Uint8Array) {
    const { found } = await this.asRecorder(person, session, recording);
    const { n, type, at, media, sha256 } = chunk;
    if (n >= MAX_CHUNKS || media > MAX_CHUNKS * 1_000)
      throw new ProblemError('too-large', 'This recording has become too long.');
    // What is said after the stop is nobody's to keep, however late a recorder hears of it.
    if (at < found.startedAt - SLACK || at > (found.stoppedAt ?? this.clock.now().getTime()) + SLACK)
      throw new ProblemError('ended', 'This piece lies outside the recording.');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new ProblemError('malformed', 'The piece did not arrive as it was sent.');
    if (n % 60 === 0) await this.checkRoom(session);
    const row = await this.segmentOf(session, recording, segment);
    if (!row) await this.openSegment(session, recording, segment, type);
    else if (row.chunks !== null && n >= row.chunks) throw new ProblemError('ended', 'This segment has been closed.');
    else if (row.type !== type) throw new ProblemError('conflict', 'This segment is of another type.');
    const known = await this.digestOf(segment, n);
    if (known === sha256) return;
    if (known) throw new ProblemError('conflict', 'Another piece has this number already.');
    await this.files.put(pieceName(recording, segment, n), bytes);
    const stored: unknown[] = await this.database.query(
      `insert into live_recording_chunk (segment, n, at, media_ms, bytes, sha256)
       select id, $2, to_timestamp($3::float8 / 1000), $4, $5, decode($6, 'hex') from live_recording_segment where id = $1
       on conflict do nothing returning n`,
      [segment, n, at, media, bytes.length, sha256],
    );
    // Deleted while the piece was on its way: it must not outlive the recording.
    if (!stored.length && (await this.digestOf(segment, n)) !== sha256) {
      await this.files.remove(pieceName(recording, segment, n));
      throw new ProblemError('ended', 'This recording has been deleted.');
    }
    // A late piece of a file that was made without it.
    await this.database.query(
      `update live_recording_segment set made_at = null where id = $1 and made_at is not null`,
      [segment],
    );
  }

  /** No piece follows; answers with the numbers that have not arrived. */
  async close(person: Person, session: string, recording: string, segment: string, chunks: number): Promise<number[]> {
    await this.asRecorder(person, session, recording);
    const row = await this.segmentOf(session, recording, segment);
    if (!row) throw new ProblemError('not-found', 'There is no such segment.');
    const here: { n: number }[] = await this.database.query(`select n from live_recording_chunk where segment = $1`, [
      segment,
    ]);
    const have = new Set(here.map(({ n }) => n));
    const missing = Array.from({ length: chunks }, (_, n) => n).filter((n) => !have.has(n));
    if (missing.length) return missing.slice(0, 500);
    await this.database.query(`update live_recording_segment set chunks = $2 where id = $1`, [segment, chunks]);
    // Once it is made its pieces are gone.
    if (!row.made || row.chunks === null) await this.make({ ...row, chunks });
    return [];
  }

  async list(person: Person, session: string): Promise<Recording[]> {
    const { room } = await this.policy.seated(session, person);
    const { recordings } = room.state.room;
    if (!recordings.length) return [];
    const rows: (SegmentRow & { bytes: number; anchors: [number, number, number][] })[] = await this.database.query(
      `select g.id as segment, g.recording, g.type, sum(c.bytes)::int as bytes,
         json_agg(json_build_array(c.n, (extract(epoch from c.at) * 1000)::float8, c.media_ms) order by c.n) as anchors
       from live_recording_segment g join live_recording r on r.id = g.recording join live_recording_chunk c on c.segment = g.id
       where r.session = $1 group by g.id order by min(c.at)`,
      [session],
    );
    const gone = await this.deletedIn(session);
    return recordings.map((one) => ({
      recording: one.recording,
      by: one.by,
      startedAt: new Date(one.startedAt).toISOString(),
      stoppedAt: one.stoppedAt === null ? null : new Date(one.stoppedAt).toISOString(),
      isDeleted: one.deletedAt !== null || gone.has(one.recording),
      mayDownload: mayDownloadRecording(room.state.room),
      segments: rows
        .filter(({ recording }) => recording === one.recording)
        .map(({ segment, type, bytes, anchors }) => ({
          segment,
          type: type as Recording['segments'][number]['type'],
          bytes,
          anchors: anchors
            .filter((_, index) => index % ANCHOR_EVERY === 0 || index === anchors.length - 1)
            .map(([, at, media]) => ({ at: Math.round(at), media })),
        })),
    }));
  }

  /** The stored file of a segment that somebody may hear, made when that has not happened yet. */
  async sound(person: Person, session: string, recording: string, segment: string, isDownload: boolean) {
    const { room } = await this.policy.seated(session, person);
    const row = await this.segmentOf(session, recording, segment);
    if (!row) throw new ProblemError('not-found', 'This recording has been deleted, or was never made.');
    if (isDownload && !mayDownloadRecording(room.state.room))
      throw new ProblemError('forbidden', 'Not everybody recorded has agreed that it may be downloaded.');
    if (!row.made) await this.makeWhatIsThere(row, room.state.room.recordings);
    return { name: fileName(row), type: row.type, saveAs: `debrief-${segment.slice(0, 8)}.${extensionOf(row.type)}` };
  }

  /** Stops and deletes for good. Anybody who was asked to be recorded may, and the host. */
  async remove(person: Person, session: string, recording: string): Promise<void> {
    const { room, participant } = await this.policy.member(session, person);
    const found = room.state.room.recordings.find((one) => one.recording === recording);
    if (!found) throw new ProblemError('not-found', 'There is no such recording.');
    if (!mayDeleteRecording(room.state.room, participant))
      throw new ProblemError('not-your-role', 'Only somebody who was recorded, or the host, deletes it.');
    const ack = await this.live.tell(session, { kind: 'recording.delete', recording, by: participant });
    if (!ack.ok) throw new ProblemError(ack.code, ack.message);
    await this.erase(session, [recording], participant);
  }

  /** Deletes every recording of a session in which somebody could have been heard: a voice cannot be cut out of a mix. */
  async eraseVoice(session: string, participant: string): Promise<number> {
    const rows: { id: string }[] = await this.database.query(
      `select id from live_recording where session = $1 and deleted_at is null and exists (
         select 1 from live_log where session = $1 and kind = 'microphone-changed' and payload->>'participant' = $2)`,
      [session, participant],
    );
    await this.erase(
      session,
      rows.map(({ id }) => id),
      participant,
    );
    return rows.length;
  }

  /** Removes the sound of recordings from the store. */
  private async erase(session: string, recordings: readonly string[], by: string): Promise<void> {
    for (const recording of recordings) {
      await this.database.query(
        `insert into live_recording (id, session, deleted_at, deleted_by) values ($1, $2, clock_timestamp(), $3)
         on conflict (id) do update set deleted_at = coalesce(live_recording.deleted_at, excluded.deleted_at),
           deleted_by = coalesce(live_recording.deleted_by, excluded.deleted_by)`,
        [recording, session, by],
      );
      const segments: { segment: string; type: string; pieces: number[] | null }[] = await this.database.query(
        `select g.id as segment, g.type, array_agg(c.n) filter (where c.n is not null) as pieces
         from live_recording_segment g left join live_recording_chunk c on c.segment = g.id where g.recording = $1 group by g.id`,
        [recording],
      );
      for (const { segment, type, pieces } of segments) {
        for (const n of pieces ?? []) await this.files.remove(pieceName(recording, segment, n));
        await this.files.remove(`recordings/${recording}/${segment}.${extensionOf(type)}`);
      }
      // Last: while a row is left the removal can be done again.
      await this.database.query(`delete from live_recording_segment where recording = $1`, [recording]);
    }
  }

  private async asRecorder(
    person: Person,
    session: string,
    recording: string,
  ): Promise<Reader & { found: RecordingState }> {
    const reader = await this.policy.member(session, person);
    const found = reader.room.state.room.recordings.find((one) => one.recording === recording);
    if (!found) throw new ProblemError('not-found', 'There is no such recording.');
    if (found.by !== reader.participant) throw new ProblemError('not-your-role', 'Only the recorder sends sound.');
    if (found.deletedAt !== null) throw new ProblemError('ended', 'This recording has been deleted.');
    return { ...reader, found };
  }

  private async checkRoom(session: string): Promise<void> {
    const [usage]: { bytes: string }[] = await this.database.query(
      `select coalesce(sum(c.bytes), 0) as bytes from live_recording_chunk c join live_recording_segment g on g.id = c.segment
       join live_recording r on r.id = g.recording where r.session = $1`,
      [session],
    );
    if (Number(usage?.bytes) > MAX_SESSION_BYTES)
      throw new ProblemError('too-large', 'This session has been recorded for too long.');
  }

  private async openSegment(session: string, recording: string, segment: string, type: string): Promise<void> {
    await this.database.query(`insert into live_recording (id, session) values ($1, $2) on conflict do nothing`, [
      recording,
      session,
    ]);
    await this.database.query(
      `insert into live_recording_segment (id, recording, type)
       select $1, id, $3 from live_recording where id = $2 and deleted_at is null on conflict do nothing`,
      [segment, recording, type],
    );
    if (!(await this.segmentOf(session, recording, segment)))
      throw new ProblemError('ended', 'This recording has been deleted.');
  }

  private async segmentOf(session: string, recording: string, segment: string): Promise<SegmentRow | undefined> {
    const [row]: SegmentRow[] = await this.database.query(
      `select g.id as segment, g.recording, g.type, g.chunks, g.made_at is not null as made
       from live_recording_segment g join live_recording r on r.id = g.recording
       where g.id = $3 and g.recording = $2 and r.session = $1 and r.deleted_at is null`,
      [session, recording, segment],
    );
    return row;
  }

  private async digestOf(segment: string, n: number): Promise<string | undefined> {
    const [row]: { sha256: string }[] = await this.database.query(
      `select encode(sha256, 'hex') as sha256 from live_recording_chunk where segment = $1 and n = $2`,
      [segment, n],
    );
    return row?.sha256;
  }

  private async deletedIn(session: string): Promise<Set<string>> {
    const rows: { id: string }[] = await this.database.query(
      `select id from live_recording where session = $1 and deleted_at is not null`,
      [session],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A recorder that never came back: its sound up to then is a file too, and grows when the rest arrives after all. */
  private async makeWhatIsThere(row: SegmentRow, recordings: readonly RecordingState[]): Promise<void> {
    const [last]: { at: number }[] = await this.database.query(
      `select (extract(epoch from max(at)) * 1000)::float8 as at from live_recording_chunk where segment = $1`,
      [row.segment],
    );
    const isOver = recordings.some((one) => one.recording === row.recording && one.stoppedAt !== null);
    const isSilent = (last?.at ?? 0) < this.clock.now().getTime() - SILENT;
    if (row.chunks === null && !(isOver && isSilent))
      throw new ProblemError('not-now', 'This recording is still arriving. Try again in a minute.');
    await this.make(row);
  }

  private make(row: SegmentRow): Promise<void> {
    const making =
      this.making.get(row.segment) ?? this.makeNow(row).finally(() => void this.making.delete(row.segment));
    this.making.set(row.segment, making);
    return making;
  }

  private async makeNow(row: SegmentRow): Promise<void> {
    const { segment, recording, type, chunks } = row;
    const stored: { n: number; bytes: number }[] = await this.database.query(
      `select n, bytes from live_recording_chunk where segment = $1 order by n`,
      [segment],
    );
    const pieces: Uint8Array[] = [];
    for (const { n, bytes } of stored)
      pieces.push(await buffer(await this.files.read(pieceName(recording, segment, n), 0, bytes - 1)));
    await this.files.put(fileName(row), await joinSound(pieces, type));
    const made: unknown[] = await this.database
      .query(`update live_recording_segment set made_at = clock_timestamp() where id = $1 returning id`, [segment])
      .then(([rows]: [unknown[], number]) => rows);
    // Deleted meanwhile.
    if (!made.length) return this.files.remove(fileName(row));
    if (chunks !== null) for (const { n } of stored) await this.files.remove(pieceName(recording, segment, n));
  }
}
