import { createDataSource, migrate } from '@debrief/server/platform';
import { testDatabase } from '@debrief/server/platform/testing';
import { database } from './database';

let scratch: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => (scratch = await testDatabase()));
afterAll(() => scratch.close());

test('every migration can be taken back and made again', async () => {
  const dataSource = await createDataSource(scratch.url, database).initialize();
  for (const _ of database.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
  const left: { name: string }[] = await dataSource.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'platform_migration'`,
  );
  await dataSource.destroy();
  expect(left).toEqual([]);
  expect(await migrate(scratch.url, database)).toHaveLength(database.migrations.length);
});
