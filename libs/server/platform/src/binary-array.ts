/** Types a {@link binaryArray} may have: Postgres' number of the type, and what one value takes in bytes. */
const TYPES = {
  uuid: {
    oid: 2950,
    write: (at: Buffer, from: number, value: string) => at.write(value.replaceAll('-', ''), from, 'hex'),
  },
  int4: { oid: 23, write: (at: Buffer, from: number, value: number) => at.writeInt32BE(value, from) - from },
  float8: { oid: 701, write: (at: Buffer, from: number, value: number) => at.writeDoubleBE(value, from) - from },
  text: { oid: 25, write: (at: Buffer, from: number, value: string) => at.write(value, from, 'utf8') },
  bytea: { oid: 17, write: (at: Buffer, from: number, value: Uint8Array) => (at.set(value, from), value.length) },
} as const;
type Types = typeof TYPES;
type ValueOf<T extends keyof Types> = Parameters<Types[T]['write']>[2];

const HEADER = 20;
const LENGTH = 4;
/** Longest form of a value of fixed size. */
const FIXED = 16;

/**
 * A one-dimensional array in the form in which Postgres sends it, for a parameter of type `T[]`. The driver passes bytes
 * on as they are, where it would quote and escape each element of a JavaScript array, bytes as hexadecimal digits.
 */
export const binaryArray = <T extends keyof Types>(type: T, values: readonly (ValueOf<T> | null)[]): Buffer => {
  const { oid, write } = TYPES[type] as { oid: number; write: (at: Buffer, from: number, value: unknown) => number };
  let size = HEADER;
  let hasNull = false;
  for (const value of values) {
    size +=
      LENGTH + (typeof value === 'string' ? 3 * value.length : value instanceof Uint8Array ? value.length : FIXED);
    hasNull ||= value === null;
  }
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(hasNull ? 1 : 0, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEADER;
  for (const value of values) {
    const length = value === null ? -1 : write(bytes, at + LENGTH, value);
    bytes.writeInt32BE(length, at);
    at += LENGTH + Math.max(0, length);
  }
  return bytes.subarray(0, at);
};
