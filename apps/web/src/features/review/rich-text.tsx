import { createElement, type ReactNode } from 'react';
import * as Y from 'yjs';

/** Elements of the notes editor and what they are on a page. Anything else is shown as its text. */
const tags: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  horizontalRule: 'hr',
  hardBreak: 'br',
};
const marks: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', code: 'code', underline: 'u' };
const EMPTY = new Set(['hr', 'br']);

const words = (text: Y.XmlText): ReactNode =>
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes }, index) => {
      const styled = Object.keys(attributes ?? {}).reduce<ReactNode>(
        (inner, mark) => (marks[mark] ? createElement(marks[mark], null, inner) : inner),
        typeof insert === 'string' ? insert : null,
      );
      return createElement('span', { key: index }, styled);
    },
  );

const element = (node: Y.XmlElement, key: number): ReactNode => {
  // People begin with any level; on the page all of theirs come right below the page's own.
  const tag = node.nodeName === 'heading' ? 'h3' : (tags[node.nodeName] ?? 'div');
  return EMPTY.has(tag) ? createElement(tag, { key }) : createElement(tag, { key }, children(node));
};

const children = (node: Y.XmlFragment): ReactNode[] =>
  node.toArray().map((child, index) => {
    if (child instanceof Y.XmlText) return createElement('span', { key: index }, words(child));
    return child instanceof Y.XmlElement ? element(child, index) : null;
  });

/** Notes as text to read, without loading the editor. */
export const RichText = ({ content, className }: { content: Y.XmlFragment; className?: string | undefined }) => (
  <div className={className}>{children(content)}</div>
);
