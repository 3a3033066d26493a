import { routes, type RouteInput } from '@debrief/contracts';
import { AccountsService } from '@debrief/server/accounts';
import { CurrentPerson, Input, ProblemError, Route, type Person } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Briefs } from './briefs';
import { HistoryService } from './history.service';
import { LivePolicy } from './live.policy';
import { SessionsService } from './sessions.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class LiveController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly history: HistoryService,
    private readonly briefs: Briefs,
    private readonly policy: LivePolicy,
    private readonly prompts: PromptsService,
    private readonly accounts: AccountsService,
  ) {}

  @Route(routes.createSession)
  create(@CurrentPerson() person: Person, @Input() { body }: In<'createSession'>) {
    return this.sessions.create(person, body);
  }

  @Route(routes.newInvite)
  async newInvite(@CurrentPerson() person: Person, @Input() { params }: In<'newInvite'>) {
    return { code: await this.sessions.renewInvite(person, params.session) };
  }

  @Route(routes.readInvite)
  readInvite(@CurrentPerson({ optional: true }) person: Person | undefined, @Input() { body }: In<'readInvite'>) {
    return this.sessions.readInvite(body.code, person);
  }

  @Route(routes.acceptInvite)
  async acceptInvite(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Input() { body }: In<'acceptInvite'>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (person) return this.sessions.acceptInvite(body.code, person);
    // Reading first: a dead link must not leave a guest behind.
    const { status } = await this.sessions.readInvite(body.code, undefined);
    if (status === 'ended') throw new ProblemError('ended', 'This session has ended.');
    if (!body.name)
      throw new ProblemError('bad-input', 'Tell the others your name.', {
        fields: { 'body.name': 'needs at least one visible character' },
      });
    return this.sessions.acceptInvite(body.code, await this.accounts.makeGuest(body.name, reply));
  }

  @Route(routes.getSession)
  getSession(@CurrentPerson({ optional: true }) person: Person | undefined, @Input() { params }: In<'getSession'>) {
    return this.sessions.view(params.session, person);
  }

  @Route(routes.listOpenSessions)
  async listOpenSessions(@CurrentPerson() person: Person) {
    return { sessions: await this.sessions.open(person) };
  }

  @Route(routes.getRoundGuide)
  getRoundGuide(@CurrentPerson() person: Person, @Input() { params }: In<'getRoundGuide'>) {
    return this.sessions.guide(person, params.session, Number(params.round));
  }

  @Route(routes.getRoundRubric)
  async getRoundRubric(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Input() { params }: In<'getRoundRubric'>,
  ) {
    const { room } = await this.policy.reader(params.session, person);
    const round = room.state.room.rounds[Number(params.round) - 1];
    return this.prompts.rubric(room.state.room.type, round?.rubric ?? null);
  }

  @Route(routes.listPromptChoices)
  async listPromptChoices(@CurrentPerson() person: Person, @Input() { params, query }: In<'listPromptChoices'>) {
    return { prompts: await this.sessions.choices(person, params.session, query.text) };
  }

  @Route(routes.getBrief)
  getBrief(@CurrentPerson() person: Person, @Input() { params }: In<'getBrief'>) {
    return this.briefs.read(person, params.session);
  }

  @Route(routes.putBrief)
  putBrief(@CurrentPerson() person: Person, @Input() { params, body }: In<'putBrief'>) {
    return this.briefs.write(person, params.session, body);
  }

  @Route(routes.listRubricRounds)
  listRubricRounds(@CurrentPerson() person: Person, @Input() { params, query }: In<'listRubricRounds'>) {
    return this.history.byRubric(person, params.type, query.cursor);
  }

  @Route(routes.listRounds)
  listRounds(@CurrentPerson() person: Person, @Input() { query }: In<'listRounds'>) {
    return this.history.rounds(person, query.role, query.cursor);
  }
}
