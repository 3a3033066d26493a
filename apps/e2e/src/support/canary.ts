import { guideOf, loadShippedPrompts, publicCard, rubrics, statementOf, type Prompt } from '@debrief/prompt-bank';
import { join } from 'node:path';
import type { Person } from './person';

const FOLDER = join(process.cwd(), 'libs/prompt-bank/prompts');
/** Shorter texts, such as a unit or a yes, are in every answer by chance. */
const SHORTEST = 24;

let bank: Promise<Prompt[]> | undefined;
/** The prompts of the bank by id. */
export const promptOf = async (id: string): Promise<Prompt> => {
  bank ??= loadShippedPrompts(FOLDER);
  const found = (await bank).find((prompt) => prompt.id === id);
  if (!found) throw new Error(`the bank has no prompt ${id}`);
  return found;
};

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/**
 * Every sentence of a prompt's guide that is in no public part of it, and not a heading that other guides have too:
 * what its candidate must never receive before the end.
 */
export const guideSecrets = async (id: string): Promise<string[]> => {
  const prompt = await promptOf(id);
  const others = ((await bank) ?? []).filter((other) => other !== prompt).map((other) => guideOf(other));
  const open = JSON.stringify([
    publicCard(prompt),
    statementOf(prompt, 'long'),
    statementOf(prompt, 'short'),
    rubrics,
    others,
  ]);
  const secrets = stringsIn(guideOf(prompt)).filter((text) => text.length >= SHORTEST);
  return [...new Set(secrets)].filter((text) => !open.includes(JSON.stringify(text).slice(1, -1)));
};

/** A secret at each of the three alignments it can have inside base64, without the characters its neighbours decide. */
const inBase64 = (secret: string): string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const from = offset === 0 ? 0 : offset + 1;
    return bytes.toString('base64').slice(from, Math.floor((bytes.length * 8) / 6));
  });

/** The forms in which a text can travel: as it is, JSON-escaped (once and twice), URL-escaped, base64. */
const formsOf = (secret: string): string[] => {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      json,
      JSON.stringify(json).slice(1, -1),
      encodeURIComponent(secret),
      new URLSearchParams({ q: secret }).toString().slice(2),
      ...inBase64(secret),
    ]),
  ];
};

/** The secrets that were found in what somebody received, each with a piece of where it stood. */
export const findCanaries = (received: readonly string[], secrets: readonly string[]): string[] => {
  const everything = received.join('\n');
  return secrets.flatMap((secret) =>
    formsOf(secret).flatMap((form) => {
      const at = everything.indexOf(form);
      return at < 0 ? [] : [`"${secret.slice(0, 60)}" in …${everything.slice(Math.max(0, at - 120), at + 40)}`];
    }),
  );
};

/** Fails when any of the secrets has reached this person, in any form, by HTTP or socket. */
export const expectNoCanary = (person: Pick<Person, 'name' | 'received'>, secrets: readonly string[]): void => {
  expect(secrets.length).toBeGreaterThan(0);
  expect({ person: person.name, found: findCanaries(person.received, secrets) }).toEqual({
    person: person.name,
    found: [],
  });
};
