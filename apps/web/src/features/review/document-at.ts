import type { WireEvent } from '@debrief/contracts';
import { DOC_ROOT, fromBase64 } from '@debrief/client';
import * as Y from 'yjs';

/** Rows between two kept states: a step back costs at most so many updates. */
const KEEP_EVERY = 400;

/** A document of the log at any time: forwards it goes on from where it is, backwards from the last state it kept. */
export class DocumentAt {
  private readonly rows: { at: number; update: Uint8Array }[];
  private readonly kept = new Map<number, Uint8Array>();
  private doc = new Y.Doc();
  /** Rows folded into the document; the same number means the same content. */
  next = 0;

  /** `events` in order of the log; rows of other documents are passed over. */
  constructor(events: readonly WireEvent[], name: string) {
    this.rows = events.flatMap((event) =>
      event.kind === 'doc' && event.doc === name ? [{ at: event.at, update: fromBase64(event.data) }] : [],
    );
  }

  /** True when somebody ever wrote in it. */
  get isUsed(): boolean {
    return this.rows.length > 0;
  }

  /** The text of the document as it stood at `at` (server time, ms). The tree is the caller's until the next call. */
  seek(at: number): Y.XmlFragment {
    return this.docAt(at).getXmlFragment(DOC_ROOT);
  }

  /** The document as it stood at `at`, to read until the next call. */
  docAt(at: number): Y.Doc {
    const last = this.rows[this.next - 1];
    if (last && last.at > at) this.goBack(at);
    for (let row = this.rows[this.next]; row && row.at <= at; row = this.rows[this.next]) {
      Y.applyUpdate(this.doc, row.update);
      this.next += 1;
      if (this.next % KEEP_EVERY === 0 && !this.kept.has(this.next))
        this.kept.set(this.next, Y.encodeStateAsUpdate(this.doc));
    }
    return this.doc;
  }

  private goBack(at: number): void {
    const reached = [...this.kept.keys()].filter((rows) => (this.rows[rows - 1]?.at ?? Infinity) <= at);
    this.next = Math.max(0, ...reached);
    this.doc.destroy();
    this.doc = new Y.Doc();
    const state = this.kept.get(this.next);
    if (state) Y.applyUpdate(this.doc, state);
  }
}
