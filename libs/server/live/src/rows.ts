import type { EventKind, LiveEvent, Stream, WireEvent } from '@debrief/contracts';
import type { Folded } from '@debrief/live-core';

/** A row of `live_log` as it is read back; `at` in ms. */
export interface LogRow {
  session: string;
  stream: Stream;
  seq: number;
  at: number;
  kind: EventKind | 'doc';
  participant: string | null;
  op_id: string | null;
  doc: string | null;
  epoch: number;
  payload: unknown;
  data: Buffer | null;
}

/** Columns of `live_log` in the shape of {@link LogRow}: the time as whole milliseconds. */
export const LOG_COLUMNS = `session, stream, seq, (extract(epoch from at) * 1000)::float8 as at, kind, participant, op_id, doc, epoch, payload, data`;

/** A stored row as its audience receives it. */
export const toWire = (row: LogRow): WireEvent => {
  const head = { stream: row.stream, seq: row.seq, at: row.at, participant: row.participant };
  if (row.kind === 'doc')
    return { ...head, kind: 'doc', doc: row.doc ?? '', data: (row.data ?? Buffer.alloc(0)).toString('base64') };
  return { ...head, ...asEvent(row) };
};

/** A stored row as `apply` reads it. The log only ever holds what `decide` made, so its shape is known. */
export const toFolded = (row: Pick<LogRow, 'stream' | 'kind' | 'payload'>): Folded => ({
  stream: row.stream,
  ...asEvent(row),
});

const asEvent = (row: Pick<LogRow, 'kind' | 'payload'>): LiveEvent =>
  ({ kind: row.kind, payload: row.payload }) as LiveEvent;
