import { promptRoutes as routes, type RouteInput, type RouteResult } from '@debrief/contracts';
import { CurrentPerson, Input, type Person, Route } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { Library } from './library';
import { PromptsService } from './prompts.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type Out<K extends keyof typeof routes> = RouteResult<(typeof routes)[K]>;

@Controller()
export class PromptsController {
  constructor(
    private readonly library: Library,
    private readonly prompts: PromptsService,
  ) {}

  @Route(routes.listPrompts)
  listPrompts(
    @Input() { query }: In<'listPrompts'>,
    @CurrentPerson({ optional: true }) person: Person | undefined,
  ): Promise<Out<'listPrompts'>> {
    return this.library.list(query, person?.accountId ?? null);
  }

  @Route(routes.getPrompt)
  getPrompt(
    @Input() { params }: In<'getPrompt'>,
    @CurrentPerson({ optional: true }) person: Person | undefined,
  ): Promise<Out<'getPrompt'>> {
    return this.library.read(params.prompt, person?.accountId ?? null);
  }

  @Route(routes.choosePrompt)
  choosePrompt(
    @Input() { params, body }: In<'choosePrompt'>,
    @CurrentPerson() person: Person,
  ): Promise<Out<'choosePrompt'>> {
    return this.library.choose(params.prompt, person.accountId, body);
  }

  @Route(routes.openGuide)
  openGuide(@Input() { params }: In<'openGuide'>, @CurrentPerson() person: Person): Promise<Out<'openGuide'>> {
    return this.prompts.openGuide(person.accountId, params.prompt);
  }
}
