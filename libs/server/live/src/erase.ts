import { liveEvents, type EventKind } from '@debrief/contracts';
import type { CliCommand } from '@debrief/server/platform';
import { DataSource, type EntityManager } from 'typeorm';
import * as Y from 'yjs';
import { BoardFilesService } from './files/board-files.service';
import { Erasures } from './erasures';
import { bodyDigest, newSalt } from './digest';
import { RecordingsService } from './recording/recordings.service';
import { LOG_COLUMNS, type LogRow } from './rows';

/** Stands where a person's words stood. */
const ERASED = '';

/**
 * Blanks one participant's words in a session's log: their own rows, their part of an opening, and the text they typed
 * into documents. Ids, times, phases and levels stay, and so does the chain: it covers the old digests, which remain.
 * The old salt goes, so that nobody can try guesses against them. Returns how many rows changed.
 */
export const eraseWords = (database: DataSource, session: string, participant: string): Promise<number> =>
  database.transaction(async (manager) => {
    await manager.query(`select 1 from live_session where id = $1 for update`, [session]);
    const rows: LogRow[] = await manager.query(
      `select ${LOG_COLUMNS} from live_log where session = $1 and (doc is null or participant = $2)`,
      [session, participant],
    );
    let changed = 0;
    for (const row of rows) {
      const body = row.data
        ? { payload: row.payload, data: Buffer.from(Y.obfuscateUpdate(row.data)) }
        : { payload: withoutWords(row, participant), data: null };
      if (!body.data && JSON.stringify(body.payload) === JSON.stringify(row.payload)) continue;
      await rewrite(manager, row, body);
      changed += 1;
    }
    await manager.query(`delete from live_doc_snapshot where session = $1`, [session]);
    await manager.query(`delete from live_brief where session = $1 and participant = $2`, [session, participant]);
    return changed;
  });

const rewrite = async (
  manager: EntityManager,
  row: LogRow,
  body: { payload: unknown; data: Buffer | null },
): Promise<void> => {
  const salt = newSalt();
  await manager.query(
    `update live_log set payload = $4, data = $5, salt = null, new_salt = $6, new_digest = $7 where session = $1 and stream = $2 and seq = $3`,
    [
      row.session,
      row.stream,
      row.seq,
      body.payload === null ? null : JSON.stringify(body.payload),
      body.data,
      salt,
      bodyDigest(salt, body),
    ],
  );
};

/** The payload with this person's words blanked; lists keep other people's entries as they are. */
const withoutWords = (row: LogRow, participant: string): unknown => {
  const words = liveEvents[row.kind as EventKind].words ?? [];
  const copy: unknown = structuredClone(row.payload);
  for (const path of words) blank(copy, path.split('.'), participant, row.participant === participant);
  return copy;
};

const blank = (value: unknown, [step, ...rest]: string[], participant: string, isOwn: boolean): void => {
  if (typeof value !== 'object' || value === null || step === undefined) return;
  const own = 'participant' in value ? value.participant === participant : isOwn;
  if (Array.isArray(value)) {
    if (step === '*') for (const item of value) blank(item, rest, participant, own);
    return;
  }
  const record = value as Record<string, unknown>;
  if (rest.length) blank(record[step], rest, participant, own);
  else if (own && typeof record[step] === 'string') record[step] = ERASED;
};

/** `erase <session> <participant>`: for an operator who is asked to. Running servers read the session anew once it is idle. */
export const eraseCommand: CliCommand = {
  name: 'erase',
  summary:
    'Blank what one participant wrote in a session and delete its recordings and images; verify goes on proving the rest.',
  async run(app, [session, participant], print) {
    if (!session || !participant) {
      print('Name a session and a participant.');
      return 64;
    }
    const recordings = await app.get(RecordingsService).eraseVoice(session, participant);
    print(`${recordings} recordings deleted`);
    print(`${await app.get(BoardFilesService).erase(session, participant)} images deleted`);
    print(`${await eraseWords(app.get(DataSource), session, participant)} rows blanked`);
    print(`${await app.get(Erasures).run(session, participant)} rows beside the log blanked`);
    return 0;
  },
};
