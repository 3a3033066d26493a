import { type WireEvent } from '@debrief/contracts';
import { Inbox, REORDER_WAIT } from './inbox';

const row = (seq: number, stream: WireEvent['stream'] = 'room'): WireEvent => ({
  stream,
  seq,
  at: seq,
  participant: null,
  kind: 'room-locked',
  payload: { locked: false },
});

const listen = () => {
  const taken: number[] = [];
  const asked: [string, number][] = [];
  const inbox = new Inbox(
    (event) => taken.push(event.seq),
    (stream, last) => asked.push([stream, last]),
  );
  return { inbox, taken, asked };
};

describe('Inbox', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('takes every row once, however often it comes', () => {
    const { inbox, taken, asked } = listen();
    inbox.receive([row(1), row(2)]);
    inbox.receive([row(1), row(2), row(2), row(3)]);
    jest.advanceTimersByTime(REORDER_WAIT * 2);
    expect(taken).toEqual([1, 2, 3]);
    expect(asked).toEqual([]);
  });

  it('puts neighbours in order without asking', () => {
    const { inbox, taken, asked } = listen();
    inbox.receive([row(2), row(3)]);
    expect(taken).toEqual([]);
    inbox.receive([row(1)]);
    jest.advanceTimersByTime(REORDER_WAIT * 2);
    expect(taken).toEqual([1, 2, 3]);
    expect(asked).toEqual([]);
  });

  it('asks for a gap that stays open, after 100 ms and not before', () => {
    const { inbox, asked } = listen();
    inbox.receive([row(1), row(4)]);
    jest.advanceTimersByTime(REORDER_WAIT - 1);
    expect(asked).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(asked).toEqual([['room', 1]]);
  });

  it('finds a lost last row by the head', () => {
    const { inbox, asked } = listen();
    inbox.receive([row(1)]);
    inbox.head('room', 1);
    inbox.head('r1.panel', 2);
    jest.advanceTimersByTime(REORDER_WAIT);
    expect(asked).toEqual([['r1.panel', 0]]);
  });

  it('goes on behind a snapshot', () => {
    const { inbox, taken } = listen();
    inbox.receive([row(6), row(3)]);
    inbox.jump('room', 5);
    expect(taken).toEqual([6]);
    inbox.receive([row(4), row(7)]);
    expect(taken).toEqual([6, 7]);
  });

  it('keeps the streams apart', () => {
    const { inbox } = listen();
    inbox.receive([row(1), row(1, 'r1.panel')]);
    expect(inbox.all()).toEqual({ room: 1, 'r1.panel': 1 });
  });
});
