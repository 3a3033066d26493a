import * as Y from 'yjs';

/** Root type of the product's notes. */
const ROOT = 'content';
const DIGITS = 8;
/** Characters of one edit: with its Yjs header about 40 bytes. */
const TEXT = 20;

const label = (edit: number): string => `#${String(edit).padStart(DIGITS, '0')}`;

/** What the peers without documents carry for one edit: 40 characters that begin with its number. */
export const plainEdit = (edit: number): string => label(edit).padEnd(40, '.');
export const numberOfPlain = (text: string): number => Number(text.slice(1, 1 + DIGITS));

/** The number of the edit that an update of {@link Writer} carries, read from its text, which ends before the empty delete set. */
export const numberOfUpdate = (update: Buffer): number => {
  const start = update.length - 1 - TEXT;
  return start > 0 && update[start] === 0x23 ? Number(update.toString('latin1', start + 1, start + 1 + DIGITS)) : -1;
};

/** Somebody who types into a paragraph of their own: a real document, whose updates are sent as they come. */
export class Writer {
  private readonly doc = new Y.Doc();
  private readonly text = new Y.XmlText();
  private last: Uint8Array = new Uint8Array();
  /** The update that makes the paragraph; everything later builds on it. */
  readonly opening: Uint8Array;

  constructor() {
    this.doc.on('update', (update: Uint8Array) => (this.last = update));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.text]);
    this.doc.getXmlFragment(ROOT).insert(0, [paragraph]);
    this.opening = this.last;
  }

  get clientId(): number {
    return this.doc.clientID;
  }

  /** The update of one more edit. */
  write(edit: number): Uint8Array {
    this.text.insert(this.text.length, label(edit).padEnd(TEXT, '.'));
    return this.last;
  }
}
