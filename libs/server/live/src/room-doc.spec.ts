import * as Y from 'yjs';
import { DOC_ROOT, RoomDoc } from './room-doc';

const ANA = 'ana';
const TOM = 'tom';

/** A client's copy whose updates are collected in order. */
const typist = (server: RoomDoc, owner: string) => {
  const doc = new Y.Doc();
  server.clients.set(doc.clientID, owner);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'server' && updates.push(update));
  const text = doc.getText(DOC_ROOT);
  return { doc, text, updates, last: () => updates.at(-1) ?? new Uint8Array() };
};

describe('what a document accepts', () => {
  it('takes an update of its registered author, and says when nothing changed', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    ana.text.insert(0, 'lateness by weekday');
    expect(server.push(ana.last(), ANA)).toEqual({ ok: true, changed: true, deletedForeign: 0 });
    expect(server.push(ana.last(), ANA)).toEqual({ ok: true, changed: false, deletedForeign: 0 });
    expect(server.doc.getText(DOC_ROOT).toJSON()).toBe('lateness by weekday');
  });

  it('refuses bytes that are no update', () => {
    const server = new RoomDoc('private');
    expect(server.push(new Uint8Array([1, 2, 3, 255, 255, 255]), ANA)).toMatchObject({ ok: false, code: 'malformed' });
  });

  it('refuses an update under somebody else’s client id', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    ana.text.insert(0, 'mine');
    expect(server.push(ana.last(), TOM)).toMatchObject({ ok: false, code: 'foreign-client' });
    expect(server.doc.getText(DOC_ROOT).toJSON()).toBe('');
  });

  it.each([
    ['a map among paragraphs', 'notes', (doc: Y.Doc) => doc.getArray(DOC_ROOT).insert(0, [new Y.XmlHook('map')])],
    ['bare text among paragraphs', 'notes', (doc: Y.Doc) => doc.getText(DOC_ROOT).insert(0, 'bare')],
    ['an array inside text', 'private', (doc: Y.Doc) => doc.getText(DOC_ROOT).insertEmbed(0, new Y.Array())],
  ] as const)('refuses %s: no editor could draw it', (_, kind, write) => {
    const server = new RoomDoc(kind);
    const doc = new Y.Doc();
    server.clients.set(doc.clientID, ANA);
    write(doc);
    expect(server.push(Y.encodeStateAsUpdate(doc), ANA)).toMatchObject({ code: 'bad-shape', isTainted: true });
  });

  it('refuses an update that builds on one it has not seen', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    ana.text.insert(0, 'first');
    ana.text.insert(5, ' second');
    expect(server.push(ana.last(), ANA)).toMatchObject({ ok: false, code: 'gap' });
  });

  it('refuses an update that hangs on a stranger’s unseen text, and says that the document is spoilt', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    const tom = typist(server, TOM);
    tom.text.insert(0, 'unseen');
    Y.applyUpdate(ana.doc, tom.last(), 'server');
    ana.text.insert(6, ' follows');
    expect(server.push(ana.last(), ANA)).toMatchObject({ ok: false, code: 'gap', isTainted: true });
  });

  it('refuses another root and nested documents', () => {
    const server = new RoomDoc('notes');
    const ana = typist(server, ANA);
    ana.doc.getMap('secrets').set('a', 1);
    expect(server.push(ana.last(), ANA)).toMatchObject({ ok: false, code: 'bad-root' });
    const other = new RoomDoc('notes');
    const doc = new Y.Doc();
    other.clients.set(doc.clientID, ANA);
    const fragment = doc.getXmlFragment(DOC_ROOT);
    const element = new Y.XmlElement('paragraph');
    fragment.insert(0, [element]);
    expect(other.push(Y.encodeStateAsUpdate(doc), ANA)).toMatchObject({ ok: true });
  });

  it('refuses nesting that would overflow a reader’s stack', () => {
    const server = new RoomDoc('notes');
    const doc = new Y.Doc();
    server.clients.set(doc.clientID, ANA);
    let parent: Y.XmlFragment = doc.getXmlFragment(DOC_ROOT);
    for (let depth = 0; depth < 60; depth += 1) {
      const child = new Y.XmlElement('blockquote');
      parent.insert(0, [child]);
      parent = child;
    }
    expect(server.push(Y.encodeStateAsUpdate(doc), ANA)).toMatchObject({
      ok: false,
      code: 'bad-shape',
      isTainted: true,
    });
  });

  it('writes down when much of other people’s text goes', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    ana.text.insert(0, 'x'.repeat(500));
    server.push(ana.last(), ANA);
    const tom = typist(server, TOM);
    Y.applyUpdate(tom.doc, Y.encodeStateAsUpdate(server.doc), 'server');
    tom.text.delete(0, 400);
    expect(server.push(tom.last(), TOM)).toMatchObject({ ok: true, deletedForeign: 400 });
  });

  it('survives mutated bytes without ever holding half an update', () => {
    const server = new RoomDoc('private');
    const ana = typist(server, ANA);
    ana.text.insert(0, 'The board has nine hundred votes.');
    const good = ana.last();
    let seed = 7;
    const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
    for (let round = 0; round < 2000; round += 1) {
      const bytes = Uint8Array.from(good);
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const fresh = new RoomDoc('private');
      fresh.clients.set(ana.doc.clientID, ANA);
      const verdict = fresh.push(bytes, ANA);
      if (verdict.ok || !verdict.isTainted) expect(fresh.doc.store.pendingStructs).toBeNull();
      fresh.destroy();
    }
    server.destroy();
  });
});
