import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, migrate, SafePool } from './database';
import { testDatabase } from './testing';

class MakeThing1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('select pg_sleep(0.2)');
    await runner.query('create table thing (id int primary key)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table thing');
  }
}
class FillThing1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into thing values (1)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from thing');
  }
}
class HalfThing1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('insert into thing values (2)');
    throw new Error('crashed in the middle');
  }
  async down(): Promise<void> {
    return Promise.resolve();
  }
}
const parts = { entities: [], migrations: [MakeThing1700000000001, FillThing1700000000002] };

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => (database = await testDatabase()));
afterEach(async () => {
  jest.restoreAllMocks();
  await database.close();
});

const things = async (): Promise<number[]> => {
  const dataSource = await createDataSource(database.url, parts).initialize();
  const rows: { id: number }[] = await dataSource.query('select id from thing order by id');
  await dataSource.destroy();
  return rows.map(({ id }) => id);
};

test('of several processes that start at once, one migrates and all go on', async () => {
  const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, parts)));
  expect(ran.map((names) => names.length).sort()).toEqual([0, 0, 0, 2]);
  expect(await things()).toEqual([1]);
});

test('a migration that fails leaves nothing half done, and the next start completes', async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await expect(
    migrate(database.url, { ...parts, migrations: [...parts.migrations, HalfThing1700000000003] }),
  ).rejects.toThrow('middle');
  expect(await things()).toEqual([1]);
  await expect(migrate(database.url, parts)).resolves.toEqual([]);
});

test('a backend killed inside a transaction does not end the process', async () => {
  const pool = new SafePool({ connectionString: database.url, max: 2 });
  const client = await pool.connect();
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await expect(client.query('select 1')).rejects.toThrow();
  client.release(true);
  await expect(pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await pool.end();
});
