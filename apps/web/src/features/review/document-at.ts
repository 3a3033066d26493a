import type { WireEvent } from '@debrief/contracts';
import { DOC_ROOT } from '@debrief/client';
import * as Y from 'yjs';

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A document of the log at any time: forwards it goes on from where it is, backwards it starts again. */
export class DocumentAt {
  private readonly rows: { at: number; update: Uint8Array }[];
  private doc = new Y.Doc();
  private next = 0;

  /** `events` in order of the log; rows of other documents are passed over. */
  constructor(events: readonly WireEvent[], name: string) {
    this.rows = events.flatMap((event) =>
      event.kind === 'doc' && event.doc === name ? [{ at: event.at, update: bytesOf(event.data) }] : [],
    );
  }

  /** The document's content as it stood at `at` (server time, ms). The tree is the caller's until the next call. */
  seek(at: number): Y.XmlFragment {
    const last = this.rows[this.next - 1];
    if (last && last.at > at) {
      this.doc.destroy();
      this.doc = new Y.Doc();
      this.next = 0;
    }
    for (let row = this.rows[this.next]; row && row.at <= at; row = this.rows[++this.next])
      Y.applyUpdate(this.doc, row.update);
    return this.doc.getXmlFragment(DOC_ROOT);
  }
}
