import { LiveModule } from '@debrief/server/live';
import * as pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import type { Fault } from './nemesis';

/** Bugs that the checker must find, with the fault that each needs and the number of nodes; they exist in the drill's own server only. */
export const plants = {
  'ack-before-commit': { nodes: 1, fault: 'kill' },
  'no-op-ids': { nodes: 1, fault: undefined },
  'wrong-stream': { nodes: 1, fault: undefined },
  'emit-before-commit': { nodes: 1, fault: 'kill' },
  'panel-to-room': { nodes: 1, fault: undefined },
  'kicked-socket-kept': { nodes: 2, fault: undefined },
  'no-client-check': { nodes: 1, fault: undefined },
  'no-right-check': { nodes: 1, fault: undefined },
  'snapshot-before-commit': { nodes: 1, fault: 'kill' },
  'no-head-repair': { nodes: 2, fault: 'redis-kill' },
  'no-pg-error-handler': { nodes: 1, fault: 'backends-ended' },
} as const satisfies Record<string, { nodes: 1 | 2; fault: Fault | undefined }>;
export type Plant = keyof typeof plants;
export const plantNames = Object.keys(plants) as Plant[];

type Method = (this: unknown, ...args: unknown[]) => unknown;
interface Item {
  type: 'decide' | 'doc';
  op?: unknown;
  isUrgent?: boolean;
  room: { docs: Map<string, RoomDoc>; id: string };
  doc: string;
}
interface RoomDoc {
  doc: Y.Doc;
  seq: number;
  clients: Map<number, string>;
  push: Method;
}
interface Row {
  stream: string;
  seq: number;
  at: number;
  kind: string;
  participant: string | null;
  payload: unknown;
}
interface Draft {
  room: { id: string };
  state: { room: { rounds: unknown[] } };
}

/** The classes are no part of the library's interface, so they are taken from what its module tells Nest. */
const prototypeOf = (wanted: string): Record<string, Method> => {
  const provided = Reflect.getMetadata('providers', LiveModule) as (new (...args: never[]) => unknown)[];
  const found = provided.find(({ name }) => name === wanted);
  if (!found) throw new Error(`LiveModule provides no ${wanted} any more: the plants have to follow.`);
  return found.prototype as Record<string, Method>;
};

const replace = (owner: string, name: string, make: (original: Method) => Method): void => {
  const methods = prototypeOf(owner);
  const original = methods[name];
  if (!original) throw new Error(`${owner} has no ${name} any more: the plants have to follow.`);
  methods[name] = make(original);
};

interface Runner {
  connect: Method;
  commitTransaction: Method;
}

/** Holds everything that is stored back for a while; `meanwhile` runs first, as long as nothing is. */
const beforeStoring = (meanwhile: (log: unknown) => unknown): void => {
  for (const [name, step] of [
    ['commit', 'commitTransaction'],
    ['commitEdits', 'connect'],
  ] as const)
    replace(
      'LiveLog',
      name,
      (original) =>
        function (this: unknown, ...args) {
          const { database } = this as { database: { createQueryRunner(): Runner } };
          const make = database.createQueryRunner;
          database.createQueryRunner = () => {
            const runner = make.call(database);
            const go = runner[step].bind(runner);
            runner[step] = async () => {
              await meanwhile(this);
              await sleep(120);
              return go();
            };
            return runner;
          };
          // It makes its runner before it first waits, and nobody else may get this one.
          const done = original.call(this, ...args);
          database.createQueryRunner = make;
          return done;
        },
    );
};

/** Breaks the server that is about to start. */
export const plantBug = (plant: Plant): void => {
  switch (plant) {
    case 'ack-before-commit':
      return replace(
        'LiveLog',
        'submit',
        (submit) =>
          function (this: unknown, item) {
            if (!(item as Item).op || (item as Item).isUrgent) return submit.call(this, item);
            setTimeout(() => void submit.call(this, item), 150);
            return Promise.resolve({ ok: true });
          },
      );
    case 'no-op-ids':
      return replace(
        'LiveLog',
        'submit',
        (submit) =>
          function (this: unknown, item) {
            return submit.call(this, (item as Item).type === 'decide' ? { ...(item as Item), op: null } : item);
          },
      );
    case 'wrong-stream':
      return replace(
        'LiveLog',
        'append',
        (append) =>
          function (this: unknown, draft, body, now) {
            const row = body as { kind: string; stream: string };
            return append.call(this, draft, row.kind === 'mark-set' ? { ...row, stream: 'room' } : row, now);
          },
      );
    case 'emit-before-commit': {
      const written: [unknown, unknown][] = [];
      replace(
        'LiveLog',
        'append',
        (append) =>
          function (this: unknown, draft, body, now) {
            const row = append.call(this, draft, body, now);
            written.push([(draft as Draft).room, row]);
            return row;
          },
      );
      return beforeStoring((log) => {
        const { announce } = log as { announce: Method };
        for (const [room, row] of written.splice(0)) announce.call(log, room, [row]);
      });
    }
    case 'panel-to-room':
      return replace(
        'Broadcaster',
        'send',
        (sendRows) =>
          function (this: unknown, room, rows, knownTo) {
            const { server } = this as { server: { to(name: string): { emit: Method } } };
            for (const { stream, seq, at, kind, participant, payload } of rows as Row[])
              if (stream.endsWith('.panel') && kind !== 'doc')
                server
                  .to(`${(room as Draft['room']).id}|room`)
                  .emit('log', { events: [{ stream, seq, at, kind, participant, payload }] });
            return sendRows.call(this, room, rows, knownTo);
          },
      );
    case 'kicked-socket-kept':
      return replace('Broadcaster', 'revoke', () => () => undefined);
    case 'no-client-check':
      return replace(
        'LiveLog',
        'takeUpdate',
        (take) =>
          function (this: unknown, draft, given, now) {
            const item = given as Item & { update: Buffer; participant: string };
            const doc = item.room.docs.get(item.doc);
            try {
              for (const { id } of Y.decodeUpdate(item.update).structs) doc?.clients.set(id.client, item.participant);
            } catch {
              // Refused as malformed all the same.
            }
            return take.call(this, draft, given, now);
          },
      );
    case 'no-right-check': {
      const early = new Map<string, Draft['state']>();
      return replace(
        'LiveLog',
        'takeUpdate',
        (take) =>
          function (this: unknown, draft, item, now) {
            const { room, state } = draft as Draft;
            if (!early.has(room.id)) early.set(room.id, state);
            return take.call(this, { ...(draft as Draft), state: early.get(room.id) }, item, now);
          },
      );
    }
    case 'snapshot-before-commit':
      return beforeStoring(async (log) => {
        const { flight, rooms } = log as {
          flight: { rooms: Set<unknown> } | null;
          rooms: { snapshot(room: unknown, atLeast: number): Promise<void> };
        };
        for (const room of flight?.rooms ?? []) await rooms.snapshot(room, 1);
      });
    case 'no-head-repair':
      return replace('Sweep', 'heads', () => () => Promise.resolve());
    case 'no-pg-error-handler': {
      const methods = pg.Client.prototype as object as Record<string, Method>;
      for (const name of ['on', 'once', 'addListener']) {
        const listen = methods[name];
        methods[name] = function (this: unknown, event, listener) {
          return event === 'error' ? this : listen?.call(this, event, listener);
        };
      }
    }
  }
};
