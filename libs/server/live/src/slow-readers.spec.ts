import { SLOW, SlowReaders } from './slow-readers';

const MB = 1024 * 1024;
const readerWith = (bufferedAmount: number) => {
  const rooms = new Set<string>();
  const line = { bufferedAmount, isEnded: false, terminate: () => void (line.isEnded = true) };
  return {
    line,
    rooms,
    conn: { transport: { socket: line } },
    join: (room: string) => rooms.add(room),
    leave: (room: string) => rooms.delete(room),
  };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('above 1 MB a reader hears no presence until they have caught up, above 4 MB they are let go', () => {
  const [quick, slow, gone] = [readerWith(MB), readerWith(MB + 1), readerWith(4 * MB + 1)];
  const early = { ...readerWith(0), conn: { transport: {} } };
  const readers = new SlowReaders();
  readers.attach({ sockets: new Map(Object.entries({ quick, slow, gone, early })) });
  jest.advanceTimersByTime(300);
  const seen = () => [quick, slow, gone].map(({ rooms, line }) => [rooms.has(SLOW), line.isEnded]);
  expect(seen()).toEqual([
    [false, false],
    [true, false],
    [false, true],
  ]);
  slow.line.bufferedAmount = 0;
  jest.advanceTimersByTime(300);
  expect(slow.rooms.has(SLOW)).toBe(false);
  readers.onModuleDestroy();
  slow.line.bufferedAmount = 9 * MB;
  jest.advanceTimersByTime(1_000);
  expect(slow.line.isEnded).toBe(false);
});
