import { END_COUNTDOWN, LATE_FOR, OBJECTION_TIME } from '@debrief/contracts';
import { isSealed } from './index';
import { fullCard, idOf, MINUTE, PROMPT, room } from './testing';

const opened = () => room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
const propose = { kind: 'swap.propose' } as const;
const agree = { kind: 'swap.agree' } as const;

describe('swap', () => {
  it('R58: proposed by lead or candidate, once the round is judged', () => {
    expect(room().with('ana', 'tom').answer('ana', propose)).toBe('not-now');
    expect(room().with('ana', 'tom').briefed().started().scoring().answer('ana', propose)).toBe('not-now');
    const built = room().with('ana', 'tom', 'eve').briefed().started().scoring().locked('ana', 'tom');
    expect(built.answer('eve', propose)).toBe('not-your-role');
    expect(built.answer('tom', propose)).toBe('ok');
    expect(built.act('ana', propose).answer('tom', propose)).toBe('already-done');
  });

  it('R58: also while a lost card is waited for, and after it lapsed', () => {
    const waiting = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .scoring()
      .later(4 * MINUTE);
    expect(waiting.answer('ana', propose)).toBe('ok');
    expect(waiting.later(LATE_FOR).answer('ana', propose)).toBe('ok');
  });

  it('R58: not one way, not solo; in a panel by the lead', () => {
    const oneWay = room({ format: 'one-way' }).with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    expect(oneWay.answer('ana', propose)).toBe('not-now');
    const solo = room({ format: 'solo' }).with('ana').briefed().started().scoring().locked('ana');
    expect(solo.answer('ana', propose)).toBe('not-now');
    const panel = room({ format: 'panel' }).with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    expect(panel.answer('tom', propose)).toBe('not-your-role');
    expect(panel.answer('ana', propose)).toBe('ok');
  });

  it('R59: the other agrees; either declines', () => {
    const built = opened();
    expect(built.answer('tom', agree)).toBe('not-now');
    built.act('ana', propose);
    expect(built.answer('ana', agree)).toBe('not-your-role');
    built.act('tom', { kind: 'swap.decline' });
    expect(built.session.room.swap).toBeNull();
    expect(built.answer('tom', { kind: 'swap.decline' })).toBe('not-now');
  });

  it('R60, R23: agreement starts round two with the roles turned round', () => {
    const built = opened().act('ana', propose);
    const before = built.events.length;
    built.act('tom', agree);
    expect(built.kinds(before)).toEqual(['room swap-agreed', 'room round-opened', 'r2.panel prompt-chosen']);
    expect(built.round).toMatchObject({ round: 2, candidate: idOf('ana'), lead: idOf('tom'), scorers: [idOf('tom')] });
    expect(built.started().scoring().locked('ana', 'tom').round.cards).toHaveLength(2);
  });

  it("R60: a named candidate goes first, a panel's interviewers stay", () => {
    const built = room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'kim', 'interviewer');
    built.admitted('ana', 'eve', 'observer').briefed().started().scoring().locked('ana', 'tom', 'kim');
    built
      .act('ana', { kind: 'plan.change', candidate: idOf('eve') })
      .act('ana', propose)
      .later(OBJECTION_TIME);
    expect(built.round).toMatchObject({ candidate: idOf('eve'), lead: idOf('tom'), observers: [] });
    expect(built.round.interviewers).toEqual([idOf('tom'), idOf('ana'), idOf('kim')]);
  });

  it('R60: the same candidate again keeps the lead', () => {
    const built = opened()
      .act('ana', { kind: 'plan.change', candidate: idOf('tom') })
      .act('ana', propose)
      .act('tom', agree);
    expect(built.round).toMatchObject({ candidate: idOf('tom'), lead: idOf('ana') });
  });

  it('R61: both must be here; without a prompt the lead chooses', () => {
    const built = opened().act('tom', propose).away('tom');
    expect(built.answer('ana', agree)).toBe('not-now');
    built.back('tom').act('ana', { ...agree, supply: { promptVersion: null } });
    const start = { kind: 'round.start', round: 2, supply: { promptVersion: PROMPT } } as const;
    expect(built.answer('tom', start)).toBe('conflict');
    built.act('tom', { kind: 'prompt.replace', round: 2, supply: { promptVersion: PROMPT } });
    expect(built.answer('tom', start)).toBe('ok');
  });

  it('R62: a lost card of round one opens it while round two runs', () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .scoring()
      .later(4 * MINUTE);
    built.act('ana', propose).act('tom', agree).started();
    built.act('ana', { kind: 'card.lock', round: 1, card: fullCard() });
    expect(built.session.room.rounds.map(({ stage }) => stage)).toEqual(['debrief', 'interview']);
  });
});

describe('end', () => {
  const end = { kind: 'end.propose' } as const;

  it('R63: runs for ten seconds, can be undone by anybody, ends at once when another agrees', () => {
    const built = room().with('ana', 'tom', 'eve').briefed().started();
    expect(built.answer('eve', end)).toBe('not-your-role');
    built
      .act('tom', end)
      .later(END_COUNTDOWN - 1)
      .act('eve', { kind: 'end.cancel' })
      .later(1);
    expect(built.session.room.status).toBe('live');
    expect(built.answer('ana', { kind: 'end.cancel' })).toBe('not-now');
    built.act('tom', end);
    expect(built.answer('ana', end)).toBe('already-done');
    expect(built.answer('tom', { kind: 'end.agree' })).toBe('not-your-role');
    expect(built.answer('eve', { kind: 'end.agree' })).toBe('not-your-role');
    built.act('ana', { kind: 'end.agree' });
    expect(built.of('session-ended')).toEqual([{ at: built.now, reason: 'agreed' }]);
  });

  it('R63: the countdown ends the session', () => {
    const built = opened().act('tom', end).later(END_COUNTDOWN);
    expect(built.of('session-ended')).toEqual([{ at: built.now, reason: 'countdown' }]);
    expect(built.session.room).toMatchObject({ status: 'ended', end: null, endedAt: built.now });
  });

  it('R63: in the lobby everybody but watchers may end', () => {
    const built = room().with('ana', 'tom', 'eve');
    expect(built.answer('tom', end)).toBe('ok');
    expect(built.answer('eve', end)).toBe('not-your-role');
    expect(built.answer('tom', { kind: 'end.agree' })).toBe('not-now');
  });

  it('R64: somebody alone ends at once', () => {
    const built = room().with('ana', 'tom').briefed().started().away('ana').act('tom', end);
    expect(built.of('session-ended')).toMatchObject([{ reason: 'alone' }]);
  });

  it('R65: during the interview the clock is put at its end, and cards wait', () => {
    const built = room().with('ana', 'tom').briefed().started().act('ana', { kind: 'clock.pause', round: 1 });
    const before = built.events.length;
    built.act('ana', end).act('tom', { kind: 'end.agree' });
    expect(built.kinds(before + 1)).toEqual(
      ['clock-resumed', 'scoring-started', 'scoring-over', 'session-ended'].map((kind) => `room ${kind}`),
    );
    expect(built.round.scoring).toMatchObject({
      reason: 'session-ended',
      endsAt: built.now,
      lapsesAt: built.now + LATE_FOR,
    });
  });

  it('R65: during scoring, cards that can open do so before the end', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana');
    built.act('ana', end).act('tom', { kind: 'end.agree' });
    expect(built.kinds().slice(-2)).toEqual(['room cards-opened', 'room session-ended']);
    const waits = room().with('ana', 'tom').briefed().started().scoring().locked('tom').later(MINUTE);
    waits.act('ana', end).act('tom', { kind: 'end.agree' });
    expect(waits.kinds().slice(-2)).toEqual(['room scoring-over', 'room session-ended']);
    expect(waits.round.scoring?.endsAt).toBe(waits.now);
  });

  it('R66, R53, R47: after the end only marks and locks of a waiting round are accepted', () => {
    const built = room().with('ana', 'tom').briefed().started().act('ana', end).act('tom', { kind: 'end.agree' });
    for (const act of [{ kind: 'chat.say', text: 'hello' }, propose, end, { kind: 'participant.leave' }] as const)
      expect(built.answer('ana', act)).toBe('ended');
    const mark = { kind: 'mark.set', round: 1, mark: idOf('m1'), dimension: 'goal', markKind: 'quote' } as const;
    built.later(MINUTE).act('ana', mark).locked('tom');
    expect(built.round.cards).toBeNull();
    expect(built.locked('ana').round.cards).toHaveLength(2);
    expect(built.answer('ana', { ...mark, mark: idOf('m2') })).toBe('not-now');
  });

  it('R67: sealed when ended and every round is closed', () => {
    const built = room().with('ana', 'tom');
    expect(isSealed(built.session)).toBe(false);
    expect(isSealed(room().with('ana').act('ana', end).session)).toBe(true);
    const brief = room().with('ana', 'tom').briefed().act('ana', end).act('tom', { kind: 'end.agree' });
    expect(isSealed(brief.session)).toBe(true);
    const open = opened();
    expect(isSealed(open.session)).toBe(false);
    expect(isSealed(open.act('ana', end).act('tom', { kind: 'end.agree' }).session)).toBe(true);
    const waits = room().with('ana', 'tom').briefed().started().act('ana', end).act('tom', { kind: 'end.agree' });
    expect(isSealed(waits.session)).toBe(false);
    expect(isSealed(waits.later(LATE_FOR).session)).toBe(true);
  });
});
