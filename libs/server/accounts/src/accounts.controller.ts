import { accountRoutes as routes, type RouteInput, type RouteResult } from '@debrief/contracts';
import { CurrentPerson, Input, type Person, Route, type Settings, SETTINGS } from '@debrief/server/platform';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FirstAdmin } from './first-admin';
import { Profiles } from './profiles';
import { SignIns } from './sign-ins';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type Out<K extends keyof typeof routes> = Promise<RouteResult<(typeof routes)[K]>>;

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

@Controller()
export class AccountsController {
  constructor(
    private readonly signIns: SignIns,
    private readonly profiles: Profiles,
    private readonly firstAdmin: FirstAdmin,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Route(routes.signUp)
  async signUp(
    @Input() { body }: In<'signUp'>,
    @CurrentPerson({ optional: true }) before: Person | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Out<'signUp'> {
    return this.profiles.read(await this.signIns.signUp(body, before, reply));
  }

  @Route(routes.signIn)
  async signIn(
    @Input() { body }: In<'signIn'>,
    @CurrentPerson({ optional: true }) before: Person | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Out<'signIn'> {
    return this.profiles.read(await this.signIns.signIn(body, before, reply));
  }

  @Route(routes.signOut)
  async signOut(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(person, reply);
  }

  @Route(routes.getMe)
  async getMe(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Req() request: FastifyRequest,
  ): Out<'getMe'> {
    return {
      me: person ? await this.profiles.read(person.accountId) : null,
      signUp: this.settings.signUp,
      insecure: !this.settings.secureCookies && !LOCAL.test(request.headers.host ?? ''),
      firstRun: await this.firstAdmin.isMissing(),
    };
  }

  @Route(routes.updateMe)
  updateMe(@Input() { body }: In<'updateMe'>, @CurrentPerson() person: Person): Out<'updateMe'> {
    return this.profiles.update(person.accountId, body);
  }

  @Route(routes.listSignIns)
  async listSignIns(@CurrentPerson() person: Person): Out<'listSignIns'> {
    const rows = await this.signIns.list(person);
    return {
      signIns: rows.map(({ id, isThis, agent, since, lastSeen }) => ({
        id,
        isThis,
        agent: agent ?? '',
        since: since.toISOString(),
        lastSeen: lastSeen.toISOString(),
      })),
    };
  }

  @Route(routes.revokeSignIn)
  async revokeSignIn(@Input() { params }: In<'revokeSignIn'>, @CurrentPerson() person: Person): Promise<void> {
    await this.signIns.revoke(person, params.id);
  }
}
