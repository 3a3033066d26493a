import { Accounts1763840100000, accountTables } from '@debrief/server/accounts';
import {
  BoardFiles1763840600000,
  Briefs1763840400000,
  Live1763840000000,
  liveTables,
  Recordings1763840500000,
  ExampleKeys1763845000000,
  RubricVersion1763841000000,
  Seats1763840700000,
} from '@debrief/server/live';
import type { DatabaseParts } from '@debrief/server/platform';
import { Comparable1763845300000, Progress1763843000000, progressTables } from '@debrief/server/progress';
import {
  DomainOrders1763845200000,
  Library1763840900000,
  promptTables,
  Prompts1763840200000,
  Search1763844010000,
} from '@debrief/server/prompts';
import {
  Ratings1763842100000,
  Scoring1763840100000,
  scoringTables,
  SecondValues1763840800000,
  TravellingFixes1763842000000,
  WrittenOnceEach1787010000000,
} from '@debrief/server/scoring';

/** Every table and every migration of the product, context by context. Also read by the test database's template. */
export const database: DatabaseParts = {
  entities: [...accountTables, ...promptTables, ...liveTables, ...scoringTables, ...progressTables],
  migrations: [
    Live1763840000000,
    Accounts1763840100000,
    Scoring1763840100000,
    Prompts1763840200000,
    Briefs1763840400000,
    Recordings1763840500000,
    BoardFiles1763840600000,
    Seats1763840700000,
    SecondValues1763840800000,
    Library1763840900000,
    RubricVersion1763841000000,
    ExampleKeys1763845000000,
    TravellingFixes1763842000000,
    Ratings1763842100000,
    Progress1763843000000,
    Search1763844010000,
    DomainOrders1763845200000,
    Comparable1763845300000,
    WrittenOnceEach1787010000000,
  ],
};
