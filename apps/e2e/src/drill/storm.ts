import { notesDoc, routes } from '@debrief/contracts';
import { DOC_ROOT, plainText, type LiveSession } from '@debrief/client';
import { eventually } from '@debrief/testing';
import * as Y from 'yjs';
import { closeClients } from '../support/clients';
import { liveOf } from '../support/live-of';
import { newAccount, newGuest, type Person } from '../support/person';
import { House, type Postgres } from './house';

/** An account may hold so many sockets, so a host has at most this many rooms here. */
const ROOMS_OF_A_HOST = 8;
const AT_A_TIME = 20;

interface Pair {
  readonly session: string;
  readonly sides: readonly LiveSession[];
  readonly lines: string[];
}

const inTurn = async <T, R>(list: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let at = 0; at < list.length; at += AT_A_TIME)
    results.push(...(await Promise.all(list.slice(at, at + AT_A_TIME).map((item, on) => work(item, at + on)))));
  return results;
};

/** Two people in an interview with shared notes open. */
const seat = async (house: House, host: Person): Promise<Pair> => {
  const { session, code } = await host.http(routes.createSession, {
    body: { type: 'estimation', length: 'short', mode: 'stress', format: 'swap', hostFirst: 'interviewer' },
  });
  const { person: guest } = await newGuest(host.url, code, 'Guest');
  const sides = [host, guest].map((person) =>
    liveOf(person, session, { url: house.proxy.url, reconnectionDelayMax: 1_000 }),
  );
  const [lead] = sides;
  await eventually(() => assert(sides.every((live) => live.get().admitted)), 20_000);
  await eventually(() => assert(lead?.get().room.nextCandidate !== null), 10_000);
  await lead?.send('brief.open', {});
  await lead?.send('round.start', { round: 1 });
  for (const live of sides) await eventually(() => assert(live.doc(notesDoc(1)).get().isWritable), 20_000);
  return { session, sides, lines: [] };
};

const write = ({ sides, lines }: Pair, text: string): void => {
  for (const [side, live] of sides.entries()) {
    const line = `${text} ${side}`;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    live.doc(notesDoc(1)).get().doc.getXmlFragment(DOC_ROOT).push([paragraph]);
    lines.push(line);
  }
};

const isSaved = (live: LiveSession): boolean =>
  live.get().status === 'live' && live.doc(notesDoc(1)).get().sync === 'saved';

/** Counts lines that were called saved and are not in the log, on a house that has come to rest. */
const lostLines = async (house: House, pairs: readonly Pair[]): Promise<number> => {
  let lost = 0;
  for (const { session, lines } of pairs) {
    const rows: { data: Buffer }[] = await house.database.query(
      `select data from live_log where session = $1 and doc = $2 order by seq`,
      [session, notesDoc(1)],
    );
    const doc = new Y.Doc();
    for (const { data } of rows) Y.applyUpdate(doc, data);
    const stored = plainText(notesDoc(1), doc).split('\n');
    lost += lines.filter((line) => stored.filter((each) => each === line).length !== 1).length;
  }
  return lost;
};

/** `sockets` people in rooms of two, all writing; a server is killed; how long until everybody is back and has everything saved. */
const stormOn = async (postgres: Postgres, sockets: number, nodes: 1 | 2, print: (line: string) => void) => {
  const house = await House.open(postgres, nodes);
  try {
    const count = Math.ceil(sockets / 2);
    const hosts = await inTurn(Array.from({ length: Math.ceil(count / ROOMS_OF_A_HOST) }), (_, at) =>
      newAccount(house.node(at).url, `Host ${at}`),
    );
    const pairs = await inTurn(
      Array.from({ length: count }, (_, at) => hosts[at % hosts.length]).filter((host) => host !== undefined),
      (host) => seat(house, host),
    );
    const all = pairs.flatMap(({ sides }) => sides);
    pairs.forEach((pair) => write(pair, 'before'));
    await eventually(() => assert(all.every(isSaved)), 30_000);
    pairs.forEach((pair) => write(pair, 'on the way'));
    await new Promise((later) => setTimeout(later, 60));
    const lost = new Set<LiveSession>();
    for (const live of all) live.subscribe(() => live.get().status !== 'live' && lost.add(live));
    const node = house.node(0);
    await node.kill();
    const killedAt = performance.now();
    const starting = node.start().then(() => performance.now() - killedAt);
    const backAt = new Map<LiveSession, number>();
    await eventually(
      () => {
        for (const live of all)
          if (lost.has(live) && !backAt.has(live) && live.get().status === 'live')
            backAt.set(live, performance.now() - killedAt);
        assert(lost.size >= all.length / nodes / 2 && backAt.size === lost.size);
      },
      60_000,
      20,
    );
    const startedAfter = await starting;
    await eventually(() => assert(all.every(isSaved)), 30_000, 20);
    const savedAfter = performance.now() - killedAt;
    const times = [...backAt.values()].sort((a, b) => a - b);
    const lostEdits = await lostLines(house, pairs);
    const figures = {
      nodes,
      sockets: all.length,
      socketsLost: lost.size,
      startedAfterMs: Math.round(startedAfter),
      p50BackMs: Math.round(times[Math.floor(times.length / 2)] ?? 0),
      p99BackMs: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
      allBackMs: Math.round(times.at(-1) ?? 0),
      allSavedMs: Math.round(savedAfter),
      lostEdits,
    };
    print(JSON.stringify(figures));
    return lostEdits === 0 && (times.at(-1) ?? Infinity) < 10_000;
  } finally {
    closeClients();
    await house.close();
  }
};

/** Kills a server under so many sockets, on one node and, where it can, on one of two. Answers an exit code. */
export const storm = async (
  postgres: Postgres,
  sockets: number,
  houses: readonly (1 | 2)[],
  print: (line: string) => void,
): Promise<number> => {
  let isFine = true;
  for (const nodes of houses) isFine = (await stormOn(postgres, sockets, nodes, print)) && isFine;
  return isFine ? 0 : 1;
};

const assert = (holds: boolean): void => {
  if (!holds) throw new Error('not yet');
};
