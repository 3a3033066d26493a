import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Input, Route, type Person } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { ReviewService } from './review.service';

@Controller()
export class ReviewController {
  constructor(private readonly review: ReviewService) {}

  @Route(routes.getReplay)
  getReplay(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Input() { params, query }: RouteInput<typeof routes.getReplay>,
  ) {
    return this.review.replay(person, params.session, query.after);
  }

  @Route(routes.getExample)
  getExample() {
    return this.review.example();
  }
}
