import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const chunk = (kind: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** A grey PNG, whole up to 64 by 4 pixels, beyond that in its head only; `more` are chunks before the end, `tail` are bytes behind it. */
export const png = (
  width = 1,
  height = 1,
  { more = [], tail = '', shade = 128 }: { more?: [string, string][]; tail?: string; shade?: number } = {},
): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Math.min(height, 4);
  const row = Math.min(width, 64) + 1;
  const raw = Buffer.alloc(rows * row, shade);
  for (let at = 0; at < raw.length; at += row) raw[at] = 0;
  const pixels = deflateSync(raw);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      ...more.map(([kind, text]) => chunk(kind, Buffer.from(text))),
      chunk('IDAT', pixels),
      chunk('IEND', Buffer.alloc(0)),
      Buffer.from(tail),
    ]),
  );
};

/** The frame of a JPEG: enough for its size to be read. */
export const jpeg = (width = 1, height = 1, tail: readonly number[] = []): Uint8Array =>
  new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x4a, 0x46],
    ...[0xff, 0xc0, 0x00, 0x0b, 0x08, height >> 8, height & 255, width >> 8, width & 255, 0x01, 0x01, 0x11, 0x00],
    ...[0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x7f, 0xff, 0xd9],
    ...tail,
  ]);

/** The head of a lossless WebP. */
export const webp = (width = 1, height = 1): Uint8Array => {
  const data = Buffer.alloc(26);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(18, 4);
  data.write('WEBPVP8L', 8, 'latin1');
  data.writeUInt32LE(5, 16);
  data[20] = 0x2f;
  data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21);
  return new Uint8Array(data);
};
