import * as pg from 'pg';

/** Runs one statement on a connection of its own and answers its rows. */
export const onDatabase = async <T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  params: unknown[] = [],
): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(sql, params).finally(() => client.end());
  return rows;
};
