import { viewPeople, viewRound } from './index';
import { type BuiltRoom, idOf, MINUTE, room } from './testing';

const view = (built: BuiltRoom, later = 0) => viewRound(built.session.room, 1, built.now + later);

describe('views', () => {
  it('R72: nothing runs in the brief', () => {
    const built = room().with('ana', 'tom');
    expect(view(built)).toBeUndefined();
    expect(view(built.briefed(), MINUTE)).toMatchObject({
      stage: 'brief',
      phase: null,
      elapsedMs: 0,
      limitLeftMs: null,
    });
  });

  it('R72: counts phase, round and limit without pauses', () => {
    const built = room().with('ana', 'tom').briefed().started();
    expect(view(built, 4 * MINUTE)).toMatchObject({
      elapsedMs: 4 * MINUTE,
      lengthMs: 15 * MINUTE,
      limitLeftMs: 18.5 * MINUTE,
      isPaused: false,
      isOverrun: false,
      phase: { index: 0, leftMs: 6 * MINUTE, overrunMs: 0, isLast: false },
    });
    built.later(4 * MINUTE).act('ana', { kind: 'clock.pause', round: 1 });
    expect(view(built, 5 * MINUTE)).toMatchObject({ elapsedMs: 4 * MINUTE, isPaused: true, pauseLeftMs: 10 * MINUTE });
    built.later(5 * MINUTE).act('ana', { kind: 'clock.resume', round: 1 });
    expect(view(built, 7 * MINUTE)).toMatchObject({
      elapsedMs: 11 * MINUTE,
      isOverrun: true,
      pauseLeftMs: null,
      phase: { elapsedMs: 11 * MINUTE, leftMs: 0, overrunMs: MINUTE },
    });
    built.act('ana', { kind: 'clock.add', round: 1, minutes: 2 });
    expect(view(built, 7 * MINUTE)).toMatchObject({ isOverrun: false, lengthMs: 17 * MINUTE });
    expect(view(built, 17 * MINUTE)).toMatchObject({ isLimitNear: true });
  });

  it('R72: a pause before the phase does not count in it', () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .act('ana', { kind: 'clock.pause', round: 1 })
      .later(MINUTE);
    built.act('ana', { kind: 'phase.next', round: 1, from: 0 }).later(MINUTE);
    built.act('ana', { kind: 'clock.resume', round: 1 });
    expect(view(built, MINUTE)).toMatchObject({ elapsedMs: MINUTE, phase: { elapsedMs: MINUTE, isLast: true } });
  });

  it('R72: scoring, waiting, open', () => {
    const built = room().with('ana', 'tom').briefed().started().later(MINUTE).scoring();
    expect(view(built, MINUTE)).toMatchObject({
      phase: null,
      elapsedMs: MINUTE,
      scoringLeftMs: 3 * MINUTE,
      lapseLeftMs: null,
    });
    built.later(4 * MINUTE);
    expect(view(built, MINUTE)).toMatchObject({
      scoringLeftMs: 0,
      isScoringOver: true,
      lapseLeftMs: (24 * 60 - 1) * MINUTE,
    });
    expect(view(built.locked('ana'))).toMatchObject({ isOpen: true, lapseLeftMs: null, stage: 'debrief' });
  });

  it('R74: people by seat, without who was removed', () => {
    const built = room()
      .with('ana', 'tom', 'eve')
      .briefed()
      .act('ana', { kind: 'participant.kick', participant: idOf('eve') });
    expect(viewPeople(built.session.room, 1)).toMatchObject([
      { participant: idOf('ana'), isHost: true, role: 'interviewer', isLead: true, isScorer: true, hasLocked: false },
      { participant: idOf('tom'), isHost: false, role: 'candidate', isLead: false, isScorer: false },
    ]);
  });
});
