import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Blanks what a participant wrote in a context's own rows and says how many changed. Harmless when run again. */
export type EraseHandler = (session: string, participant: string, manager: EntityManager) => Promise<number>;

/** What other contexts keep of a participant's words beside the log. They register at start-up; `erase` runs them all. */
@Injectable()
export class Erasures {
  private readonly handlers = new Map<string, EraseHandler>();

  constructor(private readonly database: DataSource) {}

  /** @throws Error when `name` is taken. */
  register(name: string, handler: EraseHandler): void {
    if (this.handlers.has(name)) throw new Error(`An erasure named ${name} is registered already.`);
    this.handlers.set(name, handler);
  }

  /** Runs every handler in one transaction: somebody's words are never half gone. */
  run(session: string, participant: string): Promise<number> {
    return this.database.transaction(async (manager) => {
      let changed = 0;
      for (const handler of this.handlers.values()) changed += await handler(session, participant, manager);
      return changed;
    });
  }
}
