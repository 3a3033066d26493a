import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@debrief/client';
import { routes } from '@debrief/contracts';
import { LiveService, RecordingsService, verifySession } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { bring, bringTo, lockable, meet, type Meeting, type Seat } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.close());

const TYPE = 'audio/webm;codecs=opus';
const piece = (text: string) => new Uint8Array(Buffer.from(`not really sound: ${text}`));
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const microphone = (session: string, seat: Seat) =>
  server.app.get(LiveService).tell(session, { kind: 'call.microphone', participant: seat.participant, has: true });
const filesOf = (recording: string): string[] => {
  try {
    return readdirSync(join(server.settings.dataDir, 'files/recordings', recording), { recursive: true }).map(String);
  } catch {
    return [];
  }
};

interface Take extends Meeting {
  recording: string;
  segment: string;
  send(n: number, bytes?: Uint8Array, more?: { at?: number; sha256?: string; by?: Seat }): Promise<unknown>;
}

/** Both have a microphone and agree; Ana records. */
const record = async (): Promise<Take> => {
  const meeting = await meet(server.url);
  const { session, ana, tom } = meeting;
  await bringTo(meeting, 'interview');
  for (const seat of [ana, tom]) {
    await microphone(session, seat);
    await seat.act('consent.give', { artefact: 'recording', granted: true });
  }
  const [recording, segment] = [newId(), newId()];
  await ana.act('recording.start', { recording });
  const send: Take['send'] = (n, bytes = piece(String(n)), { at = Date.now(), sha256 = sha(bytes), by = ana } = {}) =>
    by.person
      .http(routes.putRecordingChunk, {
        params: { session, recording, segment, n: String(n) },
        query: { type: TYPE, at: String(at), media: String((n + 1) * 1000), sha256 },
        body: bytes,
      })
      .then(
        () => 'ok',
        (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
      );
  return { ...meeting, recording, segment, send };
};
const where = ({ session, recording, segment }: Take) => ({ params: { session, recording, segment } });
const codeOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'ok',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );

test('pieces arrive in any order and once, the file is made when none is missing, and everybody hears it in ranges', async () => {
  const take = await record();
  const { session, ana, tom, recording } = take;
  expect(await take.send(0)).toBe('ok');
  expect(await take.send(2)).toBe('ok');
  expect(await take.send(2)).toBe('ok');
  expect(await take.send(2, piece('another'))).toBe('conflict');
  await ana.act('recording.stop', { recording });
  const close = () => ana.person.http(routes.closeRecordingSegment, { ...where(take), body: { chunks: 3 } });
  expect(await close()).toEqual({ missing: [1] });
  expect(await take.send(1)).toBe('ok');
  expect(await close()).toEqual({ missing: [] });
  expect(await close()).toEqual({ missing: [] });
  const { recordings } = await tom.person.http(routes.listRecordings, { params: { session } });
  expect(recordings).toMatchObject([{ recording, by: ana.participant, isDeleted: false, mayDownload: false }]);
  expect(recordings[0]?.segments[0]?.anchors.map(({ media }) => media)).toEqual([1000, 3000]);
  const path = `/api/sessions/${session}/recordings/${recording}/segments/${take.segment}/sound`;
  const whole = await tom.person.request('GET', path);
  expect(whole.status).toBe(200);
  expect(whole.headers.get('content-type')).toContain('audio/webm');
  expect(whole.headers.get('content-security-policy')).toContain('sandbox');
  expect(whole.text).toBe([0, 1, 2].map((n) => Buffer.from(piece(String(n))).toString()).join(''));
  const part = await tom.person.request('GET', path, { headers: { range: 'bytes=4-9' } });
  expect([part.status, part.headers.get('content-range'), part.text]).toEqual([
    206,
    `bytes 4-9/${whole.text.length}`,
    whole.text.slice(4, 10),
  ]);
  expect((await tom.person.request('GET', path, { headers: { range: 'bytes=9999-' } })).status).toBe(416);
  expect(filesOf(recording).filter((name) => /\/\d+$/.test(name))).toEqual([]);
});

test('only the recorder sends, only inside the recording, only what its digest says', async () => {
  const take = await record();
  expect(await take.send(0, piece('0'), { by: take.tom })).toBe('not-your-role');
  expect(await take.send(0, piece('0'), { sha256: 'f'.repeat(64) })).toBe('malformed');
  expect(await take.send(0, piece('0'), { at: Date.now() - 120_000 })).toBe('ended');
  expect(await take.send(0, piece('0'), { at: Date.now() + 120_000 })).toBe('ended');
  expect(await take.send(14_400)).toBe('too-large');
  expect(filesOf(take.recording)).toEqual([]);
  const stranger = await record();
  const { segment } = stranger;
  expect(await codeOf(stranger.tom.person.http(routes.listRecordings, { params: { session: take.session } }))).toBe(
    'not-found',
  );
  const foreign = { params: { session: take.session, recording: take.recording, segment, n: '0' } };
  const bytes = piece('0');
  const query = { type: TYPE, at: String(Date.now()), media: '1000', sha256: sha(bytes) } as const;
  expect(await codeOf(stranger.ana.person.http(routes.putRecordingChunk, { ...foreign, query, body: bytes }))).toBe(
    'not-found',
  );
});

test('a microphone without consent stops it, in the log, for everybody', async () => {
  const take = await record();
  const eve = await bring(take, 'Eve', 'interviewer');
  await microphone(take.session, eve);
  expect(await take.ana.answer('recording.stop', { recording: take.recording })).toBe('not-now');
  expect(await take.ana.answer('recording.start', { recording: newId() })).toBe('not-now');
});

test('anybody recorded deletes it at any time, sound and all; an observer does not', async () => {
  const take = await record();
  const { session, recording, tom, ana } = take;
  const eve = await bring(take, 'Eve', 'observer');
  for (const n of [0, 1]) expect(await take.send(n)).toBe('ok');
  expect(filesOf(recording).length).toBeGreaterThan(1);
  const gone = { params: { session, recording } };
  expect(await codeOf(eve.person.http(routes.deleteRecording, gone))).toBe('not-your-role');
  await tom.person.http(routes.deleteRecording, gone);
  await tom.person.http(routes.deleteRecording, gone);
  expect(filesOf(recording).filter((name) => /\d$|webm$/.test(name) && !name.match(/^[0-9a-f-]{36}$/))).toEqual([]);
  expect(await take.send(2)).toBe('ended');
  expect(await codeOf(ana.person.http(routes.closeRecordingSegment, { ...where(take), body: { chunks: 2 } }))).toBe(
    'ended',
  );
  const { recordings } = await ana.person.http(routes.listRecordings, { params: { session } });
  expect(recordings).toMatchObject([{ isDeleted: true, segments: [] }]);
  const [row]: { n: number }[] = await server.dataSource.query(
    `select count(*)::int as n from live_log where session = $1 and kind in ('recording-stopped', 'recording-deleted')`,
    [session],
  );
  expect(row?.n).toBe(2);
});

test('deleting after the session was sealed leaves the log as it was', async () => {
  const take = await record();
  const { session, recording, tom, ana } = take;
  await take.send(0);
  await ana.act('scoring.start', { round: 1 });
  for (const seat of [ana, tom]) await seat.act('card.lock', { round: 1, card: lockable('estimation') });
  await ana.act('end.propose', {});
  await tom.act('end.agree', {});
  const rows = () => server.dataSource.query(`select count(*) from live_log where session = $1`, [session]);
  const before: unknown = await rows();
  await tom.person.http(routes.deleteRecording, { params: { session, recording } });
  expect(await rows()).toEqual(before);
  expect(await verifySession(server.dataSource, session)).toMatchObject({ faults: [] });
  const { recordings } = await ana.person.http(routes.listRecordings, { params: { session } });
  expect(recordings[0]).toMatchObject({ isDeleted: true, segments: [] });
});

test('it is downloaded only when everybody recorded has agreed to that too', async () => {
  const take = await record();
  const { session, recording, ana, tom } = take;
  await take.send(0);
  await ana.act('recording.stop', { recording });
  await ana.person.http(routes.closeRecordingSegment, { ...where(take), body: { chunks: 1 } });
  const path = `/api/sessions/${session}/recordings/${recording}/segments/${take.segment}/sound?download=yes`;
  expect((await ana.person.request('GET', path)).status).toBe(403);
  await ana.act('consent.give', { artefact: 'download', granted: true });
  expect((await ana.person.request('GET', path)).status).toBe(403);
  await tom.act('consent.give', { artefact: 'download', granted: true });
  const answer = await ana.person.request('GET', path);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="debrief-[0-9a-f]{8}\.webm"$/);
});

test('erasing a person deletes what they could be heard in', async () => {
  const take = await record();
  await take.send(0);
  expect(await server.app.get(RecordingsService).eraseVoice(take.session, newId())).toBe(0);
  expect(await server.app.get(RecordingsService).eraseVoice(take.session, take.tom.participant)).toBe(1);
  expect(filesOf(take.recording).filter((name) => name.endsWith('/0'))).toEqual([]);
});
