import { createElement, type ReactNode } from 'react';
import * as Y from 'yjs';
import { ESTIMATE, resultsOf, resultWords } from '../../shared/estimate';
import { i18n } from '../../shared/i18n';
import styles from './rich-text.module.css';

/** Elements of the notes editor and what they are on a page. Anything else is shown as its text. */
const tags: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  taskList: 'ul',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  horizontalRule: 'hr',
  hardBreak: 'br',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
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

const inOf = (node: Y.XmlFragment): Y.XmlElement[] =>
  node.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
const textOf = (node: Y.XmlFragment): string =>
  node
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText
        ? (child.toDelta() as { insert: unknown }[])
            .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
            .join('')
        : child instanceof Y.XmlElement
          ? textOf(child)
          : '',
    )
    .join('');
const everyElement = (node: Y.XmlFragment, name: string): Y.XmlElement[] =>
  inOf(node).flatMap((child) => [...(child.nodeName === name ? [child] : []), ...everyElement(child, name)]);

/** What each formula line of the document came to, from the document alone, as in the editor. */
const computed = (content: Y.XmlFragment): Map<Y.XmlElement, ReturnType<typeof resultWords>> => {
  const lines = everyElement(content, 'formula');
  if (!lines.length) return new Map();
  const tables = everyElement(content, 'table')
    .filter((table) => table.getAttribute('kind') === ESTIMATE)
    .map((table) => inOf(table).map((row) => inOf(row).map(textOf)));
  const texts = lines.map(textOf);
  const results = resultsOf(tables, texts);
  return new Map(lines.map((line, index) => [line, resultWords(texts[index] ?? '', results[index])]));
};

type Computed = ReturnType<typeof computed>;

const element = (node: Y.XmlElement, key: number, results: Computed): ReactNode => {
  const inside = () => children(node, results);
  if (node.nodeName === 'table')
    return (
      <div key={key} className={styles.wide}>
        <table className={node.getAttribute('kind') === ESTIMATE ? styles.estimate : undefined}>
          <tbody>{inside()}</tbody>
        </table>
      </div>
    );
  if (node.nodeName === 'taskItem') {
    // The editor stores a boolean; the type of the library knows only strings.
    const isDone = String(node.getAttribute('checked')) === 'true';
    return (
      <li key={key} className={styles.task}>
        <span role="img" aria-label={isDone ? i18n.t('done') : i18n.t('to do')}>
          {isDone ? '☑' : '☐'}
        </span>
        <div>{inside()}</div>
      </li>
    );
  }
  if (node.nodeName === 'formula') {
    const result = results.get(node);
    return (
      <p key={key} className={styles.formula}>
        {inside()}
        {result && (result.value || result.why) && (
          <output aria-live="off">
            {result.value && <b>{result.value}</b>} {result.range || result.why}
          </output>
        )}
      </p>
    );
  }
  // People begin with any level; on the page all of theirs come right below the page's own.
  const tag = node.nodeName === 'heading' ? 'h3' : (tags[node.nodeName] ?? 'div');
  return EMPTY.has(tag) ? createElement(tag, { key }) : createElement(tag, { key }, inside());
};

const children = (node: Y.XmlFragment, results: Computed): ReactNode[] =>
  node.toArray().map((child, index) => {
    if (child instanceof Y.XmlText) return createElement('span', { key: index }, words(child));
    return child instanceof Y.XmlElement ? element(child, index, results) : null;
  });

/** Notes as text to read, without loading the editor. */
export const RichText = ({ content, className }: { content: Y.XmlFragment; className?: string | undefined }) => (
  <div className={className}>{children(content, computed(content))}</div>
);
