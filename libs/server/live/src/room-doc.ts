import { MAX_UPDATE, type DocKind, type ErrorCode } from '@debrief/contracts';
import * as Y from 'yjs';
import { boardFault } from './board-shape';

/** Name of the one root type of every document. */
export const DOC_ROOT = 'content';
/** Largest document held, in bytes of its state. */
const MAX_DOC = 2 * 1024 * 1024;
const WEIGH_AFTER = 64 * 1024;
const MAX_DEPTH = 40;
/** Deleting more than this of other people's text in one update is written beside the update. */
const MUCH_DELETED = 200;

export type DocVerdict =
  | { ok: true; changed: boolean; deletedForeign: number }
  | { ok: false; code: ErrorCode; message: string; isTainted: boolean };

const refuse = (code: ErrorCode, message: string, isTainted = false): DocVerdict => ({
  ok: false,
  code,
  message,
  isTainted,
});

/**
 * A Yjs document as the log has it. Bytes from clients are checked before and after they are applied; a document that
 * an update has spoilt must be dropped and read again from the log.
 */
export class RoomDoc {
  readonly doc = new Y.Doc({ gc: true });
  /** Rows of the log folded into it, and how many since the last snapshot. */
  seq = 0;
  sinceSnapshot = 0;
  /** When somebody last opened it or wrote, by this process' clock, ms. */
  usedAt = Date.now();
  private size = 0;
  private weighed = 0;
  /** Whether a transaction since this was last set to false has added or deleted something. */
  private hasChanged = false;
  /** Yjs client ids by the participant who registered them first. */
  readonly clients = new Map<number, string>();

  constructor(private readonly kind: DocKind) {
    if (kind === 'private') this.doc.getText(DOC_ROOT);
    else if (kind === 'board') this.doc.getMap(DOC_ROOT);
    else this.doc.getXmlFragment(DOC_ROOT);
    // Not `update`: for that Yjs would encode the change once more, and with it flatten the whole text it stands in.
    this.doc.on('afterTransaction', (done) => (this.hasChanged ||= isChange(done)));
  }

  /** Folds bytes that are already in the log. */
  applyStored(update: Uint8Array, seq: number): void {
    Y.applyUpdate(this.doc, update, 'log');
    this.size += update.length;
    this.seq = seq;
    this.usedAt = Date.now();
  }

  /** An update that was pushed has become this row of the log. */
  stored(seq: number): void {
    this.seq = seq;
    this.sinceSnapshot += 1;
  }

  /** Checks an update of `participant`, cheapest test first, and applies it. */
  push(update: Uint8Array, participant: string): DocVerdict {
    if (update.length > MAX_UPDATE) return refuse('too-large', 'This change is too large to store in one piece.');
    if (this.size + update.length > MAX_DOC && this.measured() + update.length > MAX_DOC)
      return refuse('too-large', 'This document is full.');
    let decoded: ReturnType<typeof Y.decodeUpdate>;
    try {
      decoded = Y.decodeUpdate(update);
    } catch {
      return refuse('malformed', 'These bytes are not a document update.');
    }
    for (const struct of decoded.structs) {
      if (struct instanceof Y.Skip) return refuse('gap', 'This change builds on one the server has not seen.');
      if (this.clients.get(struct.id.client) !== participant)
        return refuse('foreign-client', 'This change is written under somebody else’s name.');
      if (
        struct.id.clock > Y.getState(this.doc.store, struct.id.client) &&
        !decoded.structs.some((s) => s !== struct && s.id.client === struct.id.client && s.id.clock < struct.id.clock)
      )
        return refuse('gap', 'This change builds on one the server has not seen.');
      if (struct instanceof Y.Item) {
        if (typeof struct.parent === 'string' && struct.parent !== DOC_ROOT)
          return refuse('bad-root', 'This change writes outside the document.');
        if (struct.content instanceof Y.ContentDoc || struct.content instanceof Y.ContentBinary)
          return refuse('bad-shape', 'This kind of content cannot be stored here.');
      }
    }
    const deletedForeign = this.foreignDeletions(decoded, participant);
    this.hasChanged = false;
    try {
      Y.applyUpdate(this.doc, update, 'push');
    } catch {
      return refuse('malformed', 'These bytes are not a change of this document.', true);
    }
    const changed = this.hasChanged;
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs)
      return refuse('gap', 'This change builds on one the server has not seen.', true);
    if (this.kind !== 'board' && !decoded.structs.every((struct) => this.fitsText(struct)))
      return refuse('bad-shape', 'This kind of content cannot be stored here.', true);
    if (this.isTooDeep(decoded)) return refuse('bad-shape', 'This change nests too deeply.', true);
    const fault =
      this.kind === 'board' && changed ? boardFault(this.doc, this.doc.getMap(DOC_ROOT), decoded.structs) : undefined;
    if (fault) return refuse('bad-shape', fault, true);
    if (changed) this.size += update.length;
    return { ok: true, changed, deletedForeign: deletedForeign > MUCH_DELETED ? deletedForeign : 0 };
  }

  /** What `stateVector` lacks, and what the document has. */
  diff(stateVector: Uint8Array): { update: Uint8Array; stateVector: Uint8Array } {
    return { update: Y.encodeStateAsUpdate(this.doc, stateVector), stateVector: Y.encodeStateVector(this.doc) };
  }

  destroy(): void {
    this.doc.destroy();
  }

  /** What is replaced (a stroke that grows, a box that is dragged) counts once only; weighing takes some ms, hence rarely. */
  private measured(): number {
    if (this.size - this.weighed > WEIGH_AFTER) this.size = this.weighed = Y.encodeStateAsUpdate(this.doc).length;
    return this.size;
  }

  private foreignDeletions(decoded: ReturnType<typeof Y.decodeUpdate>, participant: string): number {
    let sum = 0;
    decoded.ds.clients.forEach((items, client) => {
      if (this.clients.get(client) !== participant) for (const item of items) sum += item.len;
    });
    return sum;
  }

  /** Notes are elements that hold elements and text; anything else would end every editor that draws it. */
  private fitsText(struct: { id: Y.ID }): boolean {
    if (!(struct instanceof Y.Item)) return true;
    const item = Y.getItem(this.doc.store, struct.id);
    if (!(item instanceof Y.Item) || item.deleted) return true;
    const { parent, parentSub, content } = item;
    const isType = content instanceof Y.ContentType;
    if (parentSub !== null) return !isType;
    if (parent instanceof Y.Text)
      return [Y.ContentString, Y.ContentFormat, Y.ContentEmbed].some((kind) => content instanceof kind);
    return isType && (content.type instanceof Y.XmlElement || content.type instanceof Y.XmlText);
  }

  /** A chain of nested types overflows the stack of whoever turns the document into JSON. */
  private isTooDeep(decoded: ReturnType<typeof Y.decodeUpdate>): boolean {
    for (const struct of decoded.structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue;
      const item = Y.getItem(this.doc.store, struct.id);
      let depth = 0;
      let parent = item instanceof Y.Item ? item.parent : null;
      while (parent instanceof Y.AbstractType && parent._item) {
        if (++depth > MAX_DEPTH) return true;
        parent = parent._item.parent;
      }
    }
    return false;
  }
}

/** True when a transaction added or deleted something; what the document had already leaves no trace. */
const isChange = ({ deleteSet, beforeState, afterState }: Y.Transaction): boolean => {
  if (deleteSet.clients.size > 0) return true;
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true;
  return false;
};
