import type { RouteInput } from '@debrief/contracts';
import { accountRoutes as routes } from '@debrief/contracts';
import {
  type EndedSignIn,
  type Person,
  ProblemError,
  type Settings,
  SETTINGS,
  SignInEnds,
} from '@debrief/server/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { FirstAdmin } from './first-admin';
import { GuestLinks } from './guest-links';
import { type NewSignIn, SignInLibrary } from './sign-in-library';
import { TryLimiter } from './try-limiter';

type Body<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>['body'];

/** Every way in and out: each browser has one sign-in, and the one it had before ends when a new one is made. */
@Injectable()
export class SignIns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly library: SignInLibrary,
    private readonly firstAdmin: FirstAdmin,
    private readonly guestLinks: GuestLinks,
    private readonly limiter: TryLimiter,
    private readonly ends: SignInEnds,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns the new account's id. */
  async signUp(body: Body<'signUp'>, before: Person | undefined, reply: FastifyReply): Promise<string> {
    const claims = await this.firstAdmin.mayClaim(reply.request, body.firstAdminToken);
    if (this.settings.signUp === 'invite' && !before?.isGuest && !claims)
      throw new ProblemError(
        'sign-up-closed',
        'New accounts are for invited people here. Ask somebody for an invite link.',
      );
    const made = await this.library.signUp(body.name, body.email, body.password, reply.request);
    await this.firstAdmin.store(made.accountId, body.timeZone ?? 'UTC', claims);
    return this.enter(made, before, reply);
  }

  /** @returns the account's id. */
  async signIn(body: Body<'signIn'>, before: Person | undefined, reply: FastifyReply): Promise<string> {
    await this.limiter.spend(body.email);
    const made = await this.library.signIn(body.email, body.password, reply.request);
    await this.limiter.giveBack(body.email);
    return this.enter(made, before, reply);
  }

  async signOut(person: Person | undefined, reply: FastifyReply): Promise<void> {
    if (person) await this.end(person.accountId, person.signInId);
    for (const cookie of this.library.forgetCookies()) reply.header('set-cookie', cookie);
  }

  async list({ accountId, signInId }: Person): Promise<SignInRow[]> {
    const rows: Omit<SignInRow, 'isThis'>[] = await this.dataSource.query(
      `select id, "userAgent" as agent, "createdAt" as since, "updatedAt" as "lastSeen" from auth."session"
        where "userId" = $1 and "expiresAt" > now() order by "updatedAt" desc limit 50`,
      [accountId],
    );
    return rows.map((row) => ({ ...row, isThis: row.id === signInId }));
  }

  /** @throws ProblemError `not-found`, the same for somebody else's sign-in and for none. */
  async revoke({ accountId }: Person, signInId: string): Promise<void> {
    if (!(await this.end(accountId, signInId)))
      throw new ProblemError('not-found', 'This sign-in is over already, or was never yours.');
  }

  private async enter(
    { accountId, cookies }: NewSignIn,
    before: Person | undefined,
    reply: FastifyReply,
  ): Promise<string> {
    if (before?.isGuest) await this.guestLinks.remember(before.accountId, accountId);
    await this.guestLinks.settle(accountId);
    // Only now: had the process died before, the browser would still hold a cookie that works, and try again.
    if (before) await this.end(before.accountId, before.isGuest ? undefined : before.signInId);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return accountId;
  }

  /** Ends one sign-in of an account, or all of them, and tells whoever holds sockets for it. */
  private async end(accountId: string, signInId?: string): Promise<boolean> {
    // A DELETE answers [rows, count] here, unlike a SELECT.
    const [rows]: [EndedSignIn[], number] = await this.dataSource.query(
      `delete from auth."session" where "userId" = $1 and ($2::text is null or id = $2)
       returning id as "signInId", "userId" as "accountId"`,
      [accountId, signInId ?? null],
    );
    for (const ended of rows) this.ends.ended.next(ended);
    return rows.length > 0;
  }
}

/** One browser or device that is signed in. */
export interface SignInRow {
  readonly id: string;
  readonly isThis: boolean;
  readonly agent: string | null;
  readonly since: Date;
  readonly lastSeen: Date;
}
