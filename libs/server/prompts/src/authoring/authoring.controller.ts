import { authoringRoutes as routes, type RouteInput, type RouteResult } from '@debrief/contracts';
import { draftOf } from '@debrief/prompt-bank';
import { CurrentPerson, Input, type Person, Route } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { DraftsService } from './drafts.service';
import { PublishingService } from './publishing.service';
import { ReportsService } from './reports.service';
import { ReviewsService } from './reviews.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type Out<K extends keyof typeof routes> = Promise<RouteResult<(typeof routes)[K]>>;

@Controller()
export class AuthoringController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
    private readonly reviews: ReviewsService,
    private readonly reports: ReportsService,
  ) {}

  @Route(routes.listMyPrompts)
  listMyPrompts(@Input() { query }: In<'listMyPrompts'>, @CurrentPerson() person: Person): Out<'listMyPrompts'> {
    return this.drafts.list(person, query.cursor);
  }

  @Route(routes.createPrompt)
  createPrompt(@Input() { body }: In<'createPrompt'>, @CurrentPerson() person: Person): Out<'createPrompt'> {
    return this.drafts.create(person, body);
  }

  @Route(routes.getPromptDraft)
  getPromptDraft(@Input() { params }: In<'getPromptDraft'>, @CurrentPerson() person: Person): Out<'getPromptDraft'> {
    return this.drafts.read(person, params.prompt);
  }

  @Route(routes.savePromptDraft)
  savePromptDraft(
    @Input() { params, body }: In<'savePromptDraft'>,
    @CurrentPerson() person: Person,
  ): Out<'savePromptDraft'> {
    return this.drafts.save(person, params.prompt, body);
  }

  @Route(routes.getPromptVersion)
  async getPromptVersion(
    @Input() { params }: In<'getPromptVersion'>,
    @CurrentPerson() person: Person,
  ): Out<'getPromptVersion'> {
    return { content: draftOf(await this.publishing.version(person, params.prompt, Number(params.version))) };
  }

  @Route(routes.usePromptPrivately)
  usePromptPrivately(
    @Input() { params, body }: In<'usePromptPrivately'>,
    @CurrentPerson() person: Person,
  ): Out<'usePromptPrivately'> {
    return this.publishing.usePrivately(person, params.prompt, body.rev);
  }

  @Route(routes.askForReview)
  askForReview(@Input() { params, body }: In<'askForReview'>, @CurrentPerson() person: Person): Out<'askForReview'> {
    return this.publishing.askForReview(person, params.prompt, body.rev);
  }

  @Route(routes.takeBackReview)
  takeBackReview(@Input() { params }: In<'takeBackReview'>, @CurrentPerson() person: Person): Out<'takeBackReview'> {
    return this.publishing.takeBack(person, params.prompt);
  }

  @Route(routes.publishPrompt)
  publishPrompt(@Input() { params, body }: In<'publishPrompt'>, @CurrentPerson() person: Person): Out<'publishPrompt'> {
    return this.publishing.publish(person, params.prompt, body.version);
  }

  @Route(routes.retirePrompt)
  retirePrompt(@Input() { params }: In<'retirePrompt'>, @CurrentPerson() person: Person): Out<'retirePrompt'> {
    return this.publishing.retire(person, params.prompt);
  }

  @Route(routes.returnPrompt)
  returnPrompt(@Input() { params }: In<'returnPrompt'>, @CurrentPerson() person: Person): Out<'returnPrompt'> {
    return this.publishing.unretire(person, params.prompt);
  }

  @Route(routes.listWaitingReviews)
  listWaitingReviews(
    @Input() { query }: In<'listWaitingReviews'>,
    @CurrentPerson() person: Person,
  ): Out<'listWaitingReviews'> {
    return this.reviews.waiting(person, query.cursor);
  }

  @Route(routes.getReview)
  getReview(@Input() { params }: In<'getReview'>, @CurrentPerson() person: Person): Out<'getReview'> {
    return this.reviews.read(person, params.prompt);
  }

  @Route(routes.openReview)
  openReview(@Input() { params }: In<'openReview'>, @CurrentPerson() person: Person): Out<'openReview'> {
    return this.reviews.open(person, params.prompt);
  }

  @Route(routes.giveVerdict)
  giveVerdict(@Input() { params, body }: In<'giveVerdict'>, @CurrentPerson() person: Person): Out<'giveVerdict'> {
    return this.reviews.judge(person, params.prompt, body);
  }

  @Route(routes.reportPrompt)
  reportPrompt(@Input() { params, body }: In<'reportPrompt'>, @CurrentPerson() person: Person): Out<'reportPrompt'> {
    return this.reports.report(person, params.prompt, body);
  }

  @Route(routes.listReports)
  listReports(@CurrentPerson() person: Person): Out<'listReports'> {
    return this.reports.list(person);
  }

  @Route(routes.answerReport)
  answerReport(@Input() { params, body }: In<'answerReport'>, @CurrentPerson() person: Person): Out<'answerReport'> {
    return this.reports.answer(person, params.id, body.answer);
  }
}
