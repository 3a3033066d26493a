import { promptFaults } from './checks';
import { prompt as promptSchema, type Prompt } from './prompt.schema';
import { sentenceOf } from './schema-sentence';

/**
 * A value from outside as a prompt, with everything wrong in it in whole sentences: what its shape says, or else what
 * its fields say of each other. Null where it has not the shape of a prompt.
 * @param whole what the value is called where a sentence is about all of it, such as “The file”
 */
export function readPrompt(
  value: unknown,
  whole: string,
): { prompt: Prompt | null; faults: { path: readonly PropertyKey[]; message: string }[] } {
  const parsed = promptSchema.safeParse(value, { error: sentenceOf });
  if (parsed.success) return { prompt: parsed.data, faults: promptFaults(parsed.data) };
  const faults = parsed.error.issues.map(({ path, message }) => ({
    path,
    message: `${path.length > 0 ? `“${path.join('.')}”` : whole} ${message}.`,
  }));
  return { prompt: null, faults };
}
