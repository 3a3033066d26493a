export { CalibrationService, type ReferenceContent } from './calibration.service';
export { Progress1763843000000 } from './migrations/1763843000000-progress';
export { Comparable1763845300000 } from './migrations/1763845300000-comparable';
export { ProgressModule } from './progress.module';
export { Replays } from './replays';
export { progressTables } from './tables';
