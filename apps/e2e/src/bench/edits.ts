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

/** The numbers of the edits that an update of {@link Writer} carries, in order; none for its opening. */
export const numbersOfUpdate = (update: Buffer): number[] => {
  const numbers: number[] = [];
  for (let at = update.indexOf(0x23); at >= 0; at = update.indexOf(0x23, at + 1)) {
    const digits = update.toString('latin1', at + 1, at + 1 + DIGITS);
    if (/^\d{8}$/.test(digits)) numbers.push(Number(digits));
  }
  return numbers;
};

/** A writer who keeps to it deletes the older half of a text of this many characters. */
const FULL = 4_000;

/** Somebody who types into a paragraph of their own: a real document, whose updates are sent as they come or merged. */
export class Writer {
  private readonly doc = new Y.Doc();
  private readonly text = new Y.XmlText();
  private last: Uint8Array = new Uint8Array();
  /** The update that makes the paragraph; everything later builds on it. */
  readonly opening: Uint8Array;

  /** With `isTrimming` the text stays short, however long somebody writes. */
  constructor(private readonly isTrimming = false) {
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
    this.doc.transact(() => {
      if (this.isTrimming && this.text.length >= FULL) this.text.delete(0, FULL / 2);
      this.text.insert(this.text.length, label(edit).padEnd(TEXT, '.'));
    });
    return this.last;
  }
}
