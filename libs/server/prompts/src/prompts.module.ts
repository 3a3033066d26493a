import { AccountLinks } from '@debrief/server/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { Bank } from './bank';
import { Library } from './library';
import { PromptsController } from './prompts.controller';
import { PromptsService } from './prompts.service';
import { Seen } from './seen';

/** The prompts, who has seen them, and the library. */
@Module({
  controllers: [PromptsController],
  providers: [Bank, Library, PromptsService, Seen],
  exports: [PromptsService],
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
