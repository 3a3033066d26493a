import { AccountsModule } from '@debrief/server/accounts';
import { LiveModule } from '@debrief/server/live';
import { ProgressModule } from '@debrief/server/progress';
import { PromptsModule } from '@debrief/server/prompts';
import { ReviewModule } from '@debrief/server/review';
import { ScoringModule } from '@debrief/server/scoring';

/** The contexts of the server as the API wires them. */
export const contexts = [AccountsModule, PromptsModule, LiveModule, ScoringModule, ReviewModule, ProgressModule];
