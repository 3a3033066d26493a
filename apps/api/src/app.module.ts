import { AccountsModule } from '@debrief/server/accounts';
import { LiveModule } from '@debrief/server/live';
import { PlatformModule, type Settings } from '@debrief/server/platform';
import { ProgressModule } from '@debrief/server/progress';
import { PromptsModule } from '@debrief/server/prompts';
import { ReviewModule } from '@debrief/server/review';
import { ScoringModule } from '@debrief/server/scoring';
import { type DynamicModule, Module } from '@nestjs/common';
import { database } from './database';

/** The table of contents of the server: one line per context. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ settings, ...database }),
        AccountsModule,
        PromptsModule,
        LiveModule,
        ScoringModule,
        ReviewModule,
        ProgressModule,
      ],
    };
  }
}
