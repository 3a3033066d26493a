import { instant, MAX_PACK_PROMPTS, packOrigin, text } from '@debrief/contracts';
import { stringify } from 'yaml';
import * as z from 'zod/mini';
import { skillCodes } from './kinds';
import { type Prompt, prompt as promptSchema } from './prompt.schema';
import { rubrics } from './rubrics';

const promptSource = z.strictObject({ prompt: promptSchema.shape.id, pack: text(80, 2), ...packOrigin });

/** The frame of a pack; its prompts are read one by one, so that each fault is told. */
export const packFrame = z.strictObject({
  pack: z.literal(1),
  name: text(80, 2),
  ...packOrigin,
  exportedAt: instant,
  /** Prompts that came from elsewhere keep what their own pack said. */
  sources: z._default(z.array(promptSource).check(z.maxLength(MAX_PACK_PROMPTS)), []),
  prompts: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_PACK_PROMPTS)),
});
export type Pack = Omit<z.infer<typeof packFrame>, 'prompts' | 'pack'> & { prompts: Prompt[] };

const ordered = <T>(keys: readonly string[], values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));

/** A prompt as it travels: who has reviewed it belongs to where it was reviewed. Fields come in the schema's order. */
export function travelling(prompt: Prompt): Prompt {
  const read = promptSchema.parse({ ...prompt, status: 'draft', reviewers: [] });
  return {
    ...read,
    ...(read.skills && { skills: ordered(skillCodes, read.skills) as Prompt['skills'] }),
    anchors: ordered(
      rubrics[read.type].dimensions.map(({ key }) => key),
      read.anchors,
    ),
  };
}

/** A pack as one YAML text: the same prompts give the same text but for `exportedAt`. */
export function writePack({ name, licence, provenance: from, exportedAt, sources, prompts }: Pack): string {
  const byId = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return stringify(
    {
      pack: 1,
      name,
      licence,
      provenance: { by: from.by, from: from.from, when: from.when },
      exportedAt,
      ...(sources.length > 0 && { sources: sources.toSorted((a, b) => byId(a.prompt, b.prompt)) }),
      prompts: prompts.map(travelling).toSorted((a, b) => byId(a.id, b.id)),
    },
    { lineWidth: 120, aliasDuplicateObjects: false },
  );
}
