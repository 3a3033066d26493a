import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { MAX_IMAGE, MAX_IMAGES, routes } from '@debrief/contracts';
import { BoardFilesService } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { bring, bringTo, meet, type Meeting, type Seat } from '../support/meeting';
import type { Person } from '../support/person';
import { jpeg, png, sha256, webp } from '../support/pictures';
import { bootServer } from '../support/server';

let server: TestApp;
let meeting: Meeting;
let priya: Seat;
beforeAll(async () => {
  server = await bootServer();
  meeting = await meet(server.url);
  priya = await bring(meeting, 'Priya', 'observer');
  await bringTo(meeting, 'interview');
}, 60_000);
afterAll(() => server.close());

const BYTES = { 'content-type': 'application/octet-stream' };
const address = (name: string, session = meeting.session) => `/api/sessions/${session}/files/${name}`;
const codeOf = (body: unknown): string => (body as { code?: string } | undefined)?.code ?? 'ok';
const send = async (
  bytes: Uint8Array,
  {
    by = meeting.tom.person,
    name = sha256(bytes),
    headers = BYTES as Record<string, string>,
    session = meeting.session,
  } = {},
) => {
  const { status, body } = await by.request('PUT', address(name, session), { body: bytes, headers });
  return `${status} ${codeOf(body)}`;
};
const words = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const folder = () => join(server.settings.dataDir, 'files/boards', meeting.session);
const stored = () => (existsSync(folder()) ? readdirSync(folder()) : []);

describe('images of a board', () => {
  it('are stored by whoever draws and read by whoever is in the room', async () => {
    for (const [by, bytes, type] of [
      [meeting.tom, png(), 'image/png'],
      [meeting.ana, jpeg(), 'image/jpeg'],
      [meeting.ana, webp(), 'image/webp'],
    ] as [Seat, Uint8Array, string][]) {
      expect(await send(bytes, { by: by.person })).toBe('204 ok');
      for (const reader of [meeting.ana, meeting.tom, priya]) {
        const { status, headers } = await reader.person.request('GET', address(sha256(bytes)));
        expect(status).toBe(200);
        expect(headers.get('content-type')).toBe(type);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
        expect(headers.get('content-disposition')).toBe('inline');
        expect(headers.get('cache-control')).toMatch(/^private/);
      }
    }
  });

  it('are one file however often they are sent', async () => {
    const bytes = png(3, 3);
    expect(await Promise.all([send(bytes), send(bytes), send(bytes, { by: meeting.ana.person })])).toEqual([
      '204 ok',
      '204 ok',
      '204 ok',
    ]);
    expect(stored().filter((name) => name === sha256(bytes))).toHaveLength(1);
  });

  it('are refused to observers, strangers, and after scoring began', async () => {
    const other = await meet(server.url);
    expect(await send(png(2, 2), { by: priya.person })).toBe('403 forbidden');
    expect(await send(png(2, 2), { by: other.ana.person })).toBe('404 not-found');
    expect((await other.ana.person.request('GET', address(sha256(png())))).status).toBe(404);
    expect((await other.tom.person.request('GET', address(sha256(png()), other.session))).status).toBe(404);
    expect(await send(png(2, 2), { by: other.ana.person, session: other.session })).toBe('409 not-now');
    await bringTo(other, 'scoring');
    expect(await send(png(2, 2), { by: other.ana.person, session: other.session })).toBe('403 forbidden');
  });

  it('go with the person who put them there', async () => {
    const other = await meet(server.url);
    await bringTo(other, 'interview');
    const bytes = png(5, 5);
    expect(await send(bytes, { by: other.tom.person, session: other.session })).toBe('204 ok');
    expect(await server.app.get(BoardFilesService).erase(other.session, other.ana.participant)).toBe(0);
    expect(await server.app.get(BoardFilesService).erase(other.session, other.tom.participant)).toBe(1);
    expect((await other.ana.person.request('GET', address(sha256(bytes), other.session))).status).toBe(404);
    expect(readdirSync(join(server.settings.dataDir, 'files/boards', other.session))).toEqual([]);
  });

  it(`are at most ${MAX_IMAGES} in a session, also when the last ones come at once`, async () => {
    const other = await meet(server.url);
    await bringTo(other, 'interview');
    const one = (shade: number) => send(png(1, 1, { shade }), { by: other.tom.person, session: other.session });
    for (let n = 0; n < MAX_IMAGES - 2; n += 1) expect(await one(n)).toBe('204 ok');
    const last = await Promise.all([101, 102, 103, 104, 105, 106].map(one));
    expect(last.sort()).toEqual([...Array<string>(2).fill('204 ok'), ...Array<string>(4).fill('413 too-large')]);
  });
});

const HTML = '<!doctype html><script>fetch("/api/me")</script>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const refused = '415 unsupported-media';
/** What somebody sends who means harm, and what they hear. */
const corpus: [string, () => Promise<string>, string][] = [
  ['an SVG with a script', () => send(words(SVG)), refused],
  ['an SVG behind an XML head', () => send(words(`<?xml version="1.0"?>${SVG}`)), refused],
  ['HTML', () => send(words(HTML)), refused],
  ['JavaScript', () => send(words('alert(1)')), refused],
  ['a PDF', () => send(words('%PDF-1.7 %EOF')), refused],
  ['a GIF', () => send(words('GIF89a\u0001\u0000\u0001\u0000;')), refused],
  ['a BMP', () => send(words('BM00000000')), refused],
  ['a TIFF', () => send(new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])), refused],
  ['an icon', () => send(new Uint8Array([0, 0, 1, 0, 1, 0])), refused],
  ['an AVIF', () => send(words('\u0000\u0000\u0000\u001cftypavif')), refused],
  ['a zip', () => send(words('PK\u0003\u0004')), refused],
  ['a program', () => send(words('\u007fELF\u0002\u0001\u0001')), refused],
  ['a flash film', () => send(words('CWS\u0009')), refused],
  ['nothing', () => send(new Uint8Array()), refused],
  ['one byte', () => send(new Uint8Array([0x89])), refused],
  ['zeros', () => send(new Uint8Array(64)), refused],
  ['a PNG head and no more', () => send(png().slice(0, 16)), refused],
  ['a PNG cut off', () => send(png().slice(0, -14)), refused],
  ['a PNG without pixels', () => send(new Uint8Array([...png().slice(0, 33), ...png().slice(-12)])), refused],
  ['a PNG with HTML behind it', () => send(png(1, 1, { tail: HTML })), refused],
  ['a PNG with a zip behind it', () => send(png(1, 1, { tail: 'PK\u0003\u0004' })), refused],
  ['a GIF and JavaScript at once', () => send(words('GIF89a/*\u0000*/=1;alert(1)//')), refused],
  [
    'a PNG whose chunk claims 4 GB',
    () => send(new Uint8Array([...png().slice(0, 8), 255, 255, 255, 255, ...png().slice(12)])),
    refused,
  ],
  ['a PNG of 60,000 pixels a side', () => send(png(60_000, 60_000)), '413 too-large'],
  ['a PNG of 4,097 pixels', () => send(png(4_097, 1)), '413 too-large'],
  ['a PNG of no size', () => send(png(0, 0)), '413 too-large'],
  ['a JPEG with HTML behind it', () => send(jpeg(1, 1, [...words(HTML)])), refused],
  ['a JPEG of 65,535 pixels', () => send(jpeg(65_535, 65_535)), '413 too-large'],
  ['a JPEG without a frame', () => send(new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9])), refused],
  ['a JPEG cut off', () => send(jpeg().slice(0, -2)), refused],
  ['a WebP that is longer than it says', () => send(new Uint8Array([...webp(), ...words(HTML)])), refused],
  ['a WebP of 16,384 pixels', () => send(webp(16_384, 16_384)), '413 too-large'],
  ['an image under another hash', () => send(png(), { name: 'a'.repeat(64) }), '400 malformed'],
  ['an image that lost its end on the way', () => send(png().slice(0, -1), { name: sha256(png()) }), '400 malformed'],
  ['an image called image/png', () => send(png(), { headers: { 'content-type': 'image/png' } }), refused],
  ['an image called text/html', () => send(png(), { headers: { 'content-type': 'text/html' } }), refused],
  [
    'a form with a file',
    () => send(words('--x\r\n\r\n--x--'), { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    refused,
  ],
  ['JSON', () => send(words('{}'), { headers: { 'content-type': 'application/json' } }), refused],
  ['a name that climbs', () => send(png(), { name: '..%2f..%2f..%2fetc%2fpasswd' }), '400 bad-input'],
  ['a name with a NUL', () => send(png(), { name: `%00${'a'.repeat(63)}` }), '400 bad-input'],
  ['a name in capitals', () => send(png(), { name: sha256(png()).toUpperCase() }), '400 bad-input'],
  ['a name that is a file', () => send(png(), { name: 'x.svg' }), '400 bad-input'],
  ['more than two megabytes', () => send(new Uint8Array(MAX_IMAGE + 1)), '413 too-large'],
  ['two megabytes of noise', () => send(new Uint8Array(MAX_IMAGE).fill(7)), refused],
];

/** A body of its own making: pieces without an end, or an end that comes too soon. */
const stream = (person: Person, how: 'endless' | 'cut'): Promise<string> =>
  new Promise((done) => {
    const { hostname, port } = new URL(server.url);
    const asked = request({
      hostname,
      port,
      method: 'PUT',
      path: address('b'.repeat(64)),
      headers: { ...person.headers, ...BYTES, ...(how === 'cut' && { 'content-length': '5000' }) },
    });
    asked.on('response', (answer) => {
      answer.resume();
      done(String(answer.statusCode));
      asked.destroy();
    });
    asked.on('error', () => done('closed'));
    if (how === 'cut') {
      asked.write(Buffer.alloc(100));
      setTimeout(() => asked.destroy(), 50);
      return;
    }
    const piece = Buffer.alloc(64 * 1024, 1);
    const more = (): void => {
      if (asked.destroyed) return;
      if (asked.write(piece)) setImmediate(more);
      else asked.once('drain', more);
    };
    more();
  });

describe('what else is sent as an image', () => {
  it.each(corpus)('%s', async (_, attempt, outcome) => {
    const before = stored().length;
    expect(await attempt()).toBe(outcome);
    expect(stored()).toHaveLength(before);
  });

  it('a body without an end, and one that breaks off', async () => {
    const before = stored().length;
    expect(await stream(meeting.tom.person, 'endless')).toMatch(/^(413|closed)$/);
    expect(await stream(meeting.tom.person, 'cut')).toBe('closed');
    expect(stored()).toHaveLength(before);
    expect((await meeting.tom.person.http(routes.getMe, {})).me).toBeDefined();
  });

  it('names that climb are not read either', async () => {
    for (const name of ['..%2f..%2fpostgres.json', '%2e%2e', `${'a'.repeat(63)}%00`, 'A'.repeat(64)]) {
      const { status } = await meeting.tom.person.request('GET', address(name));
      expect([400, 404]).toContain(status);
    }
  });
});
