import { nextDue } from './index';
import { MINUTE, room, START } from './testing';

describe('what is due', () => {
  it('R34: names the next instant at which a tick writes something', () => {
    const built = room().with('ana', 'tom');
    expect(nextDue(built.session)).toBeNull();
    built.briefed().started();
    const seen: number[] = [];
    for (let due = nextDue(built.session); due !== null; due = nextDue(built.session)) {
      seen.push((due - START) / MINUTE);
      const before = built.events.length;
      built.later(due - built.now - 1);
      expect(built.events.length).toBe(before);
      built.later(1);
      expect(built.events.length).toBeGreaterThan(before);
    }
    // phase, 5 left, 1 left, limit; scoring clock; a day for lost cards.
    expect(seen).toEqual([10, 17.5, 21.5, 22.5, 26.5, 26.5 + 24 * 60]);
    expect(built.round.lapsedAt).not.toBeNull();
  });

  it('R34: a late tick writes everything in the order it became due, and the next one nothing', () => {
    const built = room().with('ana', 'tom').briefed().started();
    const before = built.events.length;
    built.wait(30 * MINUTE).tick();
    const kinds = ['phase-due', 'limit-warned', 'limit-warned', 'scoring-started'].map((kind) => `room ${kind}`);
    expect(built.kinds(before)).toEqual(kinds);
    expect(built.tick().kinds(before)).toEqual(kinds);
  });

  it('R34: an end that was due before the limit comes first', () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .later(22 * MINUTE)
      .act('ana', { kind: 'end.propose' });
    built.wait(MINUTE).tick();
    expect(built.of('scoring-started')).toMatchObject([{ reason: 'session-ended' }]);
  });
});
