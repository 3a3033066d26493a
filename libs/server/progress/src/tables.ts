import { column, key, maybe, table } from '@debrief/server/platform';

const inRound = (name: string, target: string) => ({
  name: `${name}_session_round_fkey`,
  target,
  columnNames: ['session', 'round'],
  referencedColumnNames: ['session', 'round'],
  onDelete: 'CASCADE' as const,
});
const ofAccount = (name: string) => ({
  name: `${name}_account_id_fkey`,
  target: 'user',
  columnNames: ['account_id'],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});
const estimate = {
  mean: column('double precision'),
  variance: column('double precision'),
  ratings: column('integer'),
};

/** The tables of progress as the migrations make them. Ratings name participants; whose they are is asked at each replay. */
export const progressTables = [
  table(
    'progress_round',
    {
      session: column('uuid', key),
      round: column('integer', key),
      at: column('timestamptz'),
      type: column('text'),
      candidate: column('uuid'),
      prompt: column('text', maybe),
      talk: column('jsonb', maybe),
      phases: column('jsonb'),
    },
    {
      foreignKeys: [inRound('progress_round', 'live_round')],
      indices: [{ name: 'progress_round_newest', columns: ['type', 'at', 'session', 'round'], synchronize: false }],
    },
  ),
  table(
    'progress_rating',
    {
      session: column('uuid', key),
      round: column('integer', key),
      rater: column('uuid', key),
      dimension: column('text', key),
      level: column('integer'),
      skill: column('text'),
      place: column('integer'),
      locked_at: column('timestamptz'),
    },
    {
      checks: [{ name: 'progress_rating_level_check', expression: 'level >= 1 AND level <= 4' }],
      foreignKeys: [inRound('progress_rating', 'progress_round')],
      indices: [{ name: 'progress_rating_rater', columns: ['rater'] }],
    },
  ),
  table(
    'progress_replay',
    {
      id: column('integer', key),
      wanted: column('integer', { default: 0 }),
      done: column('integer', { default: 0 }),
      ratings: column('integer', { default: 0 }),
      took_ms: column('integer', { default: 0 }),
      computed_at: column('timestamptz', maybe),
    },
    { checks: [{ name: 'progress_replay_id_check', expression: 'id = 1' }] },
  ),
  table('progress_skill', {
    who: column('text', key),
    skill: column('text', key),
    ...estimate,
    at: column('timestamptz'),
    level_sum: column('integer'),
    sessions: column('integer'),
    raters: column('integer'),
  }),
  table('progress_point', {
    who: column('text', key),
    skill: column('text', key),
    session: column('uuid', key),
    at: column('timestamptz'),
    ...estimate,
    level_sum: column('integer'),
  }),
  table('progress_rater', {
    who: column('text', key),
    ...estimate,
    rounds: column('integer'),
    candidates: column('integer'),
    comparable: column('integer', maybe),
    halo: column('double precision', maybe),
    centrality: column('double precision', maybe),
    fit: column('double precision', maybe),
    intervals: column('jsonb'),
  }),
  table('progress_difficulty', { prompt: column('text', key), ...estimate }),
  table(
    'progress_goal',
    {
      account_id: column('text', key),
      rounds: column('integer', maybe),
      updated_at: column('timestamptz'),
    },
    {
      checks: [{ name: 'progress_goal_rounds_check', expression: 'rounds >= 1 AND rounds <= 14' }],
      foreignKeys: [ofAccount('progress_goal')],
    },
  ),
  table(
    'progress_reference',
    {
      key: column('text', key),
      place: column('integer'),
      session: column('uuid'),
      round: column('integer'),
      content: column('jsonb'),
    },
    { foreignKeys: [inRound('progress_reference', 'live_round')] },
  ),
  table(
    'progress_attempt',
    {
      account_id: column('text', key),
      key: column('text', key),
      is_first: column('boolean', key),
      card: column('jsonb'),
      at: column('timestamptz'),
    },
    { foreignKeys: [ofAccount('progress_attempt')] },
  ),
];
