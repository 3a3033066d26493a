import { type InterviewType } from '@debrief/contracts';
import { type PromptFault } from './fault';
import { type Prompt } from './prompt.schema';

/** A fault of the bank as a whole; without a prompt it belongs to no single file. */
export interface BankFault extends PromptFault {
  prompt?: string;
}

/** What a bank worth practising with holds at least, by type. */
export const fewest: Record<InterviewType, number> = {
  'product-sense': 28,
  metrics: 14,
  estimation: 13,
  strategy: 8,
  behavioural: 7,
  technical: 6,
  'resume-impact': 4,
};
/** Easy, medium and hard out of 80, each give or take four. */
const levels = { easy: 15, medium: 43, hard: 22 };
const LEVELS_MAY_DIFFER = 4;
/** Somebody who practises weekly should not meet one trade again and again. */
const MOST_PER_DOMAIN = 3;
/** As many words in a row as two texts share only when one was copied from the other. */
const SHINGLE = 8;

type Text = { path: (string | number)[]; text: string };

const textsIn = (value: unknown, path: (string | number)[] = []): Text[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((each, index) => textsIn(each, [...path, index]))
    : Object.entries(value).flatMap(([key, each]) => textsIn(each, [...path, key]));
};
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Eight words in a row that two prompts share: one of them was not written for its case. Each pair is named once. */
function sharedWords(prompts: readonly Prompt[]): BankFault[] {
  const owners = new Map<string, string>();
  const named = new Set<string>();
  const faults: BankFault[] = [];
  for (const prompt of prompts) {
    for (const { path, text } of textsIn(prompt)) {
      const words = wordsOf(text);
      for (let at = 0; at + SHINGLE <= words.length; at += 1) {
        const shingle = words.slice(at, at + SHINGLE).join(' ');
        const owner = owners.get(shingle);
        if (owner === undefined) owners.set(shingle, prompt.id);
        else if (owner !== prompt.id && !named.has(`${owner} ${prompt.id}`)) {
          named.add(`${owner} ${prompt.id}`);
          faults.push({ prompt: prompt.id, path, message: `“${shingle}” stands in “${owner}” too.` });
        }
      }
    }
  }
  return faults;
}

function balance(prompts: readonly Prompt[]): BankFault[] {
  const faults: BankFault[] = [];
  const bank = (message: string) => faults.push({ path: [], message });
  const countBy = (pick: (prompt: Prompt) => string) => {
    const counts = new Map<string, number>();
    for (const prompt of prompts) counts.set(pick(prompt), (counts.get(pick(prompt)) ?? 0) + 1);
    return counts;
  };
  const types = countBy((prompt) => prompt.type);
  for (const [type, least] of Object.entries(fewest)) {
    const count = types.get(type) ?? 0;
    if (count < least) bank(`There are ${count} prompts of type ${type}; the bank promises ${least}.`);
  }
  const byLevel = countBy((prompt) => prompt.difficulty.level);
  for (const [level, share] of Object.entries(levels)) {
    const wanted = (share / 80) * prompts.length;
    const count = byLevel.get(level) ?? 0;
    if (Math.abs(count - wanted) > LEVELS_MAY_DIFFER)
      bank(`${count} prompts are ${level}; about ${Math.round(wanted)} of ${prompts.length} should be.`);
  }
  for (const [domain, count] of countBy((prompt) => prompt.domain))
    if (count > MOST_PER_DOMAIN) bank(`${count} prompts are about ${domain}; at most ${MOST_PER_DOMAIN} are.`);
  return faults;
}

/** What must hold between the prompts of a whole bank: no borrowed sentences, and balance of type, difficulty, domain. */
export const bankFaults = (prompts: readonly Prompt[]): BankFault[] => [...sharedWords(prompts), ...balance(prompts)];
