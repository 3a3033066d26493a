import * as z from 'zod/mini';

/** A lower-case UUID of any version. Ids of sessions, participants, marks and operations are all of this shape. */
export const id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'is not an id'));

/** An account's id, made by the accounts library: 1 to 64 letters, digits, `-` or `_`. */
export const accountId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an account id'));

/** A prompt's lasting name, such as `longer-loans`. */
export const promptId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'is not a prompt id'));

/** The code in an invite link: 128 random bits in base64url. */
export const inviteCode = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'is not an invite code'));

/** A moment on the wire: ISO 8601 in UTC with milliseconds. */
export const instant = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'is not an instant in UTC'));

/** Where a list goes on; opaque to clients. */
export const cursor = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,200}$/, 'is not a cursor'));

export type SessionId = string;
export type ParticipantId = string;
