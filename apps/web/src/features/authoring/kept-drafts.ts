import { type PromptDraft } from '@debrief/prompt-bank';
import { KEPT_DRAFTS } from '../../shared/kept-drafts';

/** A draft that this browser has and the server does not yet. */
export interface Kept {
  rev: number;
  content: PromptDraft;
}
const nameOf = (account: string, prompt: string): string => `${KEPT_DRAFTS}${account}.${prompt}`;

export const readKept = (account: string, prompt: string): Kept | null => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(nameOf(account, prompt)) ?? 'null');
    if (typeof value !== 'object' || value === null || !('rev' in value) || !('content' in value)) return null;
    const { rev, content } = value;
    return typeof rev === 'number' && typeof content === 'object' && content !== null
      ? { rev, content: content as PromptDraft }
      : null;
  } catch {
    return null;
  }
};

/** Keeps or, with null, forgets it. A browser that stores nothing loses only what its tab would lose. */
export const keep = (account: string, prompt: string, kept: Kept | null): void => {
  try {
    if (kept) localStorage.setItem(nameOf(account, prompt), JSON.stringify(kept));
    else localStorage.removeItem(nameOf(account, prompt));
  } catch {
    // Full or switched off: the pill goes on saying what the server has.
  }
};
