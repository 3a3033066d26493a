import { type ErrorCode, errorCodes, type Problem } from '@debrief/contracts';
import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { codeOf, messageOf } from './error-parts';

/** A refusal with a code of the contract; thrown anywhere, answered as it is over HTTP and to a socket command. */
export class ProblemError extends Error {
  /** What went wrong field by field, as `path → sentence`. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    more: { fields?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'ProblemError';
    this.fields = more.fields;
  }
}

/** What a database error means to the caller. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const database: Record<string, readonly [ErrorCode, string]> = {
  '22P02': ['bad-input', 'A value in the request has the wrong form.'],
  '22003': ['bad-input', 'A number in the request is too large.'],
  '22021': ['bad-input', 'The text contains a character that cannot be stored.'],
  '22P05': ['bad-input', 'The text contains a character that cannot be stored.'],
  '23505': ['conflict', 'This exists already, or somebody else was faster.'],
  '40001': ['unavailable', 'Two changes collided. Try again.'],
  '40P01': ['unavailable', 'Two changes collided. Try again.'],
  '53100': ['unavailable', 'The server has no disk space left. Nothing was saved.'],
  '57014': ['time-out', 'The database took too long. Try again.'],
};
const DATABASE_AWAY = /^(08|53|57P|55P03|25P03)/;
/** What node and pg report when the connection is gone or the pool is exhausted. */
const CONNECTION_LOST =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout/;
const AWAY = ['unavailable', 'The database does not answer at the moment. Try again shortly.'] as const;

const byStatus: Record<number, readonly [ErrorCode, string]> = {
  400: ['bad-input', 'The request cannot be read.'],
  401: ['not-signed-in', 'Sign in first.'],
  403: ['forbidden', 'You may not do this.'],
  404: ['not-found', 'There is nothing at this address.'],
  405: ['method-not-allowed', 'This address does not take this method.'],
  413: ['too-large', 'The request is too large.'],
  415: ['unsupported-media', 'Send JSON with the content type application/json.'],
  429: ['too-many', 'Too many requests. Wait a moment.'],
  503: ['unavailable', 'The server cannot do this right now. Try again shortly.'],
};

/** Fastify's own refusals of a request it could not read, by its error code. */
const fastify: Record<string, readonly [ErrorCode, string]> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad-input', 'The body is empty, although JSON was announced.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'There is nothing at this address.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-input', 'The body is shorter or longer than announced.'],
};

/** The text goes to strangers: only a {@link ProblemError} chooses its own, every other error gets a fixed sentence. */
function classify(error: unknown): readonly [ErrorCode, string] {
  if (error instanceof ProblemError) return [error.code, error.message];
  const driver: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = codeOf(driver);
  const known = database[code] ?? fastify[code];
  if (known) return known;
  const text = messageOf(driver);
  if (DATABASE_AWAY.test(code) && /^[0-9A-Z]{5}$/.test(code)) return AWAY;
  if (CONNECTION_LOST.test(code) || CONNECTION_LOST.test(text)) return AWAY;
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
  return (
    byStatus[status] ??
    (status < 500
      ? ['bad-input', 'The request cannot be read.']
      : ['internal', 'Something went wrong on the server. It was logged under this request id.'])
  );
}

/**
 * The envelope that any thrown value becomes, over HTTP and as a socket acknowledgement. Pure: logging `internal`
 * ones with their request id is the caller's duty. No stack, SQL or payload ever reaches it.
 */
export function toProblem(error: unknown, requestId: string): Problem {
  const [code, message] = classify(error);
  const fields = error instanceof ProblemError ? error.fields : undefined;
  return { ok: false, code, message, requestId, retryable: errorCodes[code].retryable, ...(fields && { fields }) };
}
