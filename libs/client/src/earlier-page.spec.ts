import { moveEarlierPage } from './earlier-page';
import { newId } from './new-id';

const session = newId();
const me = newId();

/** A tab's storage with these entries. */
const tabOf = (entries: Record<string, string>) => {
  const map = new Map(Object.entries(entries));
  return {
    map,
    get length() {
      return map.size;
    },
    key: (n: number) => [...map.keys()][n] ?? null,
    getItem: (name: string) => map.get(name) ?? null,
    removeItem: (name: string) => void map.delete(name),
  };
};
const keeping = () => {
  const kept: unknown[] = [];
  return {
    kept,
    add: (kind: string, name: string, body: unknown) => {
      kept.push([kind, name, body]);
      return { id: String(kept.length), written: Promise.resolve() };
    },
    keepCard: (round: number, body: unknown) => void kept.push(['card', round, body]),
  };
};

test('commands and drafts of a page of the first contract are taken over once', () => {
  const command = { op: newId(), kind: 'chat.say', input: { text: 'hello' } };
  const tab = tabOf({
    [`debrief:outbox:${session}:${me}`]: JSON.stringify([command]),
    [`debrief:draft:${session}:1`]: JSON.stringify({ levels: [] }),
  });
  const keep = keeping();
  expect(moveEarlierPage(tab, session, me, keep)).toHaveLength(1);
  expect(keep.kept).toEqual([
    ['command', '', command],
    ['card', 1, { version: 0, card: { levels: [] } }],
  ]);
  expect(tab.map.size).toBe(0);
});

test('whatever else lies there stays: the invite link, another person’s commands, another session', () => {
  const entries = {
    [`debrief:invite:${session}`]: 'not-json-at-all-AbC123',
    [`debrief:outbox:${session}:${newId()}`]: '[]',
    [`debrief:outbox:${newId()}:${me}`]: '[]',
    [`debrief:doc`]: 'x',
    theme: 'dark',
  };
  const tab = tabOf(entries);
  expect(moveEarlierPage(tab, session, me, keeping())).toEqual([]);
  expect(Object.fromEntries(tab.map)).toEqual(entries);
});
