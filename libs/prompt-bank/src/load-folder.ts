import { loadPrompts, type FileFault } from './load';
import { type Prompt } from './prompt.schema';

declare const process: { getBuiltinModule(name: 'node:fs/promises'): Files };
interface Files {
  readdir(folder: string): Promise<string[]>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
}

/** The prompts of a folder could not all be read; `faults` and the message list every fault with its place. */
export class PromptFolderError extends Error {
  override name = 'PromptFolderError';
  constructor(readonly faults: FileFault[]) {
    const lines = faults.map((each) => `${each.file}:${each.line}:${each.column} ${each.message}`);
    super(`The prompt bank has faults:\n${lines.join('\n')}`);
  }
}

/**
 * Reads every `*.yaml` of a folder, sorted by name. Node only.
 * @param folder where the files are: `libs/prompt-bank/prompts` in the source tree, or wherever the build copied it
 * @throws PromptFolderError when any file has a fault: a bank is shipped whole or not at all
 */
export async function loadShippedPrompts(folder: string): Promise<Prompt[]> {
  // Not imported: the browser reaches this file through the index, and the build calls it when imports are over.
  const { readFile, readdir } = process.getBuiltinModule('node:fs/promises');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(`${folder}/${name}`, 'utf8') })),
  );
  const { prompts, faults } = loadPrompts(files);
  if (faults.length > 0) throw new PromptFolderError(faults);
  if (prompts.length === 0) throw new Error(`There are no prompts in ${folder}.`);
  return prompts;
}
