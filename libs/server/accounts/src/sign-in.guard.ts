import { type Person, ProblemError, routeOf } from '@debrief/server/platform';
import type { Access } from '@debrief/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountsService } from './accounts.service';

/** Finds out who asks, once per request, and lets through whom the route's `access` names. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(private readonly accounts: AccountsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const spec = routeOf(context.getHandler());
    if (!spec) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const person = await this.accounts.personOf(request.headers);
    if (person) request.person = person;
    refuse(spec.access, person);
    return true;
  }
}

/** @throws ProblemError `not-signed-in` or `forbidden` unless this person may call a route of this access. */
export function refuse(access: Access, person: Person | null): void {
  if (access === 'public') return;
  if (!person) throw new ProblemError('not-signed-in', 'Sign in first.');
  if (access === 'account' && person.isGuest)
    throw new ProblemError(
      'forbidden',
      'Guests cannot do this. Add an e-mail address and a password to keep everything and go on.',
    );
  if (access === 'admin' && !person.isAdmin)
    throw new ProblemError('forbidden', 'Only the admin of this instance may do this.');
}
