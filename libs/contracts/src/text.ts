import * as z from 'zod/mini';

/** True when a string can be stored and shown again unchanged: no NUL (Postgres refuses it), no lone surrogate (it would come back as U+FFFD). */
export const isStorable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** A string of `min` to `max` UTF-16 units that Postgres stores and returns unchanged. Every string on the wire is one of these. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .check(z.minLength(min), z.maxLength(max), z.refine(isStorable, 'contains a character that cannot be stored'));

/** Direction overrides, zero-width and control characters: the ways to fake another person's name or a badge. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/** A person's name as it is stored: NFC, no control or format characters, single spaces, trimmed. */
export const cleanName = (value: string): string =>
  value.normalize('NFC').replace(DECEPTIVE, '').replace(/\s+/gu, ' ').trim();

/** A person's name: 1 to 60 characters after {@link cleanName}. */
export const personName = z.pipe(
  z.pipe(text(240, 1), z.transform(cleanName)),
  z.string().check(z.minLength(1, 'needs at least one visible character'), z.maxLength(60)),
);
