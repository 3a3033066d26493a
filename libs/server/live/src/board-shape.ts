import { isBoardValue, MAX_ELEMENTS } from '@debrief/contracts';
import * as Y from 'yjs';

const ELEMENT_ID = /^[\w-]{1,64}$/;

/**
 * What is wrong with the structs an update has brought to a board, or undefined. A board is a map of elements, each a
 * map of known fields with JSON values. `doc` has the update already: only there is known where a struct belongs.
 */
export const boardFault = (
  doc: Y.Doc,
  root: Y.Map<unknown>,
  structs: readonly Y.AbstractStruct[],
): string | undefined => {
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const item = Y.getItem(doc.store, struct.id);
    // What somebody has replaced meanwhile holds nothing any more.
    if (!(item instanceof Y.Item) || item.deleted) continue;
    const { parent, parentSub, content } = item;
    if (parentSub === null) return 'A board holds elements with fields, not lists.';
    if (parent === root) {
      if (!ELEMENT_ID.test(parentSub)) return 'This is not the id of an element.';
      if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Map))
        return 'A board holds elements only.';
      continue;
    }
    if (!(parent instanceof Y.Map) || parent.parent !== root) return 'An element holds plain values only.';
    if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return 'An element holds plain values only.';
    if (!isBoardValue(parentSub, content.arr[0])) return `The board cannot hold this ${parentSub.slice(0, 40)}.`;
  }
  return root.size > MAX_ELEMENTS ? 'The board is full.' : undefined;
};
