import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrompts, type PromptFile } from './load';
import { type Prompt } from './prompt.schema';

/** Where the shipped prompts lie in the source tree. */
export const promptFolder = join(__dirname, '../prompts');

/** The text of each shipped prompt file. */
export const promptFiles = (): PromptFile[] =>
  readdirSync(promptFolder).map((name) => ({ name, text: readFileSync(join(promptFolder, name), 'utf8') }));

let shipped: Prompt[] | undefined;

/** A fresh copy of a shipped prompt for a spec to change. */
export function shippedPrompt(id = 'longer-loans'): Prompt {
  // Reading the whole bank takes a second; specs ask a hundred times.
  shipped ??= loadPrompts(promptFiles()).prompts;
  const found = shipped.find((each) => each.id === id);
  if (!found) throw new Error(`There is no shipped prompt “${id}”.`);
  return structuredClone(found);
}
