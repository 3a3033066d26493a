import { ProblemError, SafePool, type Settings, SETTINGS } from '@debrief/server/platform';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import { type Auth, authPool, insideHeaders, makeAuth } from './auth';
import { cookieRules } from './cookies';

const answered = z.object({ token: z.string(), user: z.object({ id: z.string() }) });
const refused = z.object({ code: z.optional(z.string()) });

/** A sign-in the library has just made. `cookies` are whole `Set-Cookie` values. */
export interface NewSignIn {
  readonly accountId: string;
  readonly cookies: readonly string[];
}
/** A sign-in the library knows by its cookie. */
export interface KnownSignIn {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly isGuest: boolean;
  readonly touchedAt: Date;
}

/** What the library's refusals mean here; an unlisted one is a fault of ours. */
const meanings: Record<string, () => ProblemError> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: emailTaken,
  USER_ALREADY_EXISTS: emailTaken,
  // The insert failed after the look-up found nobody: somebody took the address in between.
  FAILED_TO_CREATE_USER: emailTaken,
  INVALID_EMAIL_OR_PASSWORD: () =>
    new ProblemError('wrong-credentials', 'No account has this e-mail address with this password.'),
  INVALID_EMAIL: notAnAddress,
  VALIDATION_ERROR: notAnAddress,
};
function emailTaken(): ProblemError {
  const sentence = 'There is an account with this e-mail address already. Sign in instead.';
  return new ProblemError('email-taken', sentence, { fields: { 'body.email': 'has an account already' } });
}
function notAnAddress(): ProblemError {
  const fields = { 'body.email': 'is not an e-mail address' };
  return new ProblemError('bad-input', 'Some of the request is not as expected.', { fields });
}

/** The auth library behind our own routes. Its HTTP side is asked here, inside the process, so that its limiter counts. */
@Injectable()
export class SignInLibrary implements OnApplicationShutdown {
  private readonly pool: SafePool;
  readonly auth: Auth;
  private readonly cookies: ReturnType<typeof cookieRules>;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.pool = authPool(settings.databaseUrl);
    this.auth = makeAuth(this.pool, settings);
    this.cookies = cookieRules(settings);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  signUp(name: string, email: string, password: string, request: FastifyRequest): Promise<NewSignIn> {
    return this.ask('/sign-up/email', request, { name, email, password });
  }

  signIn(email: string, password: string, request: FastifyRequest): Promise<NewSignIn> {
    return this.ask('/sign-in/email', request, { email, password });
  }

  signInGuest(name: string, request: FastifyRequest): Promise<NewSignIn> {
    return this.ask('/sign-in/anonymous', request, {}, { [insideHeaders.guestName]: encodeURIComponent(name) });
  }

  /** Whose cookie this is; `null` without one, or when it is forged, revoked or too old. */
  async find(headers: IncomingHttpHeaders): Promise<KnownSignIn | null> {
    const cookie = this.cookies.read(headers.cookie);
    if (!cookie) return null;
    const found = await this.auth.api.getSession({ headers: new Headers({ cookie }) }).catch((error: unknown) => {
      // The library wraps what the database said; the edge has to see it to answer "try again" instead of a fault of ours.
      throw error instanceof Error && error.cause ? error.cause : error;
    });
    if (!found) return null;
    const { session, user } = found;
    const isGuest = user.isAnonymous === true;
    return { id: session.id, accountId: user.id, name: user.name, isGuest, touchedAt: session.updatedAt };
  }

  /** `Set-Cookie` values that make the browser forget its sign-in. */
  forgetCookies(): readonly string[] {
    return this.cookies.forgotten();
  }

  /** The browser's own cookie is not passed on: what becomes of an earlier sign-in is decided by `SignIns`. */
  private async ask(
    path: string,
    request: FastifyRequest,
    body: object,
    extra: Record<string, string> = {},
  ): Promise<NewSignIn> {
    const response = await this.auth.handler(
      new Request(`${this.settings.appUrl}/api/auth${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: this.settings.appUrl,
          'user-agent': request.headers['user-agent'] ?? '',
          // Fastify's reading of who asks: the peer, or what a trusted proxy wrote; never a header a stranger may set.
          [insideHeaders.address]: request.ip,
          ...extra,
        },
        body: JSON.stringify(body),
      }),
    );
    const answer: unknown = await response.json().catch(() => null);
    if (response.status === 429)
      throw new ProblemError('too-many', 'Too many sign-ins from this network. Wait a minute and try again.');
    const parsed = answered.safeParse(answer);
    if (response.ok && parsed.success)
      return {
        accountId: parsed.data.user.id,
        cookies: this.cookies.written(response.headers.getSetCookie(), request.headers['user-agent']),
      };
    const { code = '' } = refused.safeParse(answer).data ?? {};
    throw (
      meanings[code]?.() ??
      new ProblemError('unavailable', 'Signing in does not work at the moment. Try again shortly.')
    );
  }
}
