import { type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { DataSource } from 'typeorm';
import { lifetimes } from './auth';
import { FirstAdmin } from './first-admin';
import { SignInLibrary } from './sign-in-library';

/** A sign-in's `updatedAt` is at most this old, in ms; more exact would be a write per request. */
const TOUCH_EVERY = 10 * 60_000;

/** What the other contexts may ask about people. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly library: SignInLibrary,
    private readonly firstAdmin: FirstAdmin,
  ) {}

  /**
   * Who sends these headers, read from the database each time, so that a revoked sign-in is nobody at once. The same
   * for an HTTP request and a socket's handshake. `null` for a stranger; never throws for what a cookie holds.
   */
  async personOf(headers: IncomingHttpHeaders): Promise<Person | null> {
    const known = await this.library.find(headers);
    if (!known) return null;
    const { id: signInId, accountId, name, isGuest } = known;
    if (Date.now() - known.touchedAt.getTime() > TOUCH_EVERY) await this.keepSignedIn([signInId]);
    return { accountId, signInId, name, isGuest, isAdmin: !isGuest && (await this.isAdmin(accountId)) };
  }

  /**
   * Counts sign-ins as used just now, all in one statement, and answers those that have not ended. A person's slides to
   * seven days from now, at most thirty from its beginning; a guest's stays where it is. Whoever holds a socket and
   * sends no request needs it now and then, or would be signed out in the middle of an interview.
   */
  async keepSignedIn(signInIds: readonly string[]): Promise<Set<string>> {
    if (!signInIds.length) return new Set();
    const rows: { id: string }[] = await this.dataSource.query(
      `with alive as (
         select s.id, coalesce(u."isAnonymous", false) as guest from auth."session" s
         join auth."user" u on u.id = s."userId" where s.id = any($1) and s."expiresAt" > now()
       ), touched as (
         update auth."session" s
            set "updatedAt" = now(),
                "expiresAt" = case when alive.guest then s."expiresAt" else
                  least(now() + make_interval(secs => $2), s."createdAt" + make_interval(secs => $3)) end
         from alive where s.id = alive.id and s."updatedAt" < now() - make_interval(secs => $4)
       )
       select id from alive`,
      [signInIds, lifetimes.person, lifetimes.longest, TOUCH_EVERY / 1_000],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Makes a guest under a name that has passed the contract, and signs this browser in as that guest. For somebody
   * who is not signed in. The sign-in ends after 72 h unless {@link extendGuest} moves that.
   */
  async makeGuest(name: string, reply: FastifyReply): Promise<Person> {
    const { accountId, cookies } = await this.library.signInGuest(name, reply.request);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    const [row]: { id: string }[] = await this.dataSource.query(
      `select id from auth."session" where "userId" = $1 order by "createdAt" desc limit 1`,
      [accountId],
    );
    return { accountId, signInId: row?.id ?? '', name, isGuest: true, isAdmin: false };
  }

  /** Present names of accounts and guests; ids that are not known are left out. */
  async names(accountIds: readonly string[]): Promise<Map<string, { name: string; isGuest: boolean }>> {
    if (!accountIds.length) return new Map();
    const rows: { id: string; name: string; isGuest: boolean }[] = await this.dataSource.query(
      `select id, name, coalesce("isAnonymous", false) as "isGuest" from auth."user" where id = any($1)`,
      [accountIds],
    );
    return new Map(rows.map(({ id, name, isGuest }) => [id, { name, isGuest }]));
  }

  /**
   * Keeps a guest's sign-ins alive until that time at least (never shorter than now planned, never beyond 30 days after
   * they began). Live calls it with 72 h from now when a guest joins and when their session ends. Does nothing to accounts.
   */
  async extendGuest(accountId: string, until: Date): Promise<void> {
    await this.dataSource.query(
      `update auth."session" s
          set "expiresAt" = greatest("expiresAt", least($2::timestamptz, s."createdAt" + make_interval(secs => $3)))
         from auth."user" u
        where s."userId" = u.id and u.id = $1 and u."isAnonymous" and s."expiresAt" > now()`,
      [accountId, until, lifetimes.longest],
    );
  }

  /** The token that makes the first account admin from another machine, to be printed at start; `null` once there is an admin. */
  async firstAdminToken(): Promise<string | null> {
    return (await this.firstAdmin.isMissing()) ? this.firstAdmin.token : null;
  }

  private async isAdmin(accountId: string): Promise<boolean> {
    const [row]: { is_admin: boolean }[] = await this.dataSource.query(
      `select is_admin from accounts_profile where account_id = $1`,
      [accountId],
    );
    return row?.is_admin ?? false;
  }
}
