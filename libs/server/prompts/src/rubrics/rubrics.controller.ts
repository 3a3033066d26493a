import { rubricRoutes as routes, type RouteInput, type RouteResult } from '@debrief/contracts';
import { CurrentPerson, Input, type Person, Route } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { Rubrics } from './rubrics.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type Out<K extends keyof typeof routes> = Promise<RouteResult<(typeof routes)[K]>>;

@Controller()
export class RubricsController {
  constructor(private readonly rubrics: Rubrics) {}

  @Route(routes.getRubric)
  getRubric(@Input() { params }: In<'getRubric'>): Out<'getRubric'> {
    return this.rubrics.current(params.type);
  }

  @Route(routes.listRubricVersions)
  listRubricVersions(
    @Input() { params, query }: In<'listRubricVersions'>,
    @CurrentPerson({ optional: true }) person: Person | undefined,
  ): Out<'listRubricVersions'> {
    return this.rubrics.list(params.type, query.cursor, person);
  }

  @Route(routes.getRubricVersion)
  getRubricVersion(@Input() { params }: In<'getRubricVersion'>): Out<'getRubricVersion'> {
    return this.rubrics.version(params.type, Number(params.version));
  }

  @Route(routes.saveRubric)
  saveRubric(@Input() { params, body }: In<'saveRubric'>, @CurrentPerson() person: Person): Out<'saveRubric'> {
    return this.rubrics.save(person, params.type, body);
  }
}
