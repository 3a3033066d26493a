import { randomBytes, randomUUID } from 'node:crypto';
import { prepared } from './database';
import { binaryArray } from './binary-array';
import { testDataSource } from './testing';

let database: Awaited<ReturnType<typeof testDataSource>>;
beforeAll(async () => {
  database = await testDataSource([]);
});
afterAll(() => database.close());

const TEXT = `select u, i::int as i, f, t, b from unnest($1::uuid[], $2::int[], $3::float8[], $4::text[], $5::bytea[]) as r(u, i, f, t, b)`;

it.each([0, 1, 3, 500])('arrives in Postgres as it was: %d rows of every type, some of them null', async (count) => {
  const rows = Array.from({ length: count }, (_, at) => ({
    u: randomUUID(),
    i: at % 7 === 2 ? null : (at - 200) * 7_000_001,
    f: at % 5 === 1 ? null : 1_787_000_000_000 + at / 8,
    t: at % 3 === 1 ? null : `ä“${'é🙂'.repeat(at % 40)}`,
    b: at % 4 === 3 ? null : randomBytes(at % 300),
  }));
  const found = await prepared(database.dataSource, {
    name: 'binary-array-spec',
    text: TEXT,
    values: [
      binaryArray(
        'uuid',
        rows.map(({ u }) => u),
      ),
      binaryArray(
        'int4',
        rows.map(({ i }) => i),
      ),
      binaryArray(
        'float8',
        rows.map(({ f }) => f),
      ),
      binaryArray(
        'text',
        rows.map(({ t }) => t),
      ),
      binaryArray(
        'bytea',
        rows.map(({ b }) => b),
      ),
    ],
  });
  expect(found).toEqual(rows);
});
