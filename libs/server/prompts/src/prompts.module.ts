import { AccountLinks } from '@debrief/server/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { AuthoringController } from './authoring/authoring.controller';
import { Desks } from './authoring/desk';
import { DraftsService } from './authoring/drafts.service';
import { Plays } from './authoring/plays';
import { PublishingService } from './authoring/publishing.service';
import { ReportsService } from './authoring/reports.service';
import { ReviewsService } from './authoring/reviews.service';
import { Bank } from './bank';
import { Library } from './library';
import { PacksController } from './packs/packs.controller';
import { PacksService } from './packs/packs.service';
import { PackWorkshop } from './packs/pack-workshop';
import { PracticeBank } from './practice-bank';
import { PromptsController } from './prompts.controller';
import { PromptsService } from './prompts.service';
import { RubricsController } from './rubrics/rubrics.controller';
import { Rubrics } from './rubrics/rubrics.service';
import { Seen } from './seen';

/** The prompts, who has seen them, and the library. */
@Module({
  controllers: [AuthoringController, PacksController, PromptsController, RubricsController],
  providers: [
    Bank,
    Desks,
    DraftsService,
    Library,
    PackWorkshop,
    PacksService,
    Plays,
    PracticeBank,
    PromptsService,
    PublishingService,
    ReportsService,
    ReviewsService,
    Rubrics,
    Seen,
  ],
  exports: [Plays, PracticeBank, PromptsService],
})
export class PromptsModule implements OnModuleInit {
  constructor(
    private readonly links: AccountLinks,
    private readonly seen: Seen,
  ) {}

  onModuleInit(): void {
    this.links.register('prompts', (from, to, manager) => this.seen.move(from, to, manager));
  }
}
