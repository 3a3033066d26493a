import { Erasures, LiveModule } from '@debrief/server/live';
import { PromptsModule } from '@debrief/server/prompts';
import { Module, type OnModuleInit } from '@nestjs/common';
import { Changes } from './changes';
import { eraseWritten } from './erase';
import { FeedbackService } from './feedback.service';
import { FixesController } from './fixes.controller';
import { FixesService } from './fixes.service';
import { FixPins } from './fix-pins';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';
import { ScoringController } from './scoring.controller';
import { ScoringPolicy } from './scoring.policy';
import { ScoringService } from './scoring.service';

@Module({
  imports: [LiveModule, PromptsModule],
  controllers: [ScoringController, FixesController, RatingsController],
  providers: [Changes, FeedbackService, FixesService, FixPins, RatingsService, ScoringPolicy, ScoringService],
  exports: [FeedbackService, FixesService, ScoringService],
})
export class ScoringModule implements OnModuleInit {
  constructor(private readonly erasures: Erasures) {}

  onModuleInit(): void {
    this.erasures.register('scoring', eraseWritten);
  }
}
