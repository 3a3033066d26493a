import { type Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/**
 * A copy of a document for somebody who only reads it. The editor writes on its own where it mends what two writers
 * left behind; from a reader the server would refuse that, and from many readers it would come many times over.
 */
export const readingCopy = (doc: Y.Doc): { doc: Y.Doc; follow: () => () => void } => {
  const copy = new Y.Doc();
  const take = () => Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)));
  take();
  return {
    doc: copy,
    /** Keeps the copy up with the document until the function it returns is called. */
    follow: () => {
      const follow = (update: Uint8Array) => Y.applyUpdate(copy, update);
      take();
      doc.on('update', follow);
      return () => doc.off('update', follow);
    },
  };
};

/** The carets of the writers, without one of the reader's own. */
export const withoutOwnCaret = (awareness: Awareness): Awareness =>
  Object.assign(Object.create(awareness) as Awareness, { setLocalStateField: () => undefined });
