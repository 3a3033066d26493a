import * as z from 'zod/mini';

/**
 * Every refusal has one of these codes. `status` is its HTTP status; `retryable` says whether the same request may
 * succeed later unchanged.
 */
export const errorCodes = {
  'bad-input': { status: 400, retryable: false },
  'too-large': { status: 413, retryable: false },
  'unsupported-media': { status: 415, retryable: false },
  'not-signed-in': { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  'wrong-origin': { status: 403, retryable: false },
  'not-found': { status: 404, retryable: false },
  'method-not-allowed': { status: 405, retryable: false },
  conflict: { status: 409, retryable: false },
  'already-done': { status: 409, retryable: false },
  'not-now': { status: 409, retryable: false },
  'not-your-role': { status: 403, retryable: false },
  'guide-seen': { status: 409, retryable: false },
  ended: { status: 409, retryable: false },
  'op-reused': { status: 409, retryable: false },
  'no-evidence': { status: 400, retryable: false },
  malformed: { status: 400, retryable: false },
  'foreign-client': { status: 403, retryable: false },
  gap: { status: 409, retryable: false },
  'bad-root': { status: 400, retryable: false },
  'bad-shape': { status: 400, retryable: false },
  'sign-up-closed': { status: 403, retryable: false },
  'email-taken': { status: 409, retryable: false },
  'wrong-credentials': { status: 401, retryable: false },
  'too-many': { status: 429, retryable: true },
  unavailable: { status: 503, retryable: true },
  'time-out': { status: 503, retryable: true },
  internal: { status: 500, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCodes;

/** What went wrong, for people and programs; the same shape over HTTP and as a socket acknowledgement. */
export const problem = z.strictObject({
  ok: z.literal(false),
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  /** One sentence a person can act on. */
  message: z.string(),
  requestId: z.string(),
  retryable: z.boolean(),
  /** Which fields of the input are wrong, as `path → sentence`. */
  fields: z.optional(z.record(z.string(), z.string())),
});
export type Problem = z.infer<typeof problem>;
