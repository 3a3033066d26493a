import { plainText } from '@debrief/client';
import { docHome, notesDoc, panelDoc, panelRound, routes, selfOwner, type WireEvent } from '@debrief/contracts';
import { applyPanel, applyRoom, applySelf, emptyPanel, emptyRoom, emptySelf, streamsOf } from '@debrief/live-core';
import { verifySession } from '@debrief/server/live';
import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import * as Y from 'yjs';
import { findCanaries } from '../support/canary';
import type { Client, DrillRoom, Played, Sent } from './schedule';

interface Row {
  stream: string;
  seq: number;
  at: number;
  kind: string;
  participant: string | null;
  op_id: string | null;
  doc: string | null;
  payload: unknown;
  data: Buffer | null;
}

/** Kinds that always write exactly one row that holds the marker. */
const holdsMarker = ({ payload }: Row, { kind, marker }: Sent): boolean => {
  const body = payload as { text?: string; mark?: string } | null;
  return kind === 'chat.say' ? body?.text === marker : body?.mark === marker;
};

/** C1: an acknowledged op is in the log exactly once, a refused one never. */
const storedOnce = ({ sent, person }: Client, rows: Row[]): string[] =>
  sent.flatMap((entry) => {
    if (entry.marker === null || entry.ack === null) return [];
    const found = rows.filter((row) => row.kind !== 'mark-undone' && holdsMarker(row, entry)).length;
    const wanted = entry.ack.ok ? 1 : 0;
    return found === wanted
      ? []
      : [
          `C1 ${entry.kind} of ${person.name} (${entry.ack.ok ? 'acknowledged' : entry.ack.code}) is ${found} times in the log`,
        ];
  });

/** C2: every stream counts without gaps, and what one person said stands in the order in which they said it. */
const inOrder = ({ sent, person }: Client, rows: Row[]): string[] => {
  const said = sent.flatMap(({ kind, marker, ack }) => (kind === 'chat.say' && ack?.ok && marker ? [marker] : []));
  const stored = rows.flatMap(({ kind, payload }) =>
    kind === 'chat-said' ? [(payload as { text: string }).text] : [],
  );
  const own = [...new Set(stored.filter((text) => said.includes(text)))];
  return isDeepStrictEqual(
    own,
    said.filter((text) => own.includes(text)),
  )
    ? []
    : [`C2 what ${person.name} said is not in order`];
};

const withoutGaps = (rows: Row[]): string[] => {
  const last = new Map<string, number>();
  return rows.flatMap(({ stream, seq }) => {
    const expected = (last.get(stream) ?? 0) + 1;
    last.set(stream, seq);
    return seq === expected ? [] : [`C2 ${stream} goes from ${expected - 1} to ${seq}`];
  });
};

const toWire = ({ stream, seq, at, kind, participant, doc, payload, data }: Row) =>
  kind === 'doc'
    ? { stream, seq, at, participant, kind, doc, data: data?.toString('base64') ?? '' }
    : { stream, seq, at, participant, kind, payload };

/** Names of the fields that differ, never what is in them. */
const differing = (path: string, log: unknown, held: unknown): string[] => {
  const fieldsOf = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const [a, b] = [fieldsOf(log), fieldsOf(held)];
  const names = Object.keys({ ...a, ...b }).filter((name) => !isDeepStrictEqual(a[name], b[name]));
  return names.map((name) => `${path}.${name}`);
};

/** C3: what a client holds equals the fold of the streams it may read. */
const foldsAlike = ({ live, person }: Client, rows: Row[]): string[] => {
  const { room, panels, self, participant } = live.get();
  const mine = { room: emptyRoom(), panels: {} as typeof panels, self: emptySelf() };
  const readable = new Set<string>(streamsOf(room, participant ?? ''));
  const notes = new Y.Doc();
  for (const row of rows) {
    if (!readable.has(row.stream)) continue;
    if (row.kind === 'doc') {
      if (row.doc === notesDoc(1) && row.data) Y.applyUpdate(notes, row.data);
      continue;
    }
    const event = toWire(row) as Extract<WireEvent, { payload: unknown }>;
    const round = panelRound(row.stream);
    if (row.stream === 'room') mine.room = applyRoom(mine.room, event);
    else if (round !== undefined) mine.panels[round] = applyPanel(mine.panels[round] ?? emptyPanel(), event);
    else mine.self = applySelf(mine.self, event);
  }
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const text = plainText(notesDoc(1), live.doc(notesDoc(1)).get().doc);
  const held = { room, panels, self };
  const differences = (['room', 'panels', 'self'] as const).flatMap((part) =>
    differing(part, plain(mine[part]), plain(held[part])),
  );
  const faults = [
    differences.length > 0 && `C3 ${person.name} holds another state than the log: ${differences.join(' ')}`,
    plainText(notesDoc(1), notes) !== text && `C3 ${person.name} holds other notes than the log`,
  ];
  return faults.filter((fault) => fault !== false);
};

/** Everything typed that the client called saved is in the notes, once. */
const notesKept = ({ typed, person, live }: Client, rows: Row[]): string[] => {
  const refused = live.get().unstored.map(({ problem }) => `${problem.code}: ${problem.message}`);
  const notes = new Y.Doc();
  for (const { doc, data } of rows) if (doc === notesDoc(1) && data) Y.applyUpdate(notes, data);
  const lines = plainText(notesDoc(1), notes).split('\n');
  return typed.flatMap((line) => {
    const times = lines.filter((each) => each === line).length;
    return times === 1
      ? []
      : [
          `C1 a line that ${person.name} typed is ${times} times in the notes${refused.length ? `, refused ${refused.join(', ')}` : ''}`,
        ];
  });
};

/** Every row of the log that a client was sent, in frames, answers and runs. */
const shownTo = ({ person, since }: Client): WireEvent[] =>
  person.received.slice(since).flatMap((text) => {
    if (!text.startsWith('{') && !text.startsWith('[')) return [];
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read[0] === 'log' ? (read[1] as { events: WireEvent[] }).events : [];
    const { events, streams } = read as { events?: WireEvent[]; streams?: Record<string, { run?: WireEvent[] }> };
    return [...(events ?? []), ...Object.values(streams ?? {}).flatMap(({ run }) => run ?? [])];
  });

/** C4: each row a client was shown is the row of that seq in the log, and the replay shows the same rows. */
const replaysAlike = async (room: DrillRoom, client: Client, rows: Row[]): Promise<string[]> => {
  const byPlace = new Map(rows.map((row) => [`${row.stream}:${row.seq}`, toWire(row)]));
  const own = selfOwner(`self.${client.live.get().participant ?? ''}`);
  const differs = (events: WireEvent[]): boolean =>
    events.some(
      (event) =>
        !isDeepStrictEqual(JSON.parse(JSON.stringify(byPlace.get(`${event.stream}:${event.seq}`) ?? null)), event),
    );
  const faults: string[] = [];
  if (differs(shownTo(client))) faults.push(`C4 ${client.person.name} was shown a row that the log does not have`);
  const replay = await client.person.http(routes.getReplay, { params: { session: room.session }, query: {} });
  const readable = new Set<string>(streamsOf(client.live.get().room, own ?? ''));
  const wanted = rows.filter(({ stream }) => readable.has(stream)).length;
  if (replay.events.length !== Math.min(wanted, 1_000))
    faults.push(`C4 the replay of ${client.person.name} has ${replay.events.length} of ${wanted} rows`);
  if (differs(replay.events as unknown[] as WireEvent[]))
    faults.push(`C4 the replay of ${client.person.name} differs from the log`);
  return faults;
};

/** C5: the cards opened once, with both, and nobody saw one before. */
const scoredBlind = ({ isScored, host, guest }: DrillRoom, rows: Row[]): string[] => {
  const openings = rows.filter(({ kind }) => kind === 'cards-opened');
  const cards = openings.flatMap(({ payload }) => (payload as { cards: unknown[] }).cards);
  const faults: string[] = [];
  if (openings.length !== (isScored ? 1 : 0)) faults.push(`C5 the cards opened ${openings.length} times`);
  if (isScored && cards.length !== 2) faults.push(`C5 ${cards.length} cards are open`);
  for (const [reader, author] of [
    [host, guest],
    [guest, host],
  ] as const) {
    const got = reader.person.received.slice(reader.since);
    const opened = got.findIndex((text) => text.includes('cards-opened') || text.includes('"openedAt":1'));
    if (findCanaries(opened < 0 ? got : got.slice(0, opened), [author.evidence]).length)
      faults.push(`C5 ${reader.person.name} saw a card before the opening`);
  }
  return faults;
};

/** C6: nobody was shown a row of a stream that is not theirs. */
const ownStreams = (client: Client): string[] => {
  const { room, participant } = client.live.get();
  const readable = new Set<string>([...streamsOf(room, participant ?? ''), 'room']);
  const foreign = new Set(shownTo(client).flatMap(({ stream }) => (readable.has(stream) ? [] : [stream])));
  return [...foreign].map((stream) => `C6 ${client.person.name} was shown rows of ${stream.replace(/\..{36}$/, '')}`);
};

/** C6: nobody received what only another may read. Hints are told with the opened cards. */
const keptApart = ({ isScored, host, guest }: DrillRoom): string[] => {
  const marks = host.secrets.filter((text) => text.startsWith('canary mark'));
  const secrets = isScored ? marks : host.secrets;
  const found = secrets.length ? findCanaries(guest.person.received.slice(guest.since), [...new Set(secrets)]) : [];
  return found.slice(0, 3).map((where) => `C6 the candidate received ${where}`);
};

/** Rights: after scoring began nobody wrote shared notes, and whoever was sent away was shown nothing later. */
const rightsHeld = ({ watcher }: DrillRoom, rows: Row[]): string[] => {
  const seqOf = (kind: string): number => rows.find((row) => row.kind === kind)?.seq ?? Infinity;
  const scoring = seqOf('scoring-started');
  const kick = seqOf('participant-kicked');
  const written = rows.filter(({ doc, stream, seq }) => doc !== null && stream === 'room' && seq > scoring);
  const shown = shownTo(watcher).filter(({ stream, seq }) => stream === 'room' && seq > kick);
  return [
    ...(written.length ? [`C6 ${written.length} changes of the notes were stored after scoring had begun`] : []),
    ...(shown.length ? [`C6 somebody sent away was shown ${shown.length} later rows`] : []),
  ];
};

/** Documents: every stored update holds only its author's client ids, and replaying them leaves nothing open. */
const documentsWhole = async (database: DataSource, room: DrillRoom, rows: Row[]): Promise<string[]> => {
  const owners: { doc: string; client_id: string; participant: string }[] = await database.query(
    `select doc, client_id, participant from live_doc_client where session = $1`,
    [room.session],
  );
  const ownerOf = new Map(owners.map(({ doc, client_id, participant }) => [`${doc}/${client_id}`, participant]));
  const faults = new Set<string>();
  const docs = new Map<string, Y.Doc>();
  for (const { doc, data, participant } of rows) {
    if (!doc || !data) continue;
    for (const { id } of Y.decodeUpdate(data).structs)
      if (ownerOf.get(`${doc}/${id.client}`) !== participant)
        faults.add(`C2 ${docHome(doc).kind} holds a change under somebody else’s client id`);
    const replay = docs.get(doc) ?? new Y.Doc();
    docs.set(doc, replay);
    Y.applyUpdate(replay, data);
  }
  for (const [name, { store }] of docs)
    if (store.pendingStructs || store.pendingDs)
      faults.add(`C4 ${docHome(name).kind} has changes that hang in the air`);
  const panel = docs.get(panelDoc(1));
  const own = room.host.live.doc(panelDoc(1)).get().doc;
  if (panel && plainText(panelDoc(1), panel) !== plainText(panelDoc(1), own))
    faults.add(`C3 ${room.host.person.name} holds other panel notes than the log`);
  return [...faults];
};

const rowsOf = (database: DataSource, session: string): Promise<Row[]> =>
  database.query(
    `select stream, seq, (extract(epoch from at) * 1000)::float8 as at, kind, participant, op_id, doc, payload, data
     from live_log where session = $1 order by stream, seq`,
    [session],
  );

/** Judges what a schedule left behind: C1 to C7, and the log's own proof. C8 is the process's and judged by the drill. */
export const judge = async (database: DataSource, { rooms, late }: Played): Promise<string[]> => {
  const faults = late.map((what) => `C7 ${what}`);
  for (const room of rooms) {
    const clients = [room.host, room.guest];
    // What was committed by others last may still be on its way. Held against rows read in the same turn only: the
    // server goes on writing (who is away, who is back), and a client that has heard it is ahead of older rows.
    let rows: Row[] = [];
    let unlike: string[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      rows = await rowsOf(database, room.session);
      unlike = clients.flatMap((client) => foldsAlike(client, rows));
      if (!unlike.length && !(await documentsWhole(database, room, rows)).length) break;
      await new Promise((later) => setTimeout(later, 150));
    }
    faults.push(
      ...unlike,
      ...withoutGaps(rows),
      ...scoredBlind(room, rows),
      ...keptApart(room),
      ...rightsHeld(room, rows),
      ...(await documentsWhole(database, room, rows)),
    );
    for (const client of clients)
      faults.push(
        ...ownStreams(client),
        ...storedOnce(client, rows),
        ...inOrder(client, rows),
        ...notesKept(client, rows),
        ...(await replaysAlike(room, client, rows)),
      );
    faults.push(...(await verifySession(database, room.session)).faults.map((fault) => `verify ${fault}`));
  }
  return faults;
};
