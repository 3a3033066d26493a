import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem';
import { type Settings, SETTINGS } from './settings';

/**
 * May a page of this origin act for the person whose cookie came along? Exact match only: an absent origin, `null`,
 * another port and names that merely start or end like ours are refused. Sockets use this as it is.
 */
export const isAllowedOrigin = (origin: string | undefined, settings: Pick<Settings, 'origins'>): boolean =>
  origin !== undefined && settings.origins.includes(origin);

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site made the browser send. Browsers add `Origin` to every unsafe request; where it
 * is absent, `Sec-Fetch-Site: same-origin` (which a page cannot set) proves the same.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(request.method)) return true;
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin === undefined ? site === 'same-origin' : isAllowedOrigin(origin, this.settings)) return true;
    throw new ProblemError('wrong-origin', wrongOriginMessage(this.settings));
  }
}

/** Names the way out for whoever opened the site under another name than the operator expected. */
export const wrongOriginMessage = (settings: Pick<Settings, 'appUrl'>): string =>
  `This page was opened under a name the server does not know. Open ${settings.appUrl}, or start the server with APP_URL set to the address you use.`;
