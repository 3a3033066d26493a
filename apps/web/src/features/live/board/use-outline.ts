import { DOC_ROOT } from '@debrief/client';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { outlineOf, type Outline } from './outline';

const OFTEN = 300;
const read = (doc: Y.Doc): Outline => outlineOf(doc.getMap(DOC_ROOT).toJSON());

/** The board in words, drawn anew at most every 300 ms. */
export const useOutline = (doc: Y.Doc): Outline => {
  const [outline, setOutline] = useState(() => read(doc));
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      later ??= setTimeout(() => {
        later = undefined;
        setOutline(read(doc));
      }, OFTEN);
    };
    setOutline(read(doc));
    doc.on('update', soon);
    return () => {
      clearTimeout(later);
      doc.off('update', soon);
    };
  }, [doc]);
  return outline;
};
