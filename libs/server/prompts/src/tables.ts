import { column, key, maybe, table } from '@debrief/server/platform';

const now = { default: () => 'now()' };

/** The tables of prompts as the migrations make them. */
export const promptTables = [
  table('prompts_version', {
    prompt_id: column('text', key),
    version: column('integer', key),
    content: column('jsonb'),
    hash: column('bytea'),
    created_at: column('timestamptz', now),
  }),
  table(
    'prompts_seen',
    {
      account_id: column('text', key),
      prompt_id: column('text', key),
      how: column('text', key),
      at: column('timestamptz', now),
      session: column('uuid', maybe),
      round: column('integer', maybe),
    },
    { checks: [{ name: 'prompts_seen_how_check', expression: `how = ANY (ARRAY['guide'::text, 'played'::text])` }] },
  ),
];
