import canonicalize from 'canonicalize';
import { createHash, randomBytes } from 'node:crypto';

const sha256 = (...parts: (Buffer | Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Chain value of a stream before its first row. */
export const CHAIN_START = Buffer.alloc(32);

export const newSalt = (): Buffer => randomBytes(16);

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
