import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Input, Route, type Person } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { RatingsService } from './ratings.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class RatingsController {
  constructor(private readonly ratings: RatingsService) {}

  @Route(routes.getRatings)
  getRatings(@CurrentPerson() person: Person, @Input() { params }: In<'getRatings'>) {
    return this.ratings.of(person, params.session, Number(params.round));
  }

  @Route(routes.sendRating)
  sendRating(@CurrentPerson() person: Person, @Input() { params, body }: In<'sendRating'>) {
    return this.ratings.send(person, params.session, Number(params.round), params.participant, body);
  }

  @Route(routes.myRating)
  myRating(@CurrentPerson() person: Person) {
    return this.ratings.mine(person);
  }
}
