export { Scoring1763840100000 } from './migrations/1763840100000-scoring';
export { ScoringModule } from './scoring.module';
export { ScoringService } from './scoring.service';
export { scoringTables } from './tables';
