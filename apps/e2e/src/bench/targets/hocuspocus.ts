import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import { Pool } from 'pg';
import { port, ready } from './serve';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

/** Hocuspocus as its manual shows it: the document as one row, written some seconds after it has changed. */
const start = async (): Promise<void> => {
  await pool.query('create table if not exists document (name text primary key, state bytea not null)');
  const server = new Server({
    quiet: true,
    extensions: [
      new Database({
        fetch: async ({ documentName }) => {
          const found: { rows: { state: Buffer }[] } = await pool.query('select state from document where name = $1', [
            documentName,
          ]);
          return found.rows[0]?.state ?? null;
        },
        store: async ({ documentName, state }) => {
          await pool.query(
            'insert into document (name, state) values ($1, $2) on conflict (name) do update set state = excluded.state',
            [documentName, state],
          );
        },
      }),
    ],
  });
  await server.listen(port);
  ready();
};

void start();
