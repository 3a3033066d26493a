import { DOC_ROOT } from '@debrief/client';
import type { WireEvent } from '@debrief/contracts';
import { seededRandom } from '@debrief/testing';
import * as Y from 'yjs';
import { DocumentAt } from './document-at';

const ROWS = 1_300;
const { next: random } = seededRandom(7);

/** Two people who type, erase and read each other's lines, as rows of the log one ms apart. */
const typed = (): WireEvent[] => {
  const docs = [new Y.Doc(), new Y.Doc()];
  const events: WireEvent[] = [];
  while (events.length < ROWS) {
    const doc = docs[events.length % 2];
    const other = docs[(events.length + 1) % 2];
    if (!doc || !other) break;
    const before = Y.encodeStateVector(doc);
    const root = doc.getXmlFragment(DOC_ROOT);
    const at = Math.floor(random() * (root.length + 1));
    if (root.length > 20 && random() < 0.4) root.delete(Math.floor(random() * root.length), 1);
    else {
      const text = new Y.XmlText();
      text.insert(0, `line ${events.length}`);
      root.insert(at, [text]);
    }
    const update = Y.encodeStateAsUpdate(doc, before);
    Y.applyUpdate(other, update);
    const seq = events.length + 1;
    const data = btoa(String.fromCharCode(...update));
    events.push({ stream: 'room', seq, at: 1_000 + seq, participant: null, kind: 'doc', doc: 'r1.notes', data });
  }
  return events;
};

test('any jump shows what playing from the start shows', () => {
  const events = typed();
  const jumping = new DocumentAt(events, 'r1.notes');
  for (let jump = 0; jump < 60; jump += 1) {
    const at = 1_000 + Math.floor(random() * (ROWS + 20));
    expect(jumping.seek(at).toString()).toBe(new DocumentAt(events, 'r1.notes').seek(at).toString());
  }
});

test('before the first word there is nothing, and rows of other documents are passed over', () => {
  const events = typed().slice(0, 10);
  expect(new DocumentAt(events, 'r1.notes').seek(999)).toHaveLength(0);
  expect(new DocumentAt(events, 'r2.notes').seek(9_999)).toHaveLength(0);
  expect(new DocumentAt(events, 'r1.notes').seek(9_999).length).toBeGreaterThan(0);
});
