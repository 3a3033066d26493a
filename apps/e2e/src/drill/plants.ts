import { LiveModule } from '@debrief/server/live';

/** Bugs that the checker must find; they exist in the drill's own server only. */
export const plants = ['ack-before-commit', 'no-op-ids', 'wrong-stream'] as const;
export type Plant = (typeof plants)[number];

type Method = (this: unknown, ...args: unknown[]) => unknown;
interface Item {
  type: 'decide' | 'doc';
  op?: unknown;
  isUrgent?: boolean;
}

/** The class is no part of the library's interface, so it is taken from what its module hands to other modules. */
const liveLog = (): Record<string, Method> => {
  const exported = Reflect.getMetadata('exports', LiveModule) as (new (...args: never[]) => unknown)[];
  const found = exported.find(({ name }) => name === 'LiveLog');
  if (!found) throw new Error('LiveModule exports no LiveLog any more: the plants have to follow.');
  return found.prototype as Record<string, Method>;
};

const replace = (name: string, make: (original: Method) => Method): void => {
  const log = liveLog();
  const original = log[name];
  if (!original) throw new Error(`LiveLog has no ${name} any more: the plants have to follow.`);
  log[name] = make(original);
};

/** Breaks the server that is about to start in one of three ways. */
export const plantBug = (plant: Plant): void => {
  switch (plant) {
    case 'ack-before-commit':
      return replace(
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
        'submit',
        (submit) =>
          function (this: unknown, item) {
            return submit.call(this, (item as Item).type === 'decide' ? { ...(item as Item), op: null } : item);
          },
      );
    case 'wrong-stream':
      return replace(
        'append',
        (append) =>
          function (this: unknown, draft, body, now) {
            const row = body as { kind: string; stream: string };
            return append.call(this, draft, row.kind === 'mark-set' ? { ...row, stream: 'room' } : row, now);
          },
      );
  }
};
