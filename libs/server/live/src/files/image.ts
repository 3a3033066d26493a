/** What the bytes of a picture say about themselves. */
export interface ImageFacts {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/**
 * Type and size of a PNG, JPEG or WebP by its own structure, never by what a sender claims; undefined for anything
 * else, for a file that is cut off, and for one that carries something behind its end.
 */
export const imageFacts = (bytes: Uint8Array): ImageFacts | undefined => {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return pngFacts(data) ?? jpegFacts(data) ?? webpFacts(data);
  } catch {
    // Read beyond the end: cut off, or made to look longer than it is.
    return undefined;
  }
};

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const pngFacts = (data: Buffer): ImageFacts | undefined => {
  if (!data.subarray(0, 8).equals(PNG) || data.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const size = { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
  let hasPixels = false;
  for (let at = 8; at < data.length;) {
    const length = data.readUInt32BE(at);
    const kind = data.toString('latin1', at + 4, at + 8);
    at += 12 + length;
    hasPixels ||= kind === 'IDAT';
    if (kind === 'IEND') return at === data.length && hasPixels ? { type: 'image/png', ...size } : undefined;
  }
  return undefined;
};

const jpegFacts = (data: Buffer): ImageFacts | undefined => {
  if (data.readUInt16BE(0) !== 0xffd8 || data.readUInt16BE(data.length - 2) !== 0xffd9) return undefined;
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at < data.length;) {
    if (data[at] !== 0xff) return undefined;
    const marker = data.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) size = { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    // Pixels begin: they run to the end that was looked at first.
    if (marker === 0xda) return size && { type: 'image/jpeg', ...size };
    at += 2 + data.readUInt16BE(at + 2);
  }
  return undefined;
};

const webpFacts = (data: Buffer): ImageFacts | undefined => {
  if (data.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  if (data.readUInt32LE(4) + 8 !== data.length) return undefined;
  const kind = data.toString('latin1', 12, 16);
  const type = 'image/webp';
  if (kind === 'VP8X') return { type, width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L' && data[20] === 0x2f) {
    const bits = data.readUInt32LE(21);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8 ' && data.readUIntBE(23, 3) === 0x9d012a)
    return { type, width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
  return undefined;
};
