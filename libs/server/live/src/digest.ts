import canonicalize from 'canonicalize';
import { hash, randomBytes } from 'node:crypto';

const bytesOf = (part: Uint8Array | string): Uint8Array => (typeof part === 'string' ? Buffer.from(part) : part);
const sha256 = (...parts: (Uint8Array | string)[]): Buffer =>
  hash('sha256', Buffer.concat(parts.map(bytesOf)), 'buffer');

/** Chain value of a stream before its first row. */
export const CHAIN_START = Buffer.alloc(32);

const SALT = 16;
const POOL = 256 * SALT;
let pool = Buffer.alloc(0);

/** 16 random bytes. They are drawn many at a time: one call for each row costs more than its two hashes. */
export const newSalt = (): Buffer => {
  if (!pool.length) pool = randomBytes(POOL);
  const salt = pool.subarray(0, SALT);
  pool = pool.subarray(SALT);
  return salt;
};

/** Digest of a row's body: the bytes of a document update as stored, else the RFC 8785 form of its payload. */
export const bodyDigest = (salt: Uint8Array, body: { payload: unknown; data: Uint8Array | null }): Buffer =>
  sha256(salt, body.data ?? canonicalize(body.payload) ?? 'null');

/**
 * Next link of a stream's chain. It covers the digest and not the body, so erasing a person's words keeps the chain
 * provable while a changed order, time, kind or author breaks it.
 */
export const nextLink = (
  previous: Uint8Array,
  row: { seq: number; at: number; kind: string; participant: string | null; digest: Uint8Array },
): Buffer => sha256(previous, `${row.seq}|${row.at}|${row.kind}|${row.participant ?? ''}|`, row.digest);

/** Hash of a command as the client sent it: a repeated op with another body is refused. */
export const commandHash = (kind: string, input: unknown): Buffer => sha256(kind, '|', canonicalize(input) ?? '');
