import { LineCounter, isAlias, parseDocument, visit, type Document } from 'yaml';
import { promptFaults } from './checks';
import { prompt as promptSchema, type Prompt } from './prompt.schema';
import { sentenceOf } from './schema-sentence';

/** A prompt file before it is read: its name, for messages, and its text. */
export interface PromptFile {
  name: string;
  text: string;
}
/** What is wrong in a prompt file and where; lines and columns count from 1. */
export interface FileFault {
  file: string;
  line: number;
  column: number;
  message: string;
}
export interface LoadedPrompts {
  /** The prompts without a fault, in the order of the files. */
  prompts: Prompt[];
  faults: FileFault[];
}

/** Largest prompt file, in bytes, and most aliases in one: beyond these a file is an attack or a mistake. */
const MAX_BYTES = 256 * 1024;
const MAX_ALIASES = 10;

type Place = (path: readonly PropertyKey[]) => { line: number; column: number };

/** Where a field stands in the file; for a missing field, where its nearest parent stands. */
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
    return { line: 1, column: 1 };
  };
}

function readFile({ name, text }: PromptFile, faults: FileFault[]): { prompt: Prompt; place: Place } | undefined {
  const report = (message: string, at = { line: 1, column: 1 }) => faults.push({ file: name, ...at, message });
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    report('The file is larger than 256 KB.');
    return undefined;
  }
  const lines = new LineCounter();
  let document: Document;
  let value: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    for (const error of [...document.errors, ...document.warnings]) {
      const { line, col } = lines.linePos(error.pos[0]);
      report(`This is not valid YAML: ${error.message}.`, { line, column: col });
    }
    if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
    let aliases = 0;
    visit(document, (_key, node) => {
      if (isAlias(node)) aliases += 1;
    });
    if (aliases > MAX_ALIASES) {
      report(`The file has ${aliases} aliases; at most ${MAX_ALIASES} are allowed.`);
      return undefined;
    }
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // The parser recurses: 50,000 brackets in a row end the stack, and an alias bomb is refused by throwing.
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    report('The file is nested too deeply, or an alias in it cannot be followed.');
    return undefined;
  }
  const place = placeIn(document, lines);
  const parsed = promptSchema.safeParse(value, { error: sentenceOf });
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      report(
        `${issue.path.length > 0 ? `“${issue.path.join('.')}”` : 'The file'} ${issue.message}.`,
        place(issue.path),
      );
    return undefined;
  }
  const wrong = promptFaults(parsed.data);
  for (const { path, message } of wrong) report(message, place(path));
  return wrong.length > 0 ? undefined : { prompt: parsed.data, place };
}

/**
 * Reads prompt files. A file with any fault gives no prompt; every fault of every file is listed with its place and a
 * sentence. Never throws for what a file holds, however hostile.
 */
export function loadPrompts(files: readonly PromptFile[]): LoadedPrompts {
  const faults: FileFault[] = [];
  const prompts: Prompt[] = [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const read = readFile(file, faults);
    if (!read) continue;
    const owner = owners.get(read.prompt.id);
    if (owner === undefined) {
      owners.set(read.prompt.id, file.name);
      prompts.push(read.prompt);
    } else {
      faults.push({
        file: file.name,
        ...read.place(['id']),
        message: `“${read.prompt.id}” is already the id of the prompt in ${owner}.`,
      });
    }
  }
  return { prompts, faults };
}
