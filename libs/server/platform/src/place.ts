import { ProblemError } from './problem';

/** What one value of a place has to look like: it goes into a comparison of its type. */
export type PlaceForm = (text: string) => boolean;

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/;

/** The kinds of values that lists are ordered by. `moment` is a time as Postgres writes it, which loses no microsecond. */
export const placeForms = {
  text: () => true,
  whole: (text) => /^\d{1,9}$/.test(text),
  moment: (text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)),
} as const satisfies Record<string, PlaceForm>;

/** The last row of a page as an opaque word: the values that the list is ordered by. Read by {@link readPlace}. */
export const writePlace = (...parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/**
 * Where a list goes on: the values that {@link writePlace} was given, as text, or null on the first page.
 * @throws ProblemError `bad-input` for anything that no page of this list has ended with
 */
export function readPlace<F extends readonly PlaceForm[]>(
  cursor: string | undefined,
  ...forms: F
): { [K in keyof F]: string } | null {
  if (cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.length === forms.length) {
      const parts = value.map((part: unknown) =>
        typeof part === 'string' || typeof part === 'number' ? String(part) : null,
      );
      if (parts.every((part, at) => part !== null && forms[at]?.(part))) return parts as { [K in keyof F]: string };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new ProblemError('bad-input', 'This page of the list cannot be read. Start from its beginning.');
}
