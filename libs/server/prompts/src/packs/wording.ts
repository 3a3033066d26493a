import { createHash } from 'node:crypto';
import type { Prompt } from '@debrief/prompt-bank';
import canonicalize from 'canonicalize';

/** What a prompt says, whatever it is called here, whichever version it is and whoever has reviewed it. */
export const wordingOf = (prompt: Prompt): string =>
  createHash('sha256')
    .update(canonicalize({ ...prompt, id: '', version: 0, status: 'draft', reviewers: [] }) ?? '')
    .digest('hex');
