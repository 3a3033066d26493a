export { CalibrationService, type ReferenceContent } from './calibration.service';
export { Progress1763843000000 } from './migrations/1763843000000-progress';
export { ProgressModule } from './progress.module';
export { Replays } from './replays';
export { progressTables } from './tables';
