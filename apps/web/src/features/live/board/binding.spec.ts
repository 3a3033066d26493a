import { isBoardValue } from '@debrief/contracts';
import { DOC_ROOT } from '@debrief/client';
import { seededRandom } from '@debrief/testing';
import * as Y from 'yjs';
import { elementOf, fieldsOf } from './element';
import { artist, meet } from './testing';

const always = () => true;

describe('a board that people share', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('keeps a move and a new colour that were made apart', () => {
    const [ana, tom] = [artist(), artist()];
    ana.scene.add('box', {});
    meet(ana, tom);
    ana.scene.change('box', { x: 300 });
    tom.scene.change('box', { strokeColor: '#2a6638' });
    meet(ana, tom);
    for (const { scene } of [ana, tom]) expect(scene.list[0]).toMatchObject({ x: 300, strokeColor: '#2a6638' });
  });

  it('writes only the fields that changed', () => {
    const ana = artist();
    ana.scene.add('box', {});
    ana.settle();
    let size = 0;
    ana.doc.on('update', (update: Uint8Array) => (size += update.length));
    ana.scene.change('box', { x: 5 });
    ana.settle();
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(45);
  });

  it('writes nothing when only the version moved, nor back what came from others', () => {
    const [ana, tom] = [artist(), artist()];
    ana.scene.add('box', {});
    meet(ana, tom);
    const written = jest.fn();
    for (const { doc } of [ana, tom]) doc.on('update', written);
    tom.scene.change('box', {});
    meet(ana, tom);
    expect(written).not.toHaveBeenCalled();
  });

  it('gathers a drag into one change each 100 ms', () => {
    const ana = artist();
    ana.scene.add('box', {});
    ana.settle();
    const written = jest.fn();
    ana.doc.on('update', written);
    for (let at = 0; at < 50; at++) {
      ana.scene.change('box', { x: at });
      ana.binding.changed(ana.scene.list);
      jest.advanceTimersByTime(10);
    }
    expect(written.mock.calls.length).toBeLessThanOrEqual(6);
    jest.advanceTimersByTime(200);
    expect(ana.board().box).toMatchObject({ x: 49 });
  });

  it('stores a stroke every half second while it is drawn, and at its end', () => {
    const ana = artist(() => Date.now());
    const points: number[][] = [[0, 0]];
    ana.scene.add('pen', { type: 'freedraw', points, pressures: [], simulatePressure: true });
    ana.scene.hand.add('pen');
    const written = jest.fn();
    ana.doc.on('update', written);
    for (let at = 1; at <= 120; at++) {
      points.push([at, at]);
      ana.scene.change('pen', { points: [...points] });
      ana.binding.changed(ana.scene.list);
      jest.advanceTimersByTime(16);
    }
    expect(written.mock.calls.length).toBeLessThanOrEqual(5);
    ana.scene.hand.clear();
    ana.binding.flush();
    expect(ana.board().pen?.points).toHaveLength(121);
  });

  it('shows the tail of a stroke until it is stored, and does not store it for the other', () => {
    const [ana, tom] = [artist(), artist()];
    const pen = {
      type: 'freedraw',
      points: [
        [0, 0],
        [1, 1],
      ],
      pressures: [],
      simulatePressure: true,
    };
    ana.scene.add('pen', pen);
    meet(ana, tom);
    tom.binding.tail('pen', {
      from: 2,
      points: [
        [2, 2],
        [3, 3],
      ],
    });
    tom.settle();
    expect(tom.scene.list[0]).toMatchObject({
      points: [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    });
    expect(tom.board().pen?.points).toHaveLength(2);
    ana.scene.change('pen', {
      points: [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ],
    });
    meet(ana, tom);
    expect(tom.scene.list[0]).toMatchObject({
      points: [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
      ],
    });
  });

  it('does not take away what is under the hand, and shows it when it lets go', () => {
    const [ana, tom] = [artist(), artist()];
    ana.scene.add('box', {});
    meet(ana, tom);
    tom.scene.hand.add('box');
    ana.scene.change('box', { x: 80 });
    meet(ana, tom);
    expect(tom.scene.list[0]).toMatchObject({ x: 0 });
    tom.scene.hand.clear();
    jest.advanceTimersByTime(600);
    expect(tom.scene.list[0]).toMatchObject({ x: 80 });
  });

  it('marks what is deleted, and takes back a click that left nothing', () => {
    const [ana, tom] = [artist(), artist()];
    ana.scene.add('box', {});
    ana.scene.add('click', { width: 0, height: 0 });
    meet(ana, tom);
    expect(Object.keys(ana.board())).toEqual(['box']);
    ana.scene.list = ana.scene.list.filter(({ id }) => id !== 'box');
    meet(ana, tom);
    expect(tom.scene.list[0]).toMatchObject({ id: 'box', isDeleted: true });
  });

  it('sends a large paste in pieces that the server takes', () => {
    const ana = artist();
    const sizes: number[] = [];
    ana.doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    for (let n = 0; n < 400; n++)
      ana.scene.add(`e${n}`, { type: 'text', text: 'x'.repeat(300), originalText: 'x'.repeat(300) });
    ana.settle();
    expect(Object.keys(ana.board())).toHaveLength(400);
    expect(Math.max(...sizes)).toBeLessThan(32 * 1024);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('converges whatever three people do, seed %i', (seed) => {
    const random = seededRandom(seed);
    const artists = [artist(), artist(), artist()];
    let made = 0;
    for (let step = 0; step < 250; step++) {
      const who = random.pick(artists);
      const { scene } = who;
      const target = scene.list.length ? random.pick(scene.list) : undefined;
      const act = random.int(0, 5);
      if (act === 0 || !target) scene.add(`s${seed}n${made++}`, { x: random.int(0, 900) });
      else if (act === 1) scene.change(target.id, { x: random.int(0, 900), y: random.int(0, 900) });
      else if (act === 2) scene.change(target.id, { strokeColor: random.pick(['#a5261b', '#1f45b5', '#2a6638']) });
      else if (act === 3) scene.change(target.id, { isDeleted: !target.isDeleted });
      else if (act === 4) who.settle();
      else meet(random.pick(artists), random.pick(artists));
    }
    meet(...artists);
    meet(...artists);
    const [first, ...others] = artists;
    const drawn = ({ scene }: (typeof artists)[number]) =>
      Object.fromEntries(scene.list.filter(({ isDeleted }) => !isDeleted).map((each) => [each.id, fieldsOf(each)]));
    expect(made).toBeGreaterThan(20);
    for (const other of others) {
      expect(other.board()).toEqual(first?.board());
      expect(drawn(other)).toEqual(first && drawn(first));
    }
  });
});

describe('an element as it is stored', () => {
  it('drops what is foreign and repairs what is odd', () => {
    expect(elementOf('a', { type: 'iframe', link: 'https://evil.example' }, always)).toBeUndefined();
    expect(elementOf('a', {}, always)).toBeUndefined();
    expect(elementOf('a', { type: 'arrow', points: [[0, 0]] }, always)).toBeUndefined();
    expect(elementOf('a', { type: 'image', fileId: '../../etc/passwd' }, always)).toBeUndefined();
    expect(
      elementOf('a', { type: 'rectangle', x: 'left', strokeColor: 'url(x)', link: 'javascript:alert(1)' }, always),
    ).toMatchObject({ x: 0, strokeColor: '#1e1e1e', link: null });
  });

  it('cuts ties to what is not there', () => {
    const binding = { elementId: 'gone', focus: 0, gap: 1 };
    const arrow = elementOf(
      'a',
      {
        type: 'arrow',
        points: [
          [0, 0],
          [9, 9],
        ],
        endBinding: binding,
      },
      (id) => id === 'a',
    );
    expect(arrow).toMatchObject({ endBinding: null });
    expect(elementOf('t', { type: 'text', text: 'Users', containerId: 'gone' }, () => false)).toMatchObject({
      containerId: null,
      originalText: 'Users',
    });
  });

  it('makes a plain arrow of an elbow that two people bent apart', () => {
    const slanted = {
      type: 'arrow',
      elbowed: true,
      points: [
        [0, 0],
        [50, 30],
      ],
    };
    expect(elementOf('a', slanted, always)).toMatchObject({ elbowed: false });
  });

  it('stores nothing that the server would refuse', () => {
    const wild = elementOf(
      'p',
      { type: 'freedraw', points: Array.from({ length: 1_500 }, (_, n) => [n / 3, n / 7]) },
      always,
    );
    if (!wild) throw new Error('nothing drawn');
    const grown = {
      ...wild,
      points: Array.from({ length: 9_000 }, (_, n) => [n / 3, n / 7]),
      link: 'javascript:1',
      width: 1e9,
    };
    const stored = fieldsOf(grown as object as typeof wild);
    expect(stored.points?.length).toBeLessThanOrEqual(2_000);
    expect(stored.link).toBeNull();
    expect(Object.entries(stored).every(([field, value]) => isBoardValue(field, value))).toBe(true);
  });

  it('survives a board of rubbish', () => {
    const doc = new Y.Doc();
    const root = doc.getMap(DOC_ROOT);
    root.set('a', 'not an element');
    root.set('b', new Y.Map([['type', 'text']]));
    root.set(
      'c',
      new Y.Map<unknown>([
        ['type', 'frame'],
        ['name', 7],
      ]),
    );
    const copy = artist();
    Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(doc), 'remote');
    copy.settle();
    expect(copy.scene.list.map(({ id }) => id).sort()).toEqual(['b', 'c']);
  });
});
