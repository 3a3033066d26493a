import { Accounts1763840100000 } from '@debrief/server/accounts';
import type { DatabaseParts } from '@debrief/server/platform';

/** Every table and every migration of the product, context by context. Also read by the test database's template. */
export const database: DatabaseParts = {
  entities: [],
  migrations: [Accounts1763840100000],
};
