import { seededRandom, type SeededRandom } from '@debrief/testing';
import * as Y from 'yjs';
import { DOC_ROOT, RoomDoc } from './room-doc';

const ANA = { participant: 'ana', client: 11 };
const TOM = { participant: 'tom', client: 22 };
const TIMES = 4_000;
/** Updates of one document; a long one takes longer and shows nothing more. */
const EACH = 100;
type Kind = 'notes' | 'private';

/** A document as the log has it: the rows, and the live copy that took them. */
class Stored {
  readonly rows: Uint8Array[] = [];
  live: RoomDoc;

  constructor(private readonly kind: Kind) {
    this.live = this.read();
  }

  /** As after a refusal that has spoilt the copy: read again from the rows. */
  read(): RoomDoc {
    const doc = new RoomDoc(this.kind);
    for (const { participant, client } of [ANA, TOM]) doc.clients.set(client, participant);
    this.rows.forEach((row, at) => doc.applyStored(row, at + 1));
    return doc;
  }
}

/** A true edit of somebody who has everything that is stored. */
const edit = (kind: Kind, stored: Stored, client: number, random: SeededRandom): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored.live.doc));
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    if (kind === 'private') {
      const text = doc.getText(DOC_ROOT);
      if (text.length > 400) text.delete(random.int(0, 200), 150);
      text.insert(random.int(0, text.length), random.uuid().slice(0, random.int(1, 12)));
      if (random.chance(0.3)) text.format(0, random.int(1, text.length), { bold: true });
    } else {
      const root = doc.getXmlFragment(DOC_ROOT);
      if (root.length > 12) root.delete(random.int(0, 5), 6);
      const paragraph = new Y.XmlElement(random.pick(['paragraph', 'heading']));
      paragraph.setAttribute('level', String(random.int(1, 3)));
      paragraph.insert(0, [new Y.XmlText(random.uuid().slice(0, 8))]);
      root.insert(random.int(0, root.length), [paragraph]);
    }
  });
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return update;
};

const mutate = (update: Uint8Array, other: Uint8Array, random: SeededRandom): Uint8Array => {
  const bytes = Uint8Array.from(update);
  const place = () => random.int(0, bytes.length - 1);
  switch (random.int(0, 6)) {
    case 0:
    case 1:
      for (let times = random.int(1, 3); times > 0; times -= 1) {
        const at = place();
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
      }
      return bytes;
    case 2:
      bytes[place()] = random.int(0, 255);
      return bytes;
    case 3:
      return bytes.subarray(0, place());
    case 4:
      return Uint8Array.from([...bytes.subarray(0, place()), ...other.subarray(random.int(0, other.length - 1))]);
    case 5: {
      const at = place();
      return Uint8Array.from([...bytes.subarray(0, at), random.int(0, 255), ...bytes.subarray(at)]);
    }
    default:
      // Whose edit it is stands in the bytes as a number: put somebody else's there.
      return bytes.map((byte) => (byte === ANA.client ? random.pick([TOM.client, 33]) : byte));
  }
};

const look = (doc: Y.Doc, kind: Kind): unknown => ({
  words: kind === 'private' ? doc.getText(DOC_ROOT).toDelta() : doc.getXmlFragment(DOC_ROOT).toString(),
  has: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b),
});

test.each(['notes', 'private'] as const)(
  `${TIMES / 2} mutated updates of a document of %s: what is accepted is its author's, whole, and replays`,
  (kind) => {
    const random = seededRandom(kind === 'notes' ? 7 : 8);
    let stored = new Stored(kind);
    const met = new Map<string, number>();
    let last: Uint8Array = new Uint8Array([0, 0]);
    const push = (update: Uint8Array, { participant, client }: typeof ANA): string => {
      const { live } = stored;
      const verdict = live.push(update, participant);
      if (!verdict.ok) {
        if (verdict.isTainted) {
          live.destroy();
          stored.live = stored.read();
        }
        return verdict.code;
      }
      expect(live.doc.store.pendingStructs).toBeNull();
      expect(live.doc.store.pendingDs).toBeNull();
      expect(new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client))).toEqual(
        new Set(Y.decodeUpdate(update).structs.length ? [client] : []),
      );
      if (verdict.changed) stored.rows.push(update);
      return verdict.changed ? 'accepted' : 'nothing new';
    };
    for (let at = 0; at < TIMES / 2; at += 1) {
      if (random.chance(0.2)) expect(push(edit(kind, stored, TOM.client, random), TOM)).toBe('accepted');
      const honest = edit(kind, stored, ANA.client, random);
      const outcome = push(mutate(honest, last, random), ANA);
      met.set(outcome, (met.get(outcome) ?? 0) + 1);
      last = honest;
      if (at % EACH !== EACH - 1) continue;
      expect(look(stored.live.doc, kind)).toEqual(look(stored.read().doc, kind));
      stored = new Stored(kind);
    }
    // A fuzz that reaches only the first check proves nothing.
    const outcomes = ['malformed', 'foreign-client', 'gap', 'accepted'];
    expect(outcomes.filter((outcome) => (met.get(outcome) ?? 0) < 5)).toEqual([]);
  },
);
