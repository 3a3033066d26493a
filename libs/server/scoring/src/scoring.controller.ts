import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Input, Route, type Person } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { FeedbackService } from './feedback.service';
import { ScoringService } from './scoring.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class ScoringController {
  constructor(
    private readonly scoring: ScoringService,
    private readonly feedback: FeedbackService,
  ) {}

  @Route(routes.getDraft)
  getDraft(@CurrentPerson() person: Person, @Input() { params }: In<'getDraft'>) {
    return this.scoring.draft(person, params.session, Number(params.round));
  }

  @Route(routes.putDraft)
  putDraft(@CurrentPerson() person: Person, @Input() { params, body }: In<'putDraft'>) {
    return this.scoring.saveDraft(person, params.session, Number(params.round), body.version, body.card);
  }

  @Route(routes.lockLate)
  lockLate(@CurrentPerson() person: Person, @Input() { params, body }: In<'lockLate'>) {
    return this.scoring.lockLate(person, params.session, Number(params.round), body.card);
  }

  @Route(routes.getDebrief)
  getDebrief(@CurrentPerson({ optional: true }) person: Person | undefined, @Input() { params }: In<'getDebrief'>) {
    return this.scoring.debrief(person, params.session, Number(params.round));
  }

  @Route(routes.putSecond)
  putSecond(@CurrentPerson() person: Person, @Input() { params, body }: In<'putSecond'>) {
    return this.scoring.judgeAgain(person, params.session, Number(params.round), body);
  }

  @Route(routes.putFeedback)
  putFeedback(@CurrentPerson() person: Person, @Input() { params, body: { version, ...words } }: In<'putFeedback'>) {
    return this.feedback.write(person, params.session, Number(params.round), words, version);
  }

  @Route(routes.answerAdvice)
  answerAdvice(@CurrentPerson() person: Person, @Input() { params, body }: In<'answerAdvice'>) {
    const { session, round, author, place } = params;
    return this.feedback.answer(person, session, Number(round), { author, place: Number(place), ...body });
  }
}
