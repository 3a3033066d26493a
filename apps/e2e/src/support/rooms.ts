import { LiveModule } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';

/** What tests change of a session that a server holds in memory. */
export interface HeldRoom {
  /** Replaces the database's clock for this room alone; ms. */
  clock: (() => number) | null;
}
interface Rooms {
  all(): Iterable<HeldRoom>;
  drop(room: object): void;
  get(session: string): Promise<HeldRoom>;
}

/** The class is no part of the library's interface, so it is taken from what its module hands to other modules. */
export const roomsOf = (server: TestApp): Rooms => {
  const exported = Reflect.getMetadata('exports', LiveModule) as (new (...args: never[]) => Rooms)[];
  const found = exported.find(({ name }) => name === 'Rooms');
  if (!found) throw new Error('LiveModule exports no Rooms any more');
  return server.app.get(found, { strict: false });
};

/** A session as this server holds it. */
export const roomOf = (server: TestApp, session: string): Promise<HeldRoom> => roomsOf(server).get(session);
