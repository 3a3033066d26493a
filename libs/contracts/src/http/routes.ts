import { accountRoutes } from './accounts';
import { authoringRoutes } from './authoring';
import { fileRoutes } from './files';
import { fixRoutes } from './fixes';
import { liveRoutes } from './live';
import { packRoutes } from './packs';
import { progressRoutes } from './progress';
import { promptRoutes } from './prompts';
import { ratingRoutes } from './ratings';
import { recordingRoutes } from './recordings';
import { reviewRoutes } from './review';
import { rubricRoutes } from './rubrics';
import { scoringRoutes } from './scoring';

/** Every HTTP route of the product, by name. */
export const routes = {
  ...accountRoutes,
  ...promptRoutes,
  ...authoringRoutes,
  ...packRoutes,
  ...rubricRoutes,
  ...liveRoutes,
  ...fileRoutes,
  ...recordingRoutes,
  ...scoringRoutes,
  ...fixRoutes,
  ...ratingRoutes,
  ...reviewRoutes,
  ...progressRoutes,
} as const;
export type RouteName = keyof typeof routes;
