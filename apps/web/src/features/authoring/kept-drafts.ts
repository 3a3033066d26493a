import { type PromptDraft } from '@debrief/prompt-bank';
import { readKept, writeKept } from '../../shared/kept';
import { KEPT_DRAFTS } from '../../shared/kept-drafts';

/** A draft that this browser has and the server does not yet. */
export interface Kept {
  rev: number;
  content: PromptDraft;
}
const nameOf = (account: string, prompt: string): string => `${KEPT_DRAFTS}${account}.${prompt}`;

export const keptDraft = (account: string, prompt: string): Kept | null => {
  const value = readKept(nameOf(account, prompt));
  if (typeof value !== 'object' || value === null || !('rev' in value) || !('content' in value)) return null;
  const { rev, content } = value;
  return typeof rev === 'number' && typeof content === 'object' && content !== null
    ? { rev, content: content as PromptDraft }
    : null;
};

/** Keeps or, with null, forgets it. A browser that stores nothing loses only what its tab would lose. */
export const keepDraft = (account: string, prompt: string, kept: Kept | null): boolean =>
  writeKept(nameOf(account, prompt), kept);
