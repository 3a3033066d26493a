import { LineCounter, isAlias, isCollection, isMap, isPair, isScalar, parseDocument, visit, type Document } from 'yaml';

/** What is wrong in a text and where; lines and columns count from 1. */
export interface TextFault {
  line: number;
  column: number;
  message: string;
}
/** Where a field stands in the text; for a missing field, where its nearest parent stands. */
export type Place = (path: readonly PropertyKey[]) => { line: number; column: number };
export type ReadYaml = { value: unknown; place: Place; faults?: never } | { faults: TextFault[] };

const START = { line: 1, column: 1 };
/** Deeper than any field of a prompt. */
const DEEPEST = 32;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '<<']);

function placeIn(document: Document, lines: LineCounter): Place {
  return (path) => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const range: unknown = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
      if (Array.isArray(range) && typeof range[0] === 'number') {
        const { line, col } = lines.linePos(range[0]);
        return { line, column: col };
      }
    }
    return START;
  };
}

/** What a text from strangers does not need: tags, anchors, aliases, merge keys, names that reach a prototype, depth. */
function strangeParts(document: Document, report: (message: string, offset: number) => void): void {
  if (document.directives?.yaml.explicit) report('A pack has no directives such as “%YAML”.', 0);
  visit(document, (_key, node, path) => {
    if (isPair(node)) {
      const { key } = node;
      if (!isScalar(key)) report('A name has to be plain text.', isCollection(key) ? (key.range?.[0] ?? 0) : 0);
      else if (FORBIDDEN.has(String(key.value)))
        report(`“${String(key.value)}” cannot be a name.`, key.range?.[0] ?? 0);
      return undefined;
    }
    if (isAlias(node)) report('A pack has no aliases: write the text out.', node.range?.[0] ?? 0);
    if (!isScalar(node) && !isCollection(node)) return undefined;
    const at = node.range?.[0] ?? 0;
    if (isMap(node)) {
      const names = new Set<string>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (names.has(name)) report('Names in a group must be unique.', key.range?.[0] ?? at);
        names.add(name);
      }
    }
    if (node.anchor !== undefined) report('A pack has no anchors.', at);
    if (node.tag !== undefined) report(`A pack has no tags such as “${node.tag.slice(0, 60)}”.`, at);
    if (path.length > DEEPEST * 2) {
      report('This is nested too deeply.', at);
      return visit.SKIP;
    }
    return undefined;
  });
}

/**
 * Reads a text as YAML 1.2. Never throws for what it holds, however hostile; what takes time is its caller's to limit.
 * @param maxAliases how often the text may refer back to itself; `'plain'` refuses everything but plain values
 */
export function readYaml(text: string, maxAliases: number | 'plain'): ReadYaml {
  const lines = new LineCounter();
  const faults: TextFault[] = [];
  const report = (message: string, offset?: number): void => {
    const { line, col } = offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset);
    faults.push({ line: Math.max(1, line), column: Math.max(1, col), message });
  };
  try {
    // The parser compares each name with each before it: 30,000 in one group take it many seconds, strangeParts one look each.
    const uniqueKeys = maxAliases !== 'plain';
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys });
    for (const error of [...document.errors, ...document.warnings])
      report(`This is not valid YAML: ${error.message}.`, error.pos[0]);
    if (faults.length > 0) return { faults };
    if (maxAliases === 'plain') strangeParts(document, report);
    else {
      let aliases = 0;
      visit(document, (_key, node) => {
        if (isAlias(node)) aliases += 1;
      });
      if (aliases > maxAliases) report(`The file has ${aliases} aliases; at most ${maxAliases} are allowed.`);
    }
    if (faults.length > 0) return { faults };
    const value: unknown = document.toJS({ maxAliasCount: maxAliases === 'plain' ? 0 : maxAliases });
    return { value, place: placeIn(document, lines) };
  } catch (error) {
    // The parser recurses: 50,000 brackets in a row end the stack, and an alias bomb is refused by throwing.
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    return { faults: [{ ...START, message: 'The file is nested too deeply, or an alias in it cannot be followed.' }] };
  }
}
