import { ROOM } from '@debrief/contracts';
import { Broadcaster } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { eventually } from '@debrief/testing';
import { closeClients } from '../support/clients';
import { liveOf } from '../support/live-of';
import { bringTo, meet } from '../support/meeting';
import { Proxy } from '../support/proxy';
import { bootServer } from '../support/server';

let server: TestApp;
let proxy: Proxy;
beforeAll(async () => {
  server = await bootServer();
  proxy = new Proxy([Number(new URL(server.url).port)]);
  await proxy.start();
}, 30_000);
afterAll(async () => {
  closeClients(proxy.url);
  await server.close();
  await proxy.stop();
}, 30_000);

/** Says something long to everybody in the room; what is said does not matter, only that it has to be read. */
const flood = async (session: string, megabytes: number): Promise<void> => {
  const person = {
    participant: session,
    name: 'x'.repeat(1024),
    isGuest: false,
    isHost: false,
    seat: null,
    connected: true,
  };
  const people = Array.from({ length: 256 }, () => person);
  for (let sent = 0; sent < megabytes * 4; sent += 1) {
    server.app.get(Broadcaster).to(session, ROOM, 'people', { people });
    await new Promise((later) => setTimeout(later, 2));
  }
};

test('a reader who stops is let go above 4 MB and comes back to all of it; nobody else notices', async () => {
  const { session, ana, tom } = await meet(server.url);
  await bringTo({ ana, tom }, 'interview');
  const slow = liveOf(tom.person, session, { url: proxy.url, reconnectionDelayMax: 500 });
  await eventually(() => expect(slow.get().status).toBe('live'), 5_000);
  const was: string[] = [];
  slow.subscribe(() => was.push(slow.get().status));
  const stalled = proxy.stall(() => true, 3_000);
  // More than the two systems' own buffers hold.
  await flood(session, 32);
  expect(await ana.answer('chat.say', { text: 'while he sleeps' })).toBe('ok');
  await stalled;
  await eventually(() => expect(JSON.stringify(slow.get().room)).toContain('while he sleeps'), 10_000);
  expect(was).toContain('reconnecting');
  expect(slow.get().status).toBe('live');
  expect(ana.socket.closedBy).toBeNull();
}, 40_000);
