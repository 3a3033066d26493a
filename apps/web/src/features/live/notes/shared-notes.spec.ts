import { DOC_ROOT } from '@debrief/client';
import { interviewTypes } from '@debrief/contracts';
import { Editor } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { Collaboration } from '@tiptap/extension-collaboration';
import * as Y from 'yjs';
import { notesExtensions } from './extensions';
import { readingCopy } from './reading-copy';
import { templateOf } from './templates';

const open: Editor[] = [];
const editorOn = (doc: Y.Doc): Editor => {
  const editor = new Editor({ extensions: notesExtensions(doc) });
  open.push(editor);
  return editor;
};
/** Two documents of which each tells the other at once, as over a fast line. */
const pair = (): [Y.Doc, Y.Doc] => {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  a.on('update', (update: Uint8Array, origin: unknown) => origin !== b && Y.applyUpdate(b, update, a));
  b.on('update', (update: Uint8Array, origin: unknown) => origin !== a && Y.applyUpdate(a, update, b));
  return [a, b];
};
const inner = (doc: Y.Doc) => doc.getXmlFragment(DOC_ROOT).toString();
const results = (editor: Editor) => [...editor.view.dom.querySelectorAll('output')].map((each) => each.textContent);
/** Puts the caret into the cell of the given row and column of the first table. */
const intoCell = (editor: Editor, row: number, column: number) => {
  let place = 0;
  editor.state.doc.descendants((node, position) => {
    if (place || node.type.name !== 'table') return !place;
    let at = position + 1;
    for (let each = 0; each < row; each++) at += node.child(each).nodeSize;
    at += 1;
    for (let each = 0; each < column; each++) at += node.child(row).child(each).nodeSize;
    place = at + 2;
    return false;
  });
  return editor.chain().setTextSelection(place);
};
const shapeOf = (editor: Editor): number[] => {
  const counts: number[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'tableRow') counts.push(node.childCount);
    return true;
  });
  return counts;
};

afterEach(() => open.splice(0).forEach((editor) => editor.destroy()));

describe('shared notes', () => {
  it('hold headings, lists, tasks and tables, and give them to the other', () => {
    const [mine, theirs] = pair();
    const me = editorOn(mine);
    const them = editorOn(theirs);
    me.commands.setContent(
      '<h2>Goal</h2><ul><li><p>one</p></li></ul><ul data-type="taskList"><li data-type="taskItem" data-checked="true"><p>call</p></li></ul><table><tr><th><p>a</p></th></tr><tr><td><p>1</p></td></tr></table><p>end</p>',
    );
    expect(them.getJSON()).toEqual(me.getJSON());
    expect(inner(theirs)).toContain('<taskitem checked="true">');
    expect(inner(theirs)).toContain('<tableheader');
  });

  it('undo takes back what I did and leaves what the other did', () => {
    const [mine, theirs] = pair();
    const me = editorOn(mine);
    const them = editorOn(theirs);
    me.commands.insertContent('mine ');
    them.commands.insertContentAt(them.state.doc.content.size - 1, 'theirs');
    me.commands.undo();
    expect(me.getText()).toBe('theirs');
    expect(them.getText()).toBe('theirs');
    them.commands.undo();
    expect(me.getText()).toBe('');
    me.commands.redo();
    expect(them.getText()).toBe('mine ');
  });

  it('open what earlier releases stored, and change nothing in it', () => {
    const stored = new Y.Doc();
    const before = new Editor({
      extensions: [
        StarterKit.configure({ undoRedo: false, link: false }),
        Collaboration.configure({ document: stored, field: DOC_ROOT }),
      ],
      content: '',
    });
    before.commands.setContent(
      '<h1>A</h1><h3>B</h3><p><strong>bold</strong> <em>it</em> <u>u</u> <s>s</s> <code>c</code></p><ol><li><p>x</p><ul><li><p>y</p></li></ul></li></ol><blockquote><p>q</p></blockquote><pre><code>z</code></pre><hr><p></p>',
    );
    const was = inner(stored);
    before.destroy();
    const seen: Uint8Array[] = [];
    stored.on('update', (update: Uint8Array) => seen.push(update));
    const editor = editorOn(stored);
    expect(editor.getText()).toContain('bold it u s c');
    expect(inner(stored)).toBe(was);
    expect(seen).toEqual([]);
  });

  it('give a reader a copy that follows and never writes back', () => {
    const doc = new Y.Doc();
    const writer = editorOn(doc);
    const copy = readingCopy(doc);
    const stop = copy.follow();
    const reader = editorOn(copy.doc);
    writer.commands.setContent('<p>first</p><p>second</p>');
    expect(reader.getText()).toContain('second');
    const vector = Y.encodeStateVector(doc);
    // Something the schema has no place for: the reader's editor drops it on its own.
    doc.getXmlFragment(DOC_ROOT).insert(1, [new Y.XmlElement('listItem')]);
    const after = Y.encodeStateAsUpdate(doc, vector);
    expect(inner(copy.doc)).not.toBe('');
    reader.commands.insertContent('never');
    expect(inner(doc)).not.toContain('never');
    expect(Y.encodeStateAsUpdate(doc, vector)).toEqual(after);
    stop();
    writer.commands.setContent('<p>third</p>');
    expect(reader.getText()).not.toContain('third');
  });
});

describe('a table', () => {
  it('takes rows and columns, and Tab in its last cell makes a row', () => {
    const editor = editorOn(new Y.Doc());
    editor.commands.setContent(
      '<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td></td><td></td></tr></table><p></p>',
    );
    intoCell(editor, 1, 1).addColumnAfter().run();
    expect(shapeOf(editor)).toEqual([3, 3]);
    intoCell(editor, 1, 2).run();
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
    expect(shapeOf(editor)).toEqual([3, 3, 3]);
    intoCell(editor, 1, 1).deleteRow().run();
    intoCell(editor, 0, 1).deleteColumn().run();
    expect(shapeOf(editor)).toEqual([2, 2]);
    intoCell(editor, 0, 0).deleteTable().run();
    expect(shapeOf(editor)).toEqual([]);
  });

  it('of which two people add a row and a column at once is mended once', () => {
    const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
    const me = editorOn(mine);
    me.commands.setContent(
      '<p>start</p><table><tr><th></th><th></th></tr><tr><td></td><td></td></tr></table><p>end</p>',
    );
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    const them = editorOn(theirs);
    intoCell(me, 1, 1).addRowAfter().run();
    intoCell(them, 1, 1).addColumnAfter().run();
    const [fromMe, fromThem] = [Y.encodeStateAsUpdate(mine), Y.encodeStateAsUpdate(theirs)];
    Y.applyUpdate(mine, fromThem);
    Y.applyUpdate(theirs, fromMe);
    expect(shapeOf(me)).toEqual([3, 3, 2]);
    expect(inner(mine)).toBe(inner(theirs));
    // The next who works in the table mends it, alone.
    intoCell(me, 1, 0).insertContent('x').run();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)));
    expect(shapeOf(me)).toEqual([3, 3, 3]);
    expect(shapeOf(them)).toEqual([3, 3, 3]);
  });
});

describe('a formula line', () => {
  const estimate =
    '<table data-kind="estimate"><tr><th>Assumption</th><th>Low</th><th>Base</th><th>High</th></tr>' +
    '<tr><td>Homes</td><td></td><td>1,000</td><td></td></tr><tr><td>Trips a week</td><td>1</td><td>2</td><td>4</td></tr></table>' +
    '<p data-formula>trips = homes × trips a week</p><p data-formula>trips / 7</p><p>end</p>';

  it('shows its result and range, in both editors, and stores neither', () => {
    const [mine, theirs] = pair();
    const me = editorOn(mine);
    const them = editorOn(theirs);
    me.commands.setContent(estimate);
    expect(results(me)).toEqual(['2,000likely 1,000 to 4,000', '285.7likely 143 to 571']);
    expect(results(them)).toEqual(results(me));
    expect(inner(mine)).not.toContain('2,000');
    intoCell(them, 1, 2).insertContent('2').run();
    expect(results(me)[0]).toBe('42,000likely 21,000 to 84,000');
  });

  it('says in words what is wrong, and nothing while it is empty', () => {
    const editor = editorOn(new Y.Doc());
    editor.commands.setContent(estimate.replace('homes ×', 'houses ×').replace('trips / 7', ''));
    expect(results(editor)).toEqual(['There is no row called “houses”.', '']);
  });
});

describe('a frame', () => {
  it.each(interviewTypes)('for %s goes in at once and out with one undo', (type) => {
    const [mine, theirs] = pair();
    const me = editorOn(mine);
    const them = editorOn(theirs);
    const { content } = templateOf(type, []);
    me.commands.setContent(content);
    expect(me.isEmpty).toBe(false);
    // All of it was understood: what is stored is what was asked for, and the other reads the same.
    expect(them.getJSON()).toEqual(me.getJSON());
    expect(me.state.doc.childCount).toBe(content.length);
    me.commands.undo();
    expect(me.isEmpty).toBe(true);
    expect(them.isEmpty).toBe(true);
  });

  it('follows the plan of a round whose task is to set goals', () => {
    const headings = (phases: string[]) =>
      templateOf('metrics', phases)
        .content.filter(({ type }) => type === 'heading')
        .map(({ content }) => content?.[0]?.text);
    expect(headings(['metric', 'decompose'])).toContain('Tree');
    expect(headings(['rationale', 'guardrails'])).toContain('Guardrails');
  });
});
