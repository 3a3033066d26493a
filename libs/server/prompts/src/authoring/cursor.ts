import { ProblemError } from '@debrief/server/platform';

/** Where a list by time goes on; `at` is Postgres' own text, which loses no microsecond. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

export const writeCursor = ({ at, id }: Place): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** @throws ProblemError `bad-input` for anything that {@link writeCursor} has not made. */
export function readCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string')
      if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(value[0]))
        return { at: value[0], id: value[1] };
  } catch {
    // Falls through to the refusal.
  }
  throw new ProblemError('bad-input', 'This page of the list cannot be read. Start from its beginning.');
}
