import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';

/** One browser's sign-in that is over: signed out, revoked, replaced by a new one. */
export interface EndedSignIn {
  readonly signInId: string;
  readonly accountId: string;
}

/** Tells whoever holds something open for a sign-in (sockets) to let go of it at once. Accounts emits, live listens. */
@Injectable()
export class SignInEnds {
  readonly ended = new Subject<EndedSignIn>();
}

/** Moves what a context stores for the account `from` to the account `to`. Must be harmless when run a second time. */
export type LinkHandler = (from: string, to: string, manager: EntityManager) => Promise<void>;

/**
 * What happens to a guest's rows when the guest gets an account. Contexts register a handler at start-up; accounts
 * runs all of them in one transaction, so that a guest is never half moved.
 */
@Injectable()
export class AccountLinks {
  private readonly handlers = new Map<string, LinkHandler>();

  /** @throws Error when `name` is taken: two contexts must not move the same rows. */
  register(name: string, handler: LinkHandler): void {
    if (this.handlers.has(name)) throw new Error(`A link handler named ${name} is registered already.`);
    this.handlers.set(name, handler);
  }

  /** Runs every handler on `manager`, in the order of registration; the first that throws ends it. */
  async run(from: string, to: string, manager: EntityManager): Promise<void> {
    for (const handler of this.handlers.values()) await handler(from, to, manager);
  }
}
