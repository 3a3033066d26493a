import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem';

/** Who sent the request. The accounts guard puts it on `request.person`; nobody else does. */
export interface Person {
  readonly accountId: string;
  /** The browser's login this came with; see `SignInEnds`. */
  readonly signInId: string;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  readonly name: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    person?: Person;
  }
}

/**
 * The signed-in person of this request. On a `public` route use `@CurrentPerson({ optional: true })`, which gives
 * `undefined` to strangers; without it a stranger is refused `not-signed-in`.
 */
export const CurrentPerson = createParamDecorator(
  (options: { optional: true } | undefined, context: ExecutionContext): Person | undefined => {
    const { person } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!person && !options?.optional) throw new ProblemError('not-signed-in', 'Sign in first.');
    return person;
  },
);
