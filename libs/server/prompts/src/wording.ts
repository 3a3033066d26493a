import { createHash } from 'node:crypto';
import type { Prompt } from '@debrief/prompt-bank';
import canonicalize from 'canonicalize';

/** What a version is recognised by: the same text has the same hash whatever the order of its fields. */
export const hashOf = (prompt: Prompt): Buffer =>
  createHash('sha256')
    .update(canonicalize(prompt) ?? '')
    .digest();

/** What a prompt says, whatever it is called here, whichever version it is and whoever has reviewed it. */
export const wordingOf = (prompt: Prompt): string =>
  hashOf({ ...prompt, id: '', version: 0, status: 'draft', reviewers: [] }).toString('hex');
