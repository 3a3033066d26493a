import { Accounts1763840100000 } from '@debrief/server/accounts';
import { Live1763840000000 } from '@debrief/server/live';
import type { DatabaseParts } from '@debrief/server/platform';
import { Prompts1763840200000 } from '@debrief/server/prompts';
import { Scoring1763840100000 } from '@debrief/server/scoring';

/** Every table and every migration of the product, context by context. Also read by the test database's template. */
export const database: DatabaseParts = {
  entities: [],
  migrations: [Live1763840000000, Accounts1763840100000, Scoring1763840100000, Prompts1763840200000],
};
