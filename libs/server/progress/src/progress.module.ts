import { LiveModule } from '@debrief/server/live';
import { PromptsModule } from '@debrief/server/prompts';
import { Module } from '@nestjs/common';
import { AgreementService } from './agreement.service';
import { CalibrationService } from './calibration.service';
import { Intake } from './intake';
import { NextPromptsService } from './next-prompts.service';
import { PracticeService } from './practice.service';
import { ProgressController } from './progress.controller';
import { RaterService } from './rater.service';
import { Replays } from './replays';
import { SkillsService } from './skills.service';

@Module({
  imports: [LiveModule, PromptsModule],
  controllers: [ProgressController],
  providers: [
    AgreementService,
    CalibrationService,
    Intake,
    NextPromptsService,
    PracticeService,
    RaterService,
    Replays,
    SkillsService,
  ],
  exports: [CalibrationService, Replays],
})
export class ProgressModule {}
