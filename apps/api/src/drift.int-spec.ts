import { testDataSource } from '@debrief/server/platform/testing';
import { database } from './database';

it('finds nothing that the migrations have forgotten', async () => {
  const { dataSource, close } = await testDataSource(database.entities);
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // The sign-in library's own tables are compared word for word in its context.
    const ours = upQueries.map(({ query }) => query).filter((query) => !query.startsWith('ALTER TABLE "auth".'));
    expect(ours).toEqual([]);
    expect(database.entities.length).toBeGreaterThan(10);
  } finally {
    await close();
  }
});
