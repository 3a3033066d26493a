import * as Y from 'yjs';

const ROOT = 'content';
/** The lists of the notes editor. */
type List = 'bulletList' | 'orderedList';

/** Writes shared notes in the shape of the product's editor: headings, and under each of them lines and list items. */
export class NotesPen {
  readonly doc = new Y.Doc();

  /** The update that `edit` makes, as the editor would send it. */
  write(edit: (pen: NotesPen) => void): Buffer {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array) => updates.push(update);
    this.doc.on('update', keep);
    this.doc.transact(() => edit(this));
    this.doc.off('update', keep);
    const [update] = updates;
    if (!update) throw new Error('Nothing was written.');
    return Buffer.from(update);
  }

  /** Begins a section, at the end or before another one. */
  section(title: string, before?: string): void {
    const heading = new Y.XmlElement('heading');
    setNumber(heading, 'level', 2);
    heading.insert(0, [new Y.XmlText(title)]);
    this.root.insert(before ? this.headingOf(before) : this.root.length, [heading]);
  }

  /** Adds a line at the end of a section. */
  line(section: string, words: string): void {
    this.root.insert(this.endOf(section), [paragraph(words)]);
  }

  /** Adds an item to the list at the end of a section, or begins one. */
  item(section: string, words: string, list: List = 'bulletList'): void {
    const item = new Y.XmlElement('listItem');
    item.insert(0, [paragraph(words)]);
    const end = this.endOf(section);
    const last = this.root.get(end - 1);
    if (last instanceof Y.XmlElement && last.nodeName === list) return last.push([item]);
    const fresh = new Y.XmlElement(list);
    if (list === 'orderedList') setNumber(fresh, 'start', 1);
    fresh.insert(0, [item]);
    this.root.insert(end, [fresh]);
  }

  /** Goes on writing a line that begins with `start`. */
  more(start: string, words: string): void {
    const text = this.textOf(start);
    text.insert(text.length, words);
  }

  /** Puts other words in place of a line that begins with `start`. */
  replace(start: string, words: string): void {
    const text = this.textOf(start);
    text.delete(0, text.length);
    text.insert(0, words);
  }

  private get root(): Y.XmlFragment {
    return this.doc.getXmlFragment(ROOT);
  }

  private headingOf(section: string): number {
    const at = this.root
      .toArray()
      .findIndex((node) => isHeading(node) && node.get(0) instanceof Y.XmlText && wordsOf(node.get(0)) === section);
    if (at < 0) throw new Error(`The notes have no section ${section}.`);
    return at;
  }

  private endOf(section: string): number {
    const start = this.headingOf(section) + 1;
    const length = this.root.toArray().slice(start).findIndex(isHeading);
    return length < 0 ? this.root.length : start + length;
  }

  private textOf(start: string): Y.XmlText {
    for (const node of this.root.createTreeWalker(() => true))
      if (node instanceof Y.XmlText && wordsOf(node).startsWith(start)) return node;
    throw new Error(`The notes have no line ${start}.`);
  }
}

const wordsOf = (node: unknown): string => (node instanceof Y.XmlText ? node.toString() : '');
const isHeading = (node: unknown): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'heading';

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};

/** Yjs types attributes as text; the editor stores numbers. */
const setNumber = (element: object, attribute: string, value: number): void => {
  if (element instanceof Y.XmlElement) element.setAttribute(attribute, value);
};
