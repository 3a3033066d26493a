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
    { ...round, participant: column('uuid', key), levels: column('jsonb'), updated_at: column('timestamptz') },
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
    },
    ofRound('scoring_feedback'),
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
    },
    ofRound('scoring_fix'),
  ),
];
