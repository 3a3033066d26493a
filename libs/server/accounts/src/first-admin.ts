import { createHmac, timingSafeEqual } from 'node:crypto';
import { ProblemError, type Settings, SETTINGS } from '@debrief/server/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';

/** Any number of our own; two first accounts made at the same moment wait for each other. */
const ADMIN_LOCK = 727_001_934;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDING = /^(forwarded|via|x-forwarded-|x-real-ip$|x-client-ip$|cf-connecting-ip$|true-client-ip$)/;

/** Did this request come from the server's own machine, straight and not through a proxy that stands on it? */
export function isFromHere(request: Pick<FastifyRequest, 'headers' | 'raw'>): boolean {
  const { headers, raw } = request;
  return (
    LOOPBACK.test(raw.socket.remoteAddress ?? '') &&
    LOCAL_HOST.test(headers.host ?? '') &&
    !Object.keys(headers).some((name) => FORWARDING.test(name))
  );
}

/** Derived, not stored: every process of the instance knows it, a copy of the database does not hold it. */
export const firstAdminToken = ({ secret }: Pick<Settings, 'secret'>): string =>
  createHmac('sha256', secret).update('first-admin').digest('base64url').slice(0, 32);

/** Who may become the first admin of this instance. */
@Injectable()
export class FirstAdmin {
  /** Only ever turns true. */
  private exists = false;
  readonly token: string;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.token = firstAdminToken(settings);
  }

  async isMissing(): Promise<boolean> {
    if (!this.exists) {
      const [row]: { exists: boolean }[] = await this.dataSource.query(
        `select exists (select from accounts_profile where is_admin)`,
      );
      this.exists = row?.exists ?? false;
    }
    return !this.exists;
  }

  /**
   * May the account that this request makes become admin?
   * @throws ProblemError `forbidden` for a wrong token: its sender would otherwise believe to be admin.
   */
  async mayClaim(request: FastifyRequest, token: string | undefined): Promise<boolean> {
    if (!(await this.isMissing())) return false;
    if (token === undefined) return isFromHere(request);
    const right = Buffer.from(this.token);
    const given = Buffer.from(token.trim());
    if (given.length === right.length && timingSafeEqual(given, right)) return true;
    throw new ProblemError('forbidden', 'This is not the token that the server printed when it started.', {
      fields: { 'body.firstAdminToken': 'is not the printed one' },
    });
  }

  /** Stores the new account's profile, as admin when `claims` and nobody was faster. */
  async store(accountId: string, timeZone: string, claims: boolean): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (claims) await manager.query(`select pg_advisory_xact_lock($1)`, [ADMIN_LOCK]);
      await manager.query(
        `insert into accounts_profile (account_id, time_zone, is_admin)
         values ($1, $2, $3 and not exists (select from accounts_profile where is_admin))`,
        [accountId, timeZone, claims],
      );
    });
  }
}
