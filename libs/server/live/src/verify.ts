import type { Stream } from '@debrief/contracts';
import { applyEvent, emptySession } from '@debrief/live-core';
import type { DataSource } from 'typeorm';
import { bodyDigest, CHAIN_START, nextLink } from './digest';
import { LOG_COLUMNS, toFolded, type LogRow } from './rows';

interface StoredRow extends LogRow {
  salt: Buffer | null;
  digest: Buffer;
  new_salt: Buffer | null;
  new_digest: Buffer | null;
}
export interface Verdict {
  session: string;
  rows: number;
  /** One sentence per fault; empty when the session is as it was written. */
  faults: string[];
  /** Rows whose words were erased on request: their old digest stands in the chain, their new body has its own. */
  rewritten: string[];
}

/** Proves that a session's log is as it was written: every body against its digest, every stream's chain against its head, every seq without a gap, and that it folds. */
export async function verifySession(database: DataSource, session: string): Promise<Verdict> {
  const verdict: Verdict = { session, rows: 0, faults: [], rewritten: [] };
  const heads: { stream: Stream; last_seq: number; chain: Buffer }[] = await database.query(
    `select stream, last_seq, chain from live_stream where session = $1 order by stream`,
    [session],
  );
  const [meta]: { rev: number }[] = await database.query(`select rev from live_session where id = $1`, [session]);
  const rows: StoredRow[] = await database.query(
    `select ${LOG_COLUMNS}, salt, digest, new_salt, new_digest from live_log where session = $1 order by stream, seq`,
    [session],
  );
  verdict.rows = rows.length;
  const chains = new Map<Stream, { seq: number; at: number; chain: Buffer }>();
  let state = emptySession();
  let decided = 0;
  for (const row of rows) {
    const place = `${row.stream} ${row.seq}`;
    const last = chains.get(row.stream) ?? { seq: 0, at: 0, chain: CHAIN_START };
    if (row.seq !== last.seq + 1) verdict.faults.push(`${place}: a row is missing before it`);
    if (row.at < last.at) verdict.faults.push(`${place}: it is older than the row before it`);
    checkBody(row, place, verdict);
    chains.set(row.stream, { seq: row.seq, at: row.at, chain: nextLink(last.chain, row) });
    if (row.kind !== 'doc') {
      decided += 1;
      try {
        state = applyEvent(state, toFolded(row));
      } catch {
        verdict.faults.push(`${place}: the event cannot be folded`);
      }
    }
  }
  for (const head of heads) {
    const chain = chains.get(head.stream);
    if (!chain || chain.seq !== head.last_seq)
      verdict.faults.push(`${head.stream}: its end is not where the head says`);
    else if (!chain.chain.equals(head.chain))
      verdict.faults.push(`${head.stream}: the chain does not end where it should`);
  }
  for (const stream of chains.keys())
    if (!heads.some((head) => head.stream === stream)) verdict.faults.push(`${stream}: has rows but no head`);
  if (meta && meta.rev !== decided)
    verdict.faults.push(`the session counts ${meta.rev} decided events, the log holds ${decided}`);
  return verdict;
}

function checkBody(row: StoredRow, place: string, verdict: Verdict): void {
  if (row.new_salt && row.new_digest) {
    if (!bodyDigest(row.new_salt, row).equals(row.new_digest))
      verdict.faults.push(`${place}: the rewritten body is not the one recorded`);
    verdict.rewritten.push(place);
  } else if (!row.salt || !bodyDigest(row.salt, row).equals(row.digest)) {
    verdict.faults.push(`${place}: the body is not the one that was written`);
  }
}

/** Ids of every session, oldest first. */
export const allSessions = async (database: DataSource): Promise<string[]> => {
  const rows: { id: string }[] = await database.query(`select id from live_session order by created_at, id`);
  return rows.map(({ id }) => id);
};
