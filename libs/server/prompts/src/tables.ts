import { column, key, maybe, table } from '@debrief/server/platform';

const now = { default: () => 'now()' };
const PUBLISHED = `status = 'published' and visibility = 'public'`;
const oneOf = (name: string, of: string, values: string[]) => ({
  name,
  expression: `${of} = ANY (ARRAY[${values.map((value) => `'${value}'::text`).join(', ')}])`,
});
const ofPrompt = (table: string) => [
  {
    name: `${table}_prompt_id_fkey`,
    target: 'prompts_prompt',
    columnNames: ['prompt_id'],
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE' as const,
  },
];

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
  table(
    'prompts_prompt',
    {
      id: column('text', key),
      no: column('integer', { generated: 'increment' }),
      owner: column('text', maybe),
      visibility: column('text', { default: 'private' }),
      status: column('text', { default: 'draft' }),
      version: column('integer', maybe),
      review_version: column('integer', maybe),
      title: column('text'),
      type: column('text'),
      subtype: column('text'),
      domain: column('text'),
      difficulty: column('text'),
      styles: column('text', { array: true }),
      skills: column('text', { array: true }),
      has_long: column('boolean'),
      card: column('jsonb'),
      words: column('tsvector'),
      uses: column('integer', { default: 0 }),
      source: column('jsonb', maybe),
      asked_at: column('timestamptz', maybe),
      created_at: column('timestamptz', now),
      updated_at: column('timestamptz', now),
    },
    {
      checks: [
        oneOf('prompts_prompt_visibility_check', 'visibility', ['public', 'private']),
        oneOf('prompts_prompt_status_check', 'status', ['draft', 'in-review', 'published', 'retired']),
      ],
      indices: [
        { name: 'prompts_prompt_no', columns: ['no'], unique: true },
        { name: 'prompts_prompt_list', columns: ['title', 'id'], synchronize: false },
        { name: 'prompts_prompt_type', columns: ['type', 'title', 'id'], synchronize: false },
        { name: 'prompts_prompt_newest', columns: ['created_at', 'id'], synchronize: false },
        { name: 'prompts_prompt_used', columns: ['uses', 'id'], synchronize: false },
        { name: 'prompts_prompt_domain', columns: ['domain', 'title', 'id'], where: PUBLISHED },
        { name: 'prompts_prompt_domain_newest', columns: ['domain', 'created_at', 'id'], where: PUBLISHED },
        { name: 'prompts_prompt_domain_used', columns: ['domain', 'uses', 'id'], where: PUBLISHED },
        { name: 'prompts_prompt_subtype', columns: ['subtype', 'title', 'id'], where: PUBLISHED },
        { name: 'prompts_prompt_words', columns: ['words'], synchronize: false },
        { name: 'prompts_prompt_waiting', columns: ['asked_at', 'id'], where: 'review_version is not null' },
        { name: 'prompts_prompt_owner', columns: ['owner', 'updated_at', 'id'], synchronize: false },
      ],
    },
  ),
  table(
    'prompts_word',
    { word: column('text', key) },
    {
      indices: [
        { name: 'prompts_word_near', columns: ['word'], synchronize: false },
        { name: 'prompts_word_start', columns: ['word'], synchronize: false },
      ],
    },
  ),
  table(
    'prompts_posting',
    { word: column('text', { ...key, collation: 'C' }), no: column('integer', key), rank: column('integer') },
    { indices: [{ name: 'prompts_posting_best', columns: ['word', 'rank', 'no'], synchronize: false }] },
  ),
  table('prompts_slip', {
    key: column('text', { ...key, collation: 'C' }),
    word: column('text', { ...key, collation: 'C' }),
  }),
  table(
    'prompts_draft',
    {
      prompt_id: column('text', key),
      content: column('jsonb'),
      rev: column('integer', { default: 1 }),
      updated_at: column('timestamptz', now),
    },
    { foreignKeys: ofPrompt('prompts_draft') },
  ),
  table(
    'prompts_review',
    {
      prompt_id: column('text', key),
      version: column('integer', key),
      reviewer: column('text', key),
      verdict: column('text', maybe),
      words: column('text', { default: '' }),
      checks: column('text', { array: true, default: '{}' }),
      played: column('boolean', { default: false }),
      at: column('timestamptz', now),
    },
    { checks: [oneOf('prompts_review_verdict_check', 'verdict', ['good', 'change'])] },
  ),
  table(
    'prompts_choice',
    {
      account_id: column('text', key),
      prompt_id: column('text', key),
      kind: column('text', key),
      at: column('timestamptz', now),
    },
    {
      checks: [oneOf('prompts_choice_kind_check', 'kind', ['favourite', 'avoid'])],
      foreignKeys: ofPrompt('prompts_choice'),
    },
  ),
  table(
    'prompts_report',
    {
      id: column('uuid', key),
      prompt_id: column('text'),
      version: column('integer'),
      account_id: column('text'),
      kind: column('text'),
      words: column('text'),
      at: column('timestamptz', now),
      closed_at: column('timestamptz', maybe),
      closed_by: column('text', maybe),
      answer: column('text', maybe),
    },
    {
      checks: [oneOf('prompts_report_kind_check', 'kind', ['leaked', 'faulty'])],
      foreignKeys: ofPrompt('prompts_report'),
      indices: [
        {
          name: 'prompts_report_once',
          columns: ['prompt_id', 'account_id'],
          unique: true,
          where: 'closed_at is null',
        },
        { name: 'prompts_report_by', columns: ['account_id', 'at'] },
        { name: 'prompts_report_open', columns: ['prompt_id', 'at'], where: 'closed_at is null' },
      ],
    },
  ),
  table('prompts_rubric', {
    type: column('text', key),
    version: column('integer', key),
    content: column('jsonb'),
    author: column('text', maybe),
    at: column('timestamptz', now),
  }),
];
