import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DiskFiles, type Files, rangeOf, S3Files } from './files';

const folder = mkdtempSync(join(tmpdir(), 'debrief-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A bucket of this process: keeps objects, demands a signature. */
const bucket = new Map<string, Buffer>();
let service: Server;
let isBroken = false;
beforeAll(async () => {
  service = createServer((request, response) => {
    void buffer(request).then((body) => {
      const name = request.url ?? '';
      const found = bucket.get(name);
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/')) response.writeHead(403).end();
      else if (isBroken) response.writeHead(500).end();
      else if (request.method === 'PUT') response.writeHead(bucket.set(name, body) ? 200 : 500).end();
      else if (request.method === 'DELETE') response.writeHead(bucket.delete(name) ? 204 : 404).end();
      else if (!found) response.writeHead(404).end();
      else if (request.method === 'HEAD') response.writeHead(200, { 'content-length': found.length }).end();
      else {
        const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
        response.writeHead(206).end(found.subarray(Number(from), Number(to) + 1));
      }
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void service.close());

const s3 = () =>
  new S3Files({
    endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
    bucket: 'debrief',
    region: 'us-east-1',
    accessKey: 'key',
    secretKey: 'hush',
  });

const stores: [string, () => Files][] = [
  ['disk', () => new DiskFiles(folder)],
  ['bucket', s3],
];

describe.each(stores)('on %s', (_, make) => {
  test('bytes come back whole and in ranges, are replaced, and go', async () => {
    const files = make();
    const name = 'images/0b5c/one.png';
    expect(await files.size(name)).toBeUndefined();
    await files.put(name, Buffer.from('hello world'));
    expect(await files.size(name)).toBe(11);
    expect((await buffer(await files.read(name, 6, 10))).toString()).toBe('world');
    await files.put(name, Buffer.from('again'));
    expect((await buffer(await files.read(name, 0, 4))).toString()).toBe('again');
    await files.remove(name);
    await files.remove(name);
    expect(await files.size(name)).toBeUndefined();
  });

  test.each(['../secret.key', 'images/../../secret', '/etc/passwd', 'one', 'images/a\u0000b', 'images//x', 'IMAGES/x'])(
    'the name %j is refused',
    async (name) => {
      await expect(make().put(name, Buffer.from('x'))).rejects.toThrow('not a name');
    },
  );
});

test('a write that fails leaves nothing behind', async () => {
  const files = new DiskFiles(folder);
  await files.put('images/taken/x', Buffer.from('x'));
  await expect(files.put('images/taken', Buffer.from('y'))).rejects.toThrow();
  expect(readdirSync(join(folder, 'images')).filter((name) => name.startsWith('taken.'))).toEqual([]);
});

test('a bucket that fails is said to be unavailable', async () => {
  isBroken = true;
  await expect(s3().put('images/x', Buffer.from('x'))).rejects.toMatchObject({ code: 'unavailable' });
  isBroken = false;
});

test.each([
  [undefined, undefined],
  ['bytes=0-3', { from: 0, to: 3 }],
  ['bytes=4-', { from: 4, to: 9 }],
  ['bytes=-3', { from: 7, to: 9 }],
  ['bytes=-99', { from: 0, to: 9 }],
  ['bytes=4-99', { from: 4, to: 9 }],
  ['bytes=10-', 'none'],
  ['bytes=5-2', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=0-1,4-5', undefined],
  ['items=0-1', undefined],
  ['bytes=-', undefined],
])('the range %s of ten bytes', (header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected);
});
