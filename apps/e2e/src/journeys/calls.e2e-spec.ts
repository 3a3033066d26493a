import { expect, test, type Browser, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProcess } from '../support/api-process';
import { closeClients } from '../support/clients';
import { freePort } from '../support/free-port';
import { bring, bringTo, meet, type Meeting, type Seat } from '../support/meeting';
import { Caller, heardOn, keepConnections, seesAndHears } from './support/caller';
import { startInterview } from './support/started';
import { onDatabase } from './support/on-database';
import { startTurn, type TurnServer } from './support/turn-server';

const fakes = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // A machine without a network has nobody to ask for the name that hides an address.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
const flags = (process.env.CHROMIUM_FLAGS ?? '--headless --no-sandbox --disable-gpu').split(' ');
test.use({
  launchOptions: {
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [...flags, ...fakes],
  },
});
test.skip(!process.env.TEST_DATABASE_URL, 'These journeys kill a server of their own and need a Postgres for it.');

const SECRET = 'shared with the relay';
const databaseServer = process.env.TEST_DATABASE_URL ?? '';
const name = `calls_${Date.now().toString(36)}`;
const dataDir = mkdtempSync(join(tmpdir(), 'debrief-calls-'));
let server: ApiProcess;
let turn: TurnServer | null = null;

test.beforeAll(async () => {
  await onDatabase(databaseServer, `create database ${name}`);
  const databaseUrl = new URL(databaseServer);
  databaseUrl.pathname = `/${name}`;
  turn = await startTurn(SECRET);
  server = new ApiProcess({
    entry: join(__dirname, '../../../../dist/apps/api/main.js'),
    databaseUrl: databaseUrl.toString(),
    dataDir,
    port: await freePort(),
    env: turn ? { TURN_URL: turn.url, TURN_SECRET: SECRET } : {},
  });
  await server.start();
});
test.afterAll(async () => {
  closeClients();
  await server.stop();
  await turn?.stop();
  rmSync(dataDir, { recursive: true, force: true });
  await onDatabase(databaseServer, `drop database ${name} with (force)`);
  expect(server.surprises).toEqual([]);
});

let callers: Caller[] = [];
test.afterEach(async () => {
  for (const caller of callers) await caller.close();
  callers = [];
});

/** The seat's own socket makes room for the browser's. */
const call = async (browser: Browser, { session }: Meeting, seat: Seat, isRelayOnly = false): Promise<Caller> => {
  const caller = await Caller.open(browser, seat.person, session, isRelayOnly);
  callers.push(caller);
  return caller;
};
const pair = async (browser: Browser, isRelayOnly = false): Promise<[Caller, Caller]> => {
  const meeting = await meet(server.url);
  const ana = await call(browser, meeting, meeting.ana, isRelayOnly);
  const tom = await call(browser, meeting, meeting.tom, isRelayOnly);
  for (const caller of [ana, tom]) await caller.enter();
  return [ana, tom];
};

test('in the room: two join, one is muted and dark, the server is killed, and one leaves', async ({
  browser,
}, info) => {
  const { ana, tom } = await startInterview(browser, info, `http://localhost:${new URL(server.url).port}`);
  const both = [ana, tom];
  const call = (page: Page) => page.getByRole('region', { name: 'Call', exact: true }).first();
  for (const { page } of both) await page.evaluate(keepConnections);
  for (const visitor of both) await visitor.press('Join the call');
  for (const { page, name } of both) await seesAndHears(page, name);
  for (const visitor of both) await visitor.look('in-the-call');

  await ana.press(/^Mute/);
  await expect(call(tom.page).getByText('muted').first()).toBeAttached();
  await ana.press(/Switch the camera off|Stop video/);
  await expect
    .poll(() => tom.page.locator('video').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length))
    .toBe(1);
  const dark = await heardOn(tom.page);
  await seesAndHears(ana.page, 'ana');
  expect((await heardOn(tom.page)).frames - dark.frames).toBeLessThanOrEqual(2);
  await ana.press(/^Unmute|Switch the microphone on/);
  await ana.press(/Switch the camera on|Start video/);
  await seesAndHears(tom.page, 'tom');

  await server.kill();
  await expect(tom.page.getByText(/Reconnecting|restarts/i).first()).toBeVisible({ timeout: 20_000 });
  for (const { page, name } of both) await seesAndHears(page, name);
  await tom.look('the-server-is-away');
  await server.start();
  for (const { page } of both)
    await expect(page.getByText(/Reconnecting|restarts/i)).toHaveCount(0, { timeout: 30_000 });
  for (const { page, name } of both) await seesAndHears(page, name);
  for (const { page } of both) expect((await heardOn(page)).connections).toBe(1);

  await tom.press('Leave the call');
  // If her page was not back in the call when he left, it finds out by his silence.
  await expect.poll(async () => (await heardOn(ana.page)).connections, { timeout: 40_000 }).toBe(0);
  await expect(call(ana.page).getByText('Nobody else is in the call yet.')).toBeVisible();
  for (const visitor of both) await visitor.context.close();
});

test('two see and hear each other; mute, camera and screen need no new connection', async ({ browser }) => {
  const [ana, tom] = await pair(browser);
  for (const caller of [ana, tom]) await caller.connected(1);
  for (const caller of [ana, tom]) await caller.seesAndHears();

  await test.step('a muted microphone and a camera that is off are silent and dark', async () => {
    await ana.page.evaluate(() => window.harness?.call.setMicrophone('mute'));
    await expect.poll(async () => (await tom.state()).peers[0]?.sends.muted).toBe(true);
    const light = await ana.page.evaluate(() => {
      const { video } = window.harness?.call.own() ?? {};
      window.harness?.call.setCamera(null);
      return video?.readyState;
    });
    expect(light).toBe('ended');
    await expect.poll(async () => (await tom.state()).peers[0]?.hasPicture).toBe(false);
    const before = await tom.heard();
    await ana.seesAndHears();
    expect((await tom.heard()).frames - before.frames).toBeLessThanOrEqual(2);
  });

  await test.step('camera and microphone come back, and a screen beside them', async () => {
    await ana.page.evaluate(async () => {
      const { call } = window.harness ?? {};
      call?.setMicrophone('unmute');
      const media = await navigator.mediaDevices.getUserMedia({ video: true });
      call?.setCamera(media.getVideoTracks()[0] ?? null);
      // Any moving picture does; choosing a screen takes a person.
      const other = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240 } });
      call?.shareScreen(other.getVideoTracks()[0] ?? null);
    });
    await tom.seesAndHears();
    await expect.poll(async () => (await tom.state()).peers[0]?.hasScreen).toBe(true);
    const width = () =>
      tom.page.evaluate(() => document.querySelector<HTMLVideoElement>('[id$=screen]')?.videoWidth ?? 0);
    await expect.poll(width, { timeout: 30_000 }).toBeGreaterThan(0);
    for (const caller of [ana, tom]) expect((await caller.heard()).connections).toBe(1);
  });

  await test.step('both want another way at the same moment, again and again', async () => {
    for (let turn = 0; turn < 8; turn += 1)
      await Promise.all([ana, tom].map(({ page }) => page.evaluate(() => window.connections?.[0]?.restartIce())));
    const states = () =>
      Promise.all([ana, tom].map(({ page }) => page.evaluate(() => window.connections?.[0]?.signalingState)));
    await expect.poll(states, { timeout: 30_000 }).toEqual(['stable', 'stable']);
    for (const caller of [ana, tom]) await caller.connected(1);
    for (const caller of [ana, tom]) await caller.seesAndHears();
  });

  await test.step('whoever leaves is gone at once, and everything is given back', async () => {
    const left = await tom.page.evaluate(async () => {
      const { call } = window.harness ?? {};
      const { audio, video } = call?.own() ?? {};
      await call?.leave();
      return [audio?.readyState, video?.readyState, call?.get().status];
    });
    expect(left).toEqual(['ended', 'ended', 'out']);
    await expect.poll(async () => (await ana.state()).peers, { timeout: 3_000 }).toEqual([]);
    for (const caller of [ana, tom]) expect((await caller.heard()).connections).toBe(0);
  });
});

test('the server is killed: the call goes on, and what was to be said meanwhile is said later', async ({ browser }) => {
  const [ana, tom] = await pair(browser);
  for (const caller of [ana, tom]) await caller.connected(1);
  await server.kill();
  await expect.poll(() => ana.page.evaluate(() => window.harness?.live.get().status)).toBe('reconnecting');
  for (const caller of [ana, tom]) await caller.seesAndHears();
  const before = await ana.page.evaluate(() => {
    const [pc] = window.connections ?? [];
    pc?.restartIce();
    return pc?.remoteDescription?.sdp.match(/a=ice-ufrag:(\S+)/)?.[1];
  });
  await server.start();
  const ufrag = () =>
    ana.page.evaluate(() => {
      const [pc] = window.connections ?? [];
      return pc?.remoteDescription?.sdp.match(/a=ice-ufrag:(\S+)/)?.[1];
    });
  await expect.poll(ufrag, { timeout: 30_000 }).not.toBe(before);
  for (const caller of [ana, tom]) await caller.connected(1, 30_000);
  for (const caller of [ana, tom]) await caller.seesAndHears();
  for (const caller of [ana, tom]) expect((await caller.heard()).connections).toBe(1);
});

test('the socket is cut: the picture stays, and both are in the call again', async ({ browser }) => {
  const [ana, tom] = await pair(browser);
  for (const caller of [ana, tom]) await caller.connected(1);
  await tom.context.setOffline(true);
  await expect
    .poll(() => tom.page.evaluate(() => window.harness?.live.get().status), { timeout: 40_000 })
    .not.toBe('live');
  await tom.seesAndHears();
  await tom.context.setOffline(false);
  await expect.poll(() => tom.page.evaluate(() => window.harness?.live.get().status), { timeout: 20_000 }).toBe('live');
  for (const caller of [ana, tom]) await caller.seesAndHears();
  for (const caller of [ana, tom]) await caller.connected(1);
});

test('a panel: four see and hear each other', async ({ browser }) => {
  const meeting = await meet(server.url, { format: 'panel' });
  const seats = [meeting.ana, meeting.tom];
  for (const who of ['Kim', 'Lee']) seats.push(await bring(meeting, who, 'interviewer'));
  await meeting.ana.act('brief.open', {});
  const all = [];
  for (const seat of seats) all.push(await call(browser, meeting, seat));
  for (const caller of all) await caller.enter();
  for (const caller of all) await caller.connected(3, 40_000);
  for (const caller of all) await caller.seesAndHears(40_000);
  for (const caller of all) expect((await caller.heard()).connections).toBe(3);
});

test('an observer sees and hears both and sends nothing, whatever they try', async ({ browser }) => {
  const meeting = await meet(server.url);
  const kim = await bring(meeting, 'Kim', 'observer');
  await bringTo(meeting, 'interview');
  const ana = await call(browser, meeting, meeting.ana);
  const tom = await call(browser, meeting, meeting.tom);
  const watcher = await call(browser, meeting, kim);
  for (const caller of [ana, tom, watcher]) await caller.enter();
  await watcher.connected(2);
  await watcher.seesAndHears();
  expect((await watcher.state()).part).toBe('hear');
  expect((await watcher.state()).sends).toEqual({ audio: false, video: false, screen: false, muted: false });
  // The bytes themselves, with a client that does not keep the rules.
  await watcher.page.evaluate(async () => {
    const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
    for (const pc of window.connections ?? [])
      for (const transceiver of pc.getTransceivers()) {
        transceiver.direction = 'sendrecv';
        if (transceiver.receiver.track.kind === 'audio') await transceiver.sender.replaceTrack(track ?? null);
      }
  });
  await watcher.seesAndHears();
  await ana.seesAndHears();
  expect((await watcher.heard()).bytesOut).toBe(0);
  const fromWatcher = await ana.page.evaluate(
    async (id) => {
      const stream = document.getElementById(id);
      return stream instanceof HTMLVideoElement ? stream.videoWidth : -1;
    },
    (await ana.state()).peers.find(({ part }) => part === 'hear')?.peer ?? '',
  );
  expect(fromWatcher).toBe(0);
});

test.describe('over a relay', () => {
  test.beforeEach(() => test.skip(!turn, 'coturn (turnserver) is not installed here.'));

  test('relay only: two see and hear each other, and the credentials are short-lived ones', async ({ browser }) => {
    const [ana, tom] = await pair(browser, true);
    for (const caller of [ana, tom]) await caller.connected(1, 30_000);
    for (const caller of [ana, tom]) await caller.seesAndHears();
    for (const caller of [ana, tom]) expect((await caller.heard()).relayed).toBe(true);
    await expect.poll(async () => (await ana.state()).peers[0]?.relayed, { timeout: 10_000 }).toBe(true);
  });

  test('the relay dies: the watchdog asks for credentials and finds it again', async ({ browser }) => {
    const [ana, tom] = await pair(browser, true);
    for (const caller of [ana, tom]) await caller.connected(1, 30_000);
    await turn?.kill();
    await expect.poll(async () => (await ana.state()).peers[0]?.state, { timeout: 30_000 }).toBe('reconnecting');
    await turn?.start();
    for (const caller of [ana, tom]) await caller.connected(1, 60_000);
    for (const caller of [ana, tom]) await caller.seesAndHears();
  });

  test('the whole network is gone for a while: sound, picture and words come back by themselves', async ({
    browser,
  }) => {
    const [ana, tom] = await pair(browser, true);
    for (const caller of [ana, tom]) await caller.connected(1, 30_000);
    turn?.freeze();
    await tom.context.setOffline(true);
    await expect.poll(async () => (await tom.state()).peers[0]?.state, { timeout: 40_000 }).toBe('reconnecting');
    await expect
      .poll(() => tom.page.evaluate(() => window.harness?.live.get().status), { timeout: 40_000 })
      .not.toBe('live');
    turn?.thaw();
    await tom.context.setOffline(false);
    for (const caller of [ana, tom]) await caller.connected(1, 60_000);
    for (const caller of [ana, tom]) await caller.seesAndHears();
  });

  test('a credential of another secret never connects', async ({ browser }) => {
    await turn?.kill();
    await turn?.start('another secret');
    try {
      const [ana] = await pair(browser, true);
      await expect.poll(async () => (await ana.state()).peers[0]?.state, { timeout: 60_000 }).toBe('failed');
      expect((await ana.heard()).bytesIn).toBe(0);
    } finally {
      await turn?.kill();
      await turn?.start();
    }
  });
});
