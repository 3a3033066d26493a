import { outlineOf } from './outline';

const box = (x: number, y: number, more: object = {}) => ({ type: 'rectangle', x, y, width: 100, height: 40, ...more });
const label = (containerId: string, originalText: string) => ({
  type: 'text',
  containerId,
  originalText,
  text: originalText,
});
const arrow = (from: string, to: string) => ({
  type: 'arrow',
  startBinding: { elementId: from, focus: 0, gap: 1 },
  endBinding: { elementId: to, focus: 0, gap: 1 },
});

describe('the board in words', () => {
  it('reads a table row by row, whatever the order in which it was drawn', () => {
    const { items } = outlineOf({
      d: box(220, 103),
      dl: label('d', 'D'),
      a: box(0, 0),
      al: label('a', 'A'),
      c: box(0, 100),
      cl: label('c', 'C'),
      b: box(220, 4),
      bl: label('b', 'B'),
    });
    expect(items.map((item) => item.label)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('says where arrows lead, and what stands on them', () => {
    const { items, rest } = outlineOf({
      a: box(0, 0),
      al: label('a', 'Due on a closed day'),
      b: box(300, 0),
      bl: label('b', 'Kept over\nthe weekend'),
      c: { type: 'ellipse', x: 300, y: 200, width: 50, height: 50 },
      x: arrow('a', 'b'),
      xl: label('x', 'so'),
      y: arrow('bl', 'c'),
    });
    expect(items).toEqual([
      {
        id: 'a',
        kind: 'rectangle',
        label: 'Due on a closed day',
        depth: 0,
        leadsTo: [{ id: 'b', label: 'Kept over the weekend', words: 'so' }],
      },
      {
        id: 'b',
        kind: 'rectangle',
        label: 'Kept over the weekend',
        depth: 1,
        leadsTo: [{ id: 'c', label: '', words: '' }],
      },
      { id: 'c', kind: 'ellipse', label: '', depth: 2, leadsTo: [] },
    ]);
    expect(rest).toEqual({});
  });

  it('reads a tree branch by branch, though its leaves stand beside the root, and ends in a circle', () => {
    const { items } = outlineOf({
      root: box(0, 100),
      one: box(200, 50),
      two: box(200, 150),
      leaf: box(400, 10),
      xl: label('root', 'Root'),
      ol: label('one', 'One'),
      tl: label('two', 'Two'),
      ll: label('leaf', 'Leaf'),
      a1: arrow('root', 'two'),
      a2: arrow('root', 'one'),
      a3: arrow('one', 'leaf'),
      a4: arrow('leaf', 'one'),
    });
    expect(items.map((item) => `${item.depth} ${item.label}`)).toEqual(['0 Root', '1 One', '2 Leaf', '1 Two']);
  });

  it('counts what has no words, and leaves out what is deleted or odd', () => {
    expect(
      outlineOf({
        a: box(0, 0),
        b: box(0, 90),
        c: box(0, 180, { isDeleted: true }),
        d: { type: 'freedraw', points: [[0, 0]] },
        e: { type: 'iframe' },
        f: { type: 'arrow', startBinding: { elementId: 'a', focus: 0, gap: 1 } },
        g: { type: 'text', x: 'odd', originalText: 'Free words' },
      }),
    ).toEqual({
      items: [{ id: 'g', kind: 'text', label: 'Free words', depth: 0, leadsTo: [] }],
      rest: { rectangle: 2, freedraw: 1, arrow: 1 },
    });
  });
});
