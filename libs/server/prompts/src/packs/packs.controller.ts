import { packRoutes as routes, type RouteInput, type RouteResult } from '@debrief/contracts';
import { CurrentPerson, Input, type Person, Route } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { PacksService } from './packs.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type Out<K extends keyof typeof routes> = Promise<RouteResult<(typeof routes)[K]>>;

@Controller()
export class PacksController {
  constructor(private readonly packs: PacksService) {}

  @Route(routes.listExportable)
  listExportable(@CurrentPerson() person: Person): Out<'listExportable'> {
    return this.packs.exportable(person.accountId);
  }

  @Route(routes.exportPack)
  exportPack(@Input() { body }: In<'exportPack'>, @CurrentPerson() person: Person): Out<'exportPack'> {
    return this.packs.export(person.accountId, body);
  }

  @Route(routes.checkPack)
  checkPack(@Input() { body }: In<'checkPack'>, @CurrentPerson() person: Person): Out<'checkPack'> {
    return this.packs.check(person.accountId, body);
  }

  @Route(routes.importPack)
  importPack(@Input() { body, query }: In<'importPack'>, @CurrentPerson() person: Person): Out<'importPack'> {
    return this.packs.import(person.accountId, body, query.seal);
  }

  @Route(routes.getPromptSource)
  getPromptSource(
    @Input() { params }: In<'getPromptSource'>,
    @CurrentPerson({ optional: true }) person: Person | undefined,
  ): Out<'getPromptSource'> {
    return this.packs.source(params.prompt, person?.accountId ?? null);
  }
}
