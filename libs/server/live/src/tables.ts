import { column, key, maybe, table } from '@debrief/server/platform';

const ofSession = (table: string) => [
  {
    name: `${table}_session_fkey`,
    target: 'live_session',
    columnNames: ['session'],
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE' as const,
  },
];

/** The tables of live sessions as the migrations make them; a spec fails when the two differ. */
export const liveTables = [
  table(
    'live_session',
    {
      id: column('uuid', key),
      format: column('text'),
      type: column('text'),
      length: column('text'),
      mode: column('text'),
      status: column('text', { default: 'lobby' }),
      wanted_prompt: column('text', maybe),
      rev: column('integer', { default: 0 }),
      write_epoch: column('integer', { default: 0 }),
      next_due_at: column('timestamptz', maybe),
      sealed_at: column('timestamptz', maybe),
      is_example: column('boolean', { default: false }),
      example_key: column('text', maybe),
      created_at: column('timestamptz'),
      ended_at: column('timestamptz', maybe),
    },
    { indices: [{ name: 'live_session_due', columns: ['next_due_at'], where: 'next_due_at is not null' }] },
  ),
  table(
    'live_participant',
    {
      id: column('uuid', key),
      session: column('uuid'),
      account_id: column('text', maybe),
      name: column('text'),
      is_guest: column('boolean', { default: false }),
      is_host: column('boolean', { default: false }),
      presence: column('text', maybe),
      seat: column('integer', maybe),
      seen_at: column('timestamptz', maybe),
      joined_at: column('timestamptz'),
    },
    {
      foreignKeys: ofSession('live_participant'),
      indices: [
        { name: 'live_participant_session', columns: ['session'] },
        { name: 'live_participant_account', columns: ['account_id', 'session'], where: 'account_id is not null' },
        { name: 'live_participant_presence', columns: ['seen_at'], where: "presence in ('here', 'away')" },
      ],
    },
  ),
  table(
    'live_invite',
    {
      code_hash: column('bytea', key),
      session: column('uuid'),
      created_at: column('timestamptz'),
      ended_at: column('timestamptz', maybe),
    },
    { foreignKeys: ofSession('live_invite'), indices: [{ name: 'live_invite_session', columns: ['session'] }] },
  ),
  table(
    'live_brief',
    {
      session: column('uuid', key),
      participant: column('uuid', key),
      target_level: column('text', maybe),
      focus: column('text'),
      last_fix: column('text'),
      avoid: column('text', { array: true }),
      updated_at: column('timestamptz'),
    },
    { foreignKeys: ofSession('live_brief') },
  ),
  table(
    'live_stream',
    {
      session: column('uuid', key),
      stream: column('text', key),
      last_seq: column('integer'),
      last_at: column('timestamptz'),
      chain: column('bytea'),
    },
    { foreignKeys: ofSession('live_stream') },
  ),
  table(
    'live_log',
    {
      session: column('uuid', key),
      stream: column('text', key),
      seq: column('integer', key),
      at: column('timestamptz'),
      kind: column('text'),
      participant: column('uuid', maybe),
      op_id: column('uuid', maybe),
      doc: column('text', maybe),
      epoch: column('integer'),
      payload: column('jsonb', maybe),
      data: column('bytea', maybe),
      salt: column('bytea', maybe),
      digest: column('bytea'),
      new_salt: column('bytea', maybe),
      new_digest: column('bytea', maybe),
    },
    {
      foreignKeys: ofSession('live_log'),
      indices: [{ name: 'live_log_doc', columns: ['session', 'doc', 'seq'], where: 'doc is not null' }],
    },
  ),
  table(
    'live_op',
    {
      session: column('uuid', key),
      participant: column('uuid', key),
      op_id: column('uuid', key),
      body_hash: column('bytea'),
      ack: column('jsonb'),
      at: column('timestamptz'),
    },
    { foreignKeys: ofSession('live_op') },
  ),
  table(
    'live_doc_client',
    {
      session: column('uuid', key),
      doc: column('text', key),
      client_id: column('bigint', key),
      participant: column('uuid'),
    },
    { foreignKeys: ofSession('live_doc_client') },
  ),
  table(
    'live_doc_snapshot',
    { session: column('uuid', key), doc: column('text', key), seq: column('integer'), state: column('bytea') },
    { foreignKeys: ofSession('live_doc_snapshot') },
  ),
  table(
    'live_round',
    {
      session: column('uuid', key),
      round: column('integer', key),
      candidate: column('uuid'),
      stage: column('text'),
      prompt: column('text', maybe),
      prompt_version: column('integer', maybe),
      title: column('text', maybe),
      appeared_at: column('timestamptz', maybe),
      opened_at: column('timestamptz', maybe),
      lapsed_at: column('timestamptz', maybe),
      created_at: column('timestamptz'),
      rubric_version: column('integer', maybe),
    },
    { foreignKeys: ofSession('live_round') },
  ),
  table(
    'live_round_role',
    {
      session: column('uuid', key),
      round: column('integer', key),
      participant: column('uuid', key),
      role: column('text'),
      scorer: column('boolean', { default: false }),
    },
    {
      foreignKeys: [
        {
          name: 'live_round_role_participant_fkey',
          target: 'live_participant',
          columnNames: ['participant'],
          referencedColumnNames: ['id'],
          onDelete: 'CASCADE',
        },
        {
          name: 'live_round_role_session_round_fkey',
          target: 'live_round',
          columnNames: ['session', 'round'],
          referencedColumnNames: ['session', 'round'],
          onDelete: 'CASCADE',
        },
      ],
      indices: [{ name: 'live_round_role_participant', columns: ['participant'] }],
    },
  ),
  table(
    'live_recording',
    {
      id: column('uuid', key),
      session: column('uuid'),
      deleted_at: column('timestamptz', maybe),
      deleted_by: column('uuid', maybe),
    },
    {
      foreignKeys: ofSession('live_recording'),
      indices: [{ name: 'live_recording_session', columns: ['session'] }],
    },
  ),
  table(
    'live_recording_segment',
    {
      id: column('uuid', key),
      recording: column('uuid'),
      type: column('text'),
      chunks: column('integer', maybe),
      made_at: column('timestamptz', maybe),
    },
    {
      foreignKeys: [
        {
          name: 'live_recording_segment_recording_fkey',
          target: 'live_recording',
          columnNames: ['recording'],
          referencedColumnNames: ['id'],
          onDelete: 'CASCADE',
        },
      ],
      indices: [{ name: 'live_recording_segment_recording', columns: ['recording'] }],
    },
  ),
  table(
    'live_recording_chunk',
    {
      segment: column('uuid', key),
      n: column('integer', key),
      at: column('timestamptz'),
      media_ms: column('integer'),
      bytes: column('integer'),
      sha256: column('bytea'),
    },
    {
      foreignKeys: [
        {
          name: 'live_recording_chunk_segment_fkey',
          target: 'live_recording_segment',
          columnNames: ['segment'],
          referencedColumnNames: ['id'],
          onDelete: 'CASCADE',
        },
      ],
    },
  ),
  table(
    'live_board_file',
    {
      session: column('uuid', key),
      sha256: column('bytea', key),
      type: column('text'),
      bytes: column('integer'),
      participant: column('uuid'),
      created_at: column('timestamptz'),
    },
    { foreignKeys: ofSession('live_board_file') },
  ),
];
