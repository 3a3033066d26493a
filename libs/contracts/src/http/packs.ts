import * as z from 'zod/mini';
import { interviewType } from '../domain';
import { instant, promptId } from '../ids';
import { text } from '../text';
import { route } from './route';

/** Largest pack, in bytes, and most prompts in one. */
export const MAX_PACK = 2 * 1024 * 1024;
export const MAX_PACK_PROMPTS = 200;

/** Under which licence prompts travel; who made them, where they come from, and when, in the maker's own words. */
export const packOrigin = {
  licence: text(80, 2),
  provenance: z.strictObject({ by: text(80, 2), from: text(200, 2), when: text(40, 4) }),
} as const;

/** What happens to one prompt of a pack; `id` is the one that it has here afterwards. */
const outcome = z.strictObject({
  /** Its id in the pack. */
  prompt: promptId,
  id: promptId,
  version: z.int(),
  title: z.string(),
  type: interviewType,
  licence: z.string(),
  /** `same`: it is here already and stays as it is. `newer`: a new version of one of mine. `copy`: the id is taken, so it gets another. */
  outcome: z.enum(['new', 'same', 'newer', 'copy']),
});
export type PackOutcome = z.infer<typeof outcome>;

const fault = z.strictObject({ line: z.int(), column: z.int(), message: z.string(), text: z.string() });

const packCheck = z.strictObject({
  /** What the pack says of itself; null when it has faults. */
  pack: z.nullable(z.strictObject({ name: z.string(), ...packOrigin, exportedAt: instant })),
  prompts: z.array(outcome),
  /** The first hundred. */
  faults: z.array(fault),
  faultCount: z.int(),
  /** Names the file and what was shown for it; the import asks for it. */
  seal: z.nullable(z.string()),
});
export type PackCheck = z.infer<typeof packCheck>;

export const packRoutes = {
  listExportable: route({
    method: 'GET',
    path: '/api/packs/prompts',
    access: 'account',
    summary:
      'The prompts that I may put into a pack: my own that have a version, and public ones whose guide I have read.',
    response: z.strictObject({
      prompts: z.array(z.strictObject({ id: promptId, title: z.string(), type: interviewType, isMine: z.boolean() })),
      /** How many prompts came with this server. */
      shipped: z.int(),
    }),
  }),
  exportPack: route({
    method: 'POST',
    path: '/api/packs/export',
    access: 'account',
    summary:
      'A pack of these prompts as one YAML text, or of all that came with the server: all their guides then count as seen.',
    perMinute: 20,
    body: z.strictObject({
      name: text(80, 2),
      ...packOrigin,
      prompts: z.union([
        z.array(promptId).check(z.minLength(1), z.maxLength(MAX_PACK_PROMPTS)),
        z.strictObject({ shipped: z.literal(true), understood: z.literal(true) }),
      ]),
    }),
    response: z.strictObject({ file: z.string(), text: z.string() }),
  }),
  checkPack: route({
    method: 'POST',
    path: '/api/packs/check',
    access: 'account',
    summary: 'What importing this file would do, or every fault in it with its line. Nothing is stored.',
    perMinute: 20,
    bytes: MAX_PACK,
    response: packCheck,
  }),
  importPack: route({
    method: 'POST',
    path: '/api/packs',
    access: 'account',
    summary: 'Store the prompts of a checked file, for me alone. Their guides count as seen. All of them or none.',
    perMinute: 20,
    bytes: MAX_PACK,
    query: z.strictObject({ seal: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a seal of a check')) }),
    response: z.strictObject({ prompts: z.array(outcome) }),
  }),
  getPromptSource: route({
    method: 'GET',
    path: '/api/prompts/:prompt/source',
    access: 'public',
    summary: 'Which pack a prompt came in, its licence and who made it; null for one that was written here.',
    params: z.strictObject({ prompt: promptId }),
    response: z.strictObject({
      source: z.nullable(z.strictObject({ pack: z.string(), ...packOrigin, importedAt: instant })),
    }),
  }),
} as const;
