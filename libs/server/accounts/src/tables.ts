import { column, key, maybe, table } from '@debrief/server/platform';

const now = { default: () => 'now()' };
const current = { default: () => 'CURRENT_TIMESTAMP' };
const ofUser = (name: string, own: string) => ({
  name,
  target: 'user',
  columnNames: [own],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

/** The tables of accounts as the migrations make them. Of the sign-in library's own only the one that ours point at; its spec compares the rest. */
export const accountTables = [
  table(
    'user',
    {
      id: column('text', key),
      name: column('text'),
      email: column('text'),
      emailVerified: column('boolean'),
      image: column('text', maybe),
      createdAt: column('timestamptz', current),
      updatedAt: column('timestamptz', current),
      isAnonymous: column('boolean', maybe),
    },
    { schema: 'auth', uniques: [{ name: 'user_email_key', columns: ['email'] }] },
  ),
  table(
    'accounts_profile',
    {
      account_id: column('text', key),
      time_zone: column('text', { default: 'UTC' }),
      target_level: column('text', maybe),
      is_admin: column('boolean', { default: false }),
      created_at: column('timestamptz', now),
    },
    { foreignKeys: [ofUser('accounts_profile_account_id_fkey', 'account_id')] },
  ),
  table(
    'accounts_link',
    {
      from_id: column('text', key),
      to_id: column('text', key),
      created_at: column('timestamptz', now),
      done_at: column('timestamptz', maybe),
    },
    {
      foreignKeys: [ofUser('accounts_link_from_id_fkey', 'from_id'), ofUser('accounts_link_to_id_fkey', 'to_id')],
      indices: [{ name: 'accounts_link_undone', columns: ['to_id'], where: 'done_at is null' }],
      checks: [{ name: 'accounts_link_check', expression: 'from_id <> to_id' }],
    },
  ),
  table('accounts_rate', {
    key: column('varchar', { ...key, length: '255' }),
    points: column('integer', { default: 0 }),
    expire: column('bigint', maybe),
  }),
];
