import { LiveModule } from '@debrief/server/live';
import { PromptsModule } from '@debrief/server/prompts';
import { Module } from '@nestjs/common';
import { ScoringController } from './scoring.controller';
import { ScoringPolicy } from './scoring.policy';
import { ScoringService } from './scoring.service';

@Module({
  imports: [LiveModule, PromptsModule],
  controllers: [ScoringController],
  providers: [ScoringPolicy, ScoringService],
  exports: [ScoringService],
})
export class ScoringModule {}
