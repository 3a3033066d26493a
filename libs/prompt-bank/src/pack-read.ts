import { MAX_PACK, MAX_PACK_PROMPTS } from '@debrief/contracts';
import { type Pack, packFrame } from './pack';
import { type Prompt } from './prompt.schema';
import { readPrompt } from './read-prompt';
import { sentenceOf } from './schema-sentence';
import { readYaml, type TextFault } from './yaml-text';

/** A fault with the line that it stands in. */
export interface PackFault extends TextFault {
  text: string;
}
/** A pack without a fault, or what is wrong: at most {@link MAX_PACK_FAULTS} of `count`. */
export type ReadPack = { pack: Pack } | { pack: null; faults: PackFault[]; count: number };

export const MAX_PACK_FAULTS = 100;
const LONGEST_LINE = 160;
/** More open brackets, dashes in a row or spaces before a line than any prompt has, and few enough for the parser. */
const MOST_OPEN = 200;
/** A pack has seven names at the margin, and there a line for each prompt and each source at most. */
const MOST_AT_MARGIN = 1_000;

/**
 * How often a pack of two megabytes has these at most: a third more than two megabytes of the densest shipped prompt, and
 * often far more than that. A text within all of them takes the parser no longer than an honest one of two megabytes; no
 * clock has to tell the two apart.
 */
const MOST: Readonly<Record<string, number>> = {
  '\n': 100_000,
  '\r': 100_000,
  '\t': 20_000,
  '[': 8_000,
  '{': 8_000,
  '"': 60_000,
  "'": 60_000,
  '&': 5_000,
  '*': 5_000,
  '!': 10_000,
  '?': 15_000,
  '-': 40_000,
  ':': 60_000,
  '#': 20_000,
  ',': 30_000,
  '\\': 10_000,
  '%': 10_000,
};

/** What can be told by looking at each character once. */
function fromOutside(text: string): { at: number; message: string } | undefined {
  let open = 0;
  let margin = 0;
  let before = 0x0a;
  const seen = new Uint32Array(128);
  const most = Array.from({ length: 128 }, (_, code) => MOST[String.fromCharCode(code)] ?? Infinity);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isAtMargin = before === 0x0a && code > 0x20 && code !== 0x23;
    before = code;
    if (isAtMargin) margin += 1;
    if (margin > MOST_AT_MARGIN)
      return { at, message: 'From here on this has more lines that are not indented than any pack of prompts.' };
    if (code >= 128) continue;
    if (code === 0) return { at, message: 'There is a NUL character here, which no text holds.' };
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
    if (open > MOST_OPEN) return { at, message: 'This is nested too deeply.' };
    const count = (seen[code] ?? 0) + 1;
    seen[code] = count;
    if (count > (most[code] ?? Infinity))
      return { at, message: 'From here on this has more lines, signs or quotes than any pack of prompts.' };
  }
  const steep = /^ {200}|(?:[-?:][ \t]+){20}[-?:]/m.exec(text);
  return steep ? { at: steep.index, message: 'This is nested too deeply.' } : undefined;
}

const placeAt = (text: string, at: number) => {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
};

/**
 * Reads a pack from the bytes of a file: UTF-8, with or without a byte order mark, with line ends of any kind. Never
 * throws for what they hold. How long it takes is limited by whoever calls it; `onParsed` tells that only checks are left.
 */
export function readPack(bytes: Uint8Array, onParsed: () => void = () => undefined): ReadPack {
  const faults: TextFault[] = [];
  const refuse = (text: string): ReadPack => {
    const shown = faults.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_PACK_FAULTS);
    // No further than the last line that is shown: of two million empty ones each would be a string.
    const lines = text.split(/\r\n|\r|\n/, shown.at(-1)?.line ?? 0);
    return {
      pack: null,
      count: faults.length,
      faults: shown.map(({ line, column, message }) => ({
        line,
        column,
        message: clean(message, 400),
        text: clean(lines[line - 1] ?? '', LONGEST_LINE),
      })),
    };
  };
  const one = (message: string, at = { line: 1, column: 1 }, text = ''): ReadPack => {
    faults.push({ ...at, message });
    return refuse(text);
  };
  if (bytes.length > MAX_PACK) return one('The file is larger than 2 MB.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder().decode(bytes);
    return one('This is not text in UTF-8.', placeAt(text, Math.max(0, text.indexOf('\ufffd'))), text);
  }
  const strange = fromOutside(text);
  if (strange) return one(strange.message, placeAt(text, strange.at), text);
  const read = readYaml(text, 'plain');
  onParsed();
  if (read.faults) {
    faults.push(...read.faults);
    return refuse(text);
  }
  const { value, place } = read;
  const report = (path: readonly PropertyKey[], message: string) => faults.push({ ...place(path), message });
  const frame = packFrame.safeParse(value, { error: sentenceOf });
  if (!frame.success) {
    for (const issue of frame.error.issues)
      report(issue.path, `${issue.path.length > 0 ? `“${issue.path.join('.')}”` : 'The pack'} ${issue.message}.`);
    return refuse(text);
  }
  const prompts: Prompt[] = [];
  const ids = new Set<string>();
  frame.data.prompts.slice(0, MAX_PACK_PROMPTS).forEach((each, index) => {
    const { prompt, faults: wrong } = readPrompt(each, 'The prompt');
    if (prompt && ids.has(prompt.id))
      report(['prompts', index, 'id'], `“${prompt.id}” is the id of two prompts of this pack.`);
    for (const { path, message } of wrong) report(['prompts', index, ...path], message);
    if (!prompt) return;
    ids.add(prompt.id);
    prompts.push(prompt);
  });
  frame.data.sources.forEach(({ prompt }, index) => {
    if (!ids.has(prompt)) report(['sources', index, 'prompt'], `There is no prompt “${prompt}” in this pack.`);
  });
  if (faults.length > 0) return refuse(text);
  const { pack: _format, ...rest } = frame.data;
  return { pack: { ...rest, prompts } };
}

/** What comes from a hostile text is shown without what cannot be shown. */
const clean = (words: string, most: number): string =>
  words
    .slice(0, most)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '\ufffd');
