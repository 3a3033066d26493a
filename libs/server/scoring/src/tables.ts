import { column, key, maybe, table } from '@debrief/server/platform';

const ofRound = (name: string) => ({
  foreignKeys: [
    {
      name: `${name}_session_round_fkey`,
      target: 'live_round',
      columnNames: ['session', 'round'],
      referencedColumnNames: ['session', 'round'],
      onDelete: 'CASCADE' as const,
    },
  ],
});
const round = { session: column('uuid', key), round: column('integer', key) };

/** Grows with every change; what was there before there were versions is the first. */
const counted = column('integer', { default: 1 });

/** The tables of scoring as the migrations make them. */
export const scoringTables = [
  table(
    'scoring_draft',
    {
      ...round,
      participant: column('uuid', key),
      version: column('integer'),
      card: column('jsonb'),
      updated_at: column('timestamptz'),
    },
    ofRound('scoring_draft'),
  ),
  table(
    'scoring_late_card',
    { ...round, participant: column('uuid', key), card: column('jsonb'), locked_at: column('timestamptz') },
    ofRound('scoring_late_card'),
  ),
  table(
    'scoring_second',
    {
      ...round,
      participant: column('uuid', key),
      levels: column('jsonb'),
      updated_at: column('timestamptz'),
      version: counted,
    },
    ofRound('scoring_second'),
  ),
  table(
    'scoring_feedback',
    {
      ...round,
      author: column('uuid', key),
      keep: column('text'),
      next_time: column('text'),
      task: column('text'),
      updated_at: column('timestamptz'),
      keep_at: column('timestamptz', maybe),
      version: counted,
    },
    ofRound('scoring_feedback'),
  ),
  table(
    'scoring_advice',
    {
      ...round,
      author: column('uuid', key),
      place: column('integer', key),
      moment: column('text'),
      attempt: column('text'),
      because: column('text'),
      version: column('integer'),
      answer: column('text', maybe),
      answered_at: column('timestamptz', maybe),
    },
    {
      foreignKeys: [
        {
          name: 'scoring_advice_session_round_author_fkey',
          target: 'scoring_feedback',
          columnNames: ['session', 'round', 'author'],
          referencedColumnNames: ['session', 'round', 'author'],
          onDelete: 'CASCADE' as const,
        },
      ],
    },
  ),
  table(
    'scoring_fix',
    {
      ...round,
      words: column('text'),
      version: column('integer'),
      worded_by: column('uuid'),
      agreed: column('uuid', { array: true }),
      agreed_at: column('timestamptz', maybe),
      worded_at: column('timestamptz'),
      dropped_at: column('timestamptz', maybe),
      carries_session: column('uuid', maybe),
      carries_round: column('integer', maybe),
    },
    {
      foreignKeys: [
        ...ofRound('scoring_fix').foreignKeys,
        {
          name: 'scoring_fix_carries_session_carries_round_fkey',
          target: 'scoring_fix',
          columnNames: ['carries_session', 'carries_round'],
          referencedColumnNames: ['session', 'round'],
          onDelete: 'SET NULL' as const,
        },
      ],
      indices: [{ name: 'scoring_fix_carries', columns: ['carries_session', 'carries_round'] }],
    },
  ),
  table(
    'scoring_fix_suggestion',
    {
      ...round,
      author: column('uuid', key),
      words: column('text'),
      updated_at: column('timestamptz'),
      version: counted,
    },
    ofRound('scoring_fix_suggestion'),
  ),
  table(
    'scoring_fix_pin',
    {
      ...round,
      fix_session: column('uuid'),
      fix_round: column('integer'),
      words: column('text'),
      worded_at: column('timestamptz'),
      pinned_at: column('timestamptz'),
    },
    {
      foreignKeys: [
        ...ofRound('scoring_fix_pin').foreignKeys,
        {
          name: 'scoring_fix_pin_fix_session_fix_round_fkey',
          target: 'scoring_fix',
          columnNames: ['fix_session', 'fix_round'],
          referencedColumnNames: ['session', 'round'],
          onDelete: 'CASCADE' as const,
        },
      ],
      indices: [{ name: 'scoring_fix_pin_fix', columns: ['fix_session', 'fix_round'] }],
    },
  ),
  table(
    'scoring_fix_outcome',
    {
      ...round,
      participant: column('uuid', key),
      outcome: column('text'),
      updated_at: column('timestamptz'),
    },
    {
      foreignKeys: [
        {
          name: 'scoring_fix_outcome_session_round_fkey',
          target: 'scoring_fix_pin',
          columnNames: ['session', 'round'],
          referencedColumnNames: ['session', 'round'],
          onDelete: 'CASCADE' as const,
        },
      ],
    },
  ),
  table(
    'scoring_rating',
    {
      ...round,
      rater: column('uuid', key),
      ratee: column('uuid', key),
      specific: column('integer'),
      usable: column('integer'),
      fair: column('integer'),
      kept: column('integer'),
      again: column('boolean', maybe),
      thanks: column('text'),
      counts: column('boolean'),
      sent_at: column('timestamptz'),
    },
    { ...ofRound('scoring_rating'), indices: [{ name: 'scoring_rating_ratee', columns: ['ratee'] }] },
  ),
];
