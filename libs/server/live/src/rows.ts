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

/**
 * A stored row as its audience receives it. Edits come a thousand a second: V8 gives an object that is spread from
 * another and then added to a hidden class of its own, which no cache knows and which outlives it in the old generation.
 */
export const toWire = (row: LogRow): WireEvent => {
  const { stream, seq, at, participant } = row;
  if (row.kind !== 'doc') return { stream, seq, at, participant, ...asEvent(row) };
  const data = (row.data ?? Buffer.alloc(0)).toString('base64');
  return { stream, seq, at, participant, kind: 'doc', doc: row.doc ?? '', data };
};

/** A stored row as `apply` reads it. The log only ever holds what `decide` made, so its shape is known. */
export const toFolded = (row: Pick<LogRow, 'stream' | 'kind' | 'payload'>): Folded => ({
  stream: row.stream,
  ...asEvent(row),
});

const asEvent = (row: Pick<LogRow, 'kind' | 'payload'>): LiveEvent =>
  ({ kind: row.kind, payload: row.payload }) as LiveEvent;
