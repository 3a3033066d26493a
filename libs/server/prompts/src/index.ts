export { Prompts1763840200000 } from './migrations/1763840200000-prompts';
export { Library1763840900000 } from './migrations/1763840900000-library';
export { Search1763844010000 } from './migrations/1763844010000-search';
export { DomainOrders1763845200000 } from './migrations/1763845200000-domain-orders';
export { Plays, type WhoPlayed } from './authoring/plays';
export { PracticeBank, type PracticePrompt } from './practice-bank';
export { PromptsModule } from './prompts.module';
export { type GuideRefusal, PromptsService } from './prompts.service';
export { promptTables } from './tables';
