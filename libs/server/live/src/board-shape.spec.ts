import * as Y from 'yjs';
import { DOC_ROOT, RoomDoc } from './room-doc';

const ANA = 'ana';

const board = () => {
  const server = new RoomDoc('board');
  const doc = new Y.Doc();
  server.clients.set(doc.clientID, ANA);
  let last: Uint8Array = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (last = update));
  const push = (change: (root: Y.Map<unknown>) => void) => {
    doc.transact(() => change(doc.getMap(DOC_ROOT)));
    return server.push(last, ANA);
  };
  const element = (root: Y.Map<unknown>, id: string, fields: Record<string, unknown>) =>
    root.set(id, new Y.Map(Object.entries(fields)));
  return { server, push, element };
};
const BOX = { type: 'rectangle', x: 10, y: 20, width: 100, height: 40, strokeColor: '#1e1b16', isDeleted: false };
const refused = { ok: false, code: 'bad-shape' };

describe('what a board accepts', () => {
  it('takes elements and changes of their fields', () => {
    const { server, push, element } = board();
    expect(push((root) => element(root, 'a1', BOX))).toMatchObject({ ok: true, changed: true });
    expect(push((root) => (root.get('a1') as Y.Map<unknown>).set('x', 11.5))).toMatchObject({ ok: true });
    expect(push((root) => (root.get('a1') as Y.Map<unknown>).set('isDeleted', true))).toMatchObject({ ok: true });
    expect(server.doc.getMap(DOC_ROOT).toJSON()).toMatchObject({ a1: { x: 11.5, isDeleted: true } });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a field nobody knows', { onclick: 'alert(1)' }],
    ['a type that loads a page', { type: 'iframe' }],
    ['an embedded page', { type: 'embeddable' }],
    ['a script as link', { link: 'javascript:alert(1)' }],
    ['a data link', { link: 'data:text/html,x' }],
    ['a colour that is code', { strokeColor: 'url(https://evil.example)' }],
    ['a place that is no number', { x: '10' }],
    ['a place far away', { x: 1e9 }],
    ['not a number', { x: Number.NaN }],
    ['text beyond the cap', { originalText: 'x'.repeat(2_001) }],
    ['text with a NUL', { text: 'a\u0000b' }],
    ['too many points', { points: Array.from({ length: 2_001 }, () => [0, 0]) }],
    ['points in three dimensions', { points: [[0, 0, 0]] }],
    ['an image by address', { fileId: 'https://evil.example/x.png' }],
    ['bytes', { name: new Uint8Array([1]) }],
    ['data of its own', { customData: { generationData: { status: 'done', html: '<b>' } } }],
  ])('refuses %s', (_, fields) => {
    const { push, element } = board();
    expect(push((root) => element(root, 'a1', { ...BOX, ...fields }))).toMatchObject(refused);
  });

  it('refuses a bad value in an element that is there already', () => {
    const { push, element } = board();
    push((root) => element(root, 'a1', { ...BOX, link: null }));
    expect(push((root) => (root.get('a1') as Y.Map<unknown>).set('link', 'javascript:alert(1)'))).toMatchObject(
      refused,
    );
  });

  it.each<[string, (root: Y.Map<unknown>) => void]>([
    ['a plain value for an element', (root) => root.set('a1', 'x')],
    ['a list for an element', (root) => root.set('a1', new Y.Array())],
    ['text for an element', (root) => root.set('a1', new Y.Text('x'))],
    ['an id with a path in it', (root) => root.set('../a', new Y.Map())],
    ['a map in a field', (root) => root.set('a1', new Y.Map([['roundness', new Y.Map()]]))],
  ])('refuses %s', (_, change) => {
    const { push } = board();
    expect(push(change)).toMatchObject(refused);
  });

  it('refuses a list where the map of elements is', () => {
    const server = new RoomDoc('board');
    const doc = new Y.Doc();
    server.clients.set(doc.clientID, ANA);
    doc.getArray(DOC_ROOT).push([1]);
    expect(server.push(Y.encodeStateAsUpdate(doc), ANA)).toMatchObject({ ok: false, isTainted: true });
  });

  it('is full at two thousand elements', () => {
    const { push, element } = board();
    const fill = (from: number, to: number) => (root: Y.Map<unknown>) => {
      for (let n = from; n < to; n++) element(root, `e${n}`, { type: 'ellipse' });
    };
    for (let n = 0; n < 2_000; n += 500) expect(push(fill(n, n + 500))).toMatchObject({ ok: true });
    expect(push(fill(2_000, 2_001))).toMatchObject(refused);
  });

  it('counts a stroke that grows once, not at every rewrite', () => {
    const { push, element } = board();
    const points = (n: number) => Array.from({ length: n }, (_, at) => [at / 8, at / 4]);
    push((root) => element(root, 'a1', { type: 'freedraw', points: [] }));
    for (let n = 0; n < 160; n++)
      expect(push((root) => (root.get('a1') as Y.Map<unknown>).set('points', points(1_500 + n)))).toMatchObject({
        ok: true,
      });
  });
});
