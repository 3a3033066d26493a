export { Prompts1763840200000 } from './migrations/1763840200000-prompts';
export { PromptsModule } from './prompts.module';
export { type GuideRefusal, PromptsService } from './prompts.service';
export { promptTables } from './tables';
