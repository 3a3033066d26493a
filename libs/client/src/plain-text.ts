import { docHome, type DocName } from '@debrief/contracts';
import * as Y from 'yjs';

/** Name of the one root type of every document: rich text for notes, plain text for private notes. */
export const DOC_ROOT = 'content';

/** The text of a document as plain lines. */
export const plainText = (name: DocName, doc: Y.Doc): string => {
  const { kind } = docHome(name);
  if (kind === 'private') return doc.getText(DOC_ROOT).toString();
  if (kind === 'board') return boardText(doc);
  const lines = (node: Y.XmlFragment | Y.XmlElement | Y.XmlText): string => {
    if (node instanceof Y.XmlText)
      return (node.toDelta() as { insert: unknown }[])
        .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
        .join('');
    const parts = node
      .toArray()
      .map((child) => (child instanceof Y.XmlHook ? '' : lines(child as Y.XmlElement | Y.XmlText)));
    return parts.join(node.toArray().every((child) => child instanceof Y.XmlText) ? '' : '\n');
  };
  return lines(doc.getXmlFragment(DOC_ROOT));
};

/** What is written on a board, one element a line. */
const boardText = (doc: Y.Doc): string =>
  [...doc.getMap(DOC_ROOT).values()]
    .flatMap((element) => {
      const text: unknown = element instanceof Y.Map ? element.get('text') : undefined;
      return typeof text === 'string' && text ? [text] : [];
    })
    .join('\n');
