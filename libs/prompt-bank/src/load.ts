import { type Prompt } from './prompt.schema';
import { readPrompt } from './read-prompt';
import { type Place, readYaml, type TextFault } from './yaml-text';

/** A prompt file before it is read: its name, for messages, and its text. */
export interface PromptFile {
  name: string;
  text: string;
}
/** What is wrong in a prompt file and where; lines and columns count from 1. */
export interface FileFault extends TextFault {
  file: string;
}
export interface LoadedPrompts {
  /** The prompts without a fault, in the order of the files. */
  prompts: Prompt[];
  faults: FileFault[];
}

/** Largest prompt file, in bytes, and most aliases in one: beyond these a file is an attack or a mistake. */
const MAX_BYTES = 256 * 1024;
const MAX_ALIASES = 10;

function readFile({ name, text }: PromptFile, faults: FileFault[]): { prompt: Prompt; place: Place } | undefined {
  const report = (message: string, at = { line: 1, column: 1 }) => faults.push({ file: name, ...at, message });
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    report('The file is larger than 256 KB.');
    return undefined;
  }
  const read = readYaml(text, MAX_ALIASES);
  if (read.faults) {
    for (const { message, ...at } of read.faults) report(message, at);
    return undefined;
  }
  const { value, place } = read;
  const { prompt, faults: wrong } = readPrompt(value, 'The file');
  for (const { path, message } of wrong) report(message, place(path));
  return prompt && wrong.length === 0 ? { prompt, place } : undefined;
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
