import { randomBytes } from 'node:crypto';
import { isFresh, openEnvelope, sealEnvelope } from './envelope';

const key = randomBytes(32);
const sealed = sealEnvelope(key, 'a', 1_763_851_234_567, Buffer.from('body'));

test('what was sealed is opened under the same key and channel', () => {
  expect(openEnvelope(key, 'a', sealed)).toEqual({ sentAt: 1_763_851_234_567, body: Buffer.from('body') });
  expect(openEnvelope(key, 'a', sealEnvelope(key, 'a', 1, Buffer.alloc(0)))?.body).toHaveLength(0);
});

test('another key, another channel, a changed or a cut byte is refused', () => {
  expect(openEnvelope(randomBytes(32), 'a', sealed)).toBeUndefined();
  expect(openEnvelope(key, 'b', sealed)).toBeUndefined();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
    expect(openEnvelope(key, 'a', changed)).toBeUndefined();
    expect(openEnvelope(key, 'a', sealed.subarray(0, at))).toBeUndefined();
  }
});

test('what was held back is stale', () => {
  expect(isFresh(1_000, 1_500)).toBe(true);
  expect(isFresh(1_000, 11_001)).toBe(false);
  expect(isFresh(20_000, 1_000)).toBe(false);
});
