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

/** The class is no part of the library's interface, so it is taken from what its module is made of. */
const partOf = <T>(server: TestApp, name: string): T => {
  const parts = Reflect.getMetadata('providers', LiveModule) as (new (...args: never[]) => T)[];
  const found = parts.find((part) => part.name === name);
  if (!found) throw new Error(`LiveModule has no ${name} any more`);
  return server.app.get<T>(found, { strict: false });
};

export const roomsOf = (server: TestApp): Rooms => partOf<Rooms>(server, 'Rooms');

/** Time passes unnoticed from here on: however long a test takes, no phase or clock of a session ends on its own. */
export const stopSweep = (server: TestApp): void =>
  partOf<{ onModuleDestroy(): void }>(server, 'Sweep').onModuleDestroy();

/** A session as this server holds it. */
export const roomOf = (server: TestApp, session: string): Promise<HeldRoom> => roomsOf(server).get(session);

/** Writes what the clock of a room has due. */
export const tick = async (server: TestApp, session: string): Promise<void> =>
  partOf<{ catchUp(room: HeldRoom): Promise<void> }>(server, 'LiveLog').catchUp(await roomOf(server, session));
