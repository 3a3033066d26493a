import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Input, Route, type Person } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { FixesService } from './fixes.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class FixesController {
  constructor(private readonly fixes: FixesService) {}

  @Route(routes.proposeFix)
  proposeFix(@CurrentPerson() person: Person, @Input() { params, body }: In<'proposeFix'>) {
    return this.fixes.propose(person, params.session, Number(params.round), body.text, body.version);
  }

  @Route(routes.agreeFix)
  agreeFix(@CurrentPerson() person: Person, @Input() { params, body }: In<'agreeFix'>) {
    return this.fixes.agree(person, params.session, Number(params.round), body.version);
  }

  @Route(routes.suggestFix)
  suggestFix(@CurrentPerson() person: Person, @Input() { params, body }: In<'suggestFix'>) {
    return this.fixes.suggest(person, params.session, Number(params.round), body.text, body.version);
  }

  @Route(routes.carryFix)
  carryFix(@CurrentPerson() person: Person, @Input() { params, body }: In<'carryFix'>) {
    return this.fixes.carry(person, params.session, Number(params.round), body.version);
  }

  @Route(routes.getCarriedFix)
  getCarriedFix(@CurrentPerson() person: Person, @Input() { params }: In<'getCarriedFix'>) {
    return this.fixes.carried(person, params.session, Number(params.round));
  }

  @Route(routes.markFix)
  markFix(@CurrentPerson() person: Person, @Input() { params, body }: In<'markFix'>) {
    return this.fixes.mark(person, params.session, Number(params.round), body.outcome);
  }

  @Route(routes.lastFix)
  lastFix(@CurrentPerson() person: Person) {
    return this.fixes.open(person);
  }

  @Route(routes.dropFix)
  dropFix(@CurrentPerson() person: Person, @Input() { body }: In<'dropFix'>) {
    return this.fixes.drop(person, body);
  }

  @Route(routes.listFixes)
  listFixes(@CurrentPerson() person: Person, @Input() { query }: In<'listFixes'>) {
    return this.fixes.chain(person, query.cursor);
  }

  @Route(routes.listFixQuestions)
  listFixQuestions(@CurrentPerson() person: Person) {
    return this.fixes.questions(person);
  }
}
