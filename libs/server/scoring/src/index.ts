export { Scoring1763840100000 } from './migrations/1763840100000-scoring';
export { SecondValues1763840800000 } from './migrations/1763840800000-second-values';
export { ScoringModule } from './scoring.module';
export { ScoringService } from './scoring.service';
export { scoringTables } from './tables';
