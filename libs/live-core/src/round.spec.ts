import { applyEvent } from './index';
import { idOf, MINUTE, PROMPT, room } from './testing';

const pair = () => room().with('ana', 'tom');

describe('rounds', () => {
  it('R21: the brief is opened by the one who is not candidate', () => {
    const built = pair();
    expect(built.answer('tom', { kind: 'brief.open' })).toBe('not-your-role');
    built.briefed();
    expect(built.round).toMatchObject({ round: 1, stage: 'brief', candidate: idOf('tom'), lead: idOf('ana') });
    expect(built.session.room.status).toBe('live');
    expect(built.answer('ana', { kind: 'brief.open' })).toBe('not-now');
  });

  it('R21: not alone, not without the candidate, not by somebody who watches', () => {
    expect(room().with('ana').answer('ana', { kind: 'brief.open' })).toBe('not-now');
    expect(pair().away('tom').answer('ana', { kind: 'brief.open' })).toBe('not-now');
    expect(room().with('ana', 'tom', 'eve').answer('eve', { kind: 'brief.open' })).toBe('not-your-role');
  });

  it('R21: a solo session is opened by its candidate and led by nobody', () => {
    const built = room({ format: 'solo' }).with('ana').briefed().started();
    expect(built.round).toMatchObject({ candidate: idOf('ana'), lead: null, interviewers: [], scorers: [] });
  });

  it('R22: a panel takes its interviewers from the roster, four at most', () => {
    const built = room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'eve', 'observer', true);
    for (const name of ['kim', 'lea', 'max', 'joe']) built.admitted('ana', name, 'interviewer');
    built.briefed();
    expect(built.round.interviewers).toEqual(['ana', 'kim', 'lea', 'max'].map(idOf));
    expect(built.round.observers).toEqual(['eve', 'joe'].map(idOf));
    expect(built.round.scorers).toEqual(['ana', 'kim', 'lea', 'max', 'eve', 'joe'].map(idOf));
  });

  it('R22: the first two seats of a panel interview, one merely seated later watches', () => {
    const built = room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'eve', 'seat');
    built
      .admitted('ana', 'kim', 'interviewer')
      .act('ana', { kind: 'plan.change', candidate: idOf('kim') })
      .briefed();
    expect(built.round).toMatchObject({ interviewers: [idOf('ana'), idOf('tom')], observers: [idOf('eve')] });
  });

  it('R23: the chosen prompt goes to the panel only', () => {
    const built = pair().briefed();
    expect(built.kinds().slice(-2)).toEqual(['room round-opened', 'r1.panel prompt-chosen']);
    expect(JSON.stringify(built.session.room)).not.toContain(PROMPT.prompt);
    expect(JSON.stringify(built.started().session.room)).toContain(PROMPT.prompt);
  });

  it('R24: only the lead replaces the prompt and starts, in the brief', () => {
    const built = pair().briefed();
    expect(built.answer('tom', { kind: 'prompt.replace', round: 1 })).toBe('not-your-role');
    expect(built.answer('tom', { kind: 'round.start', round: 1 })).toBe('not-your-role');
    expect(built.answer('ana', { kind: 'round.start', round: 2 })).toBe('not-found');
    built.act('ana', { kind: 'prompt.replace', round: 1 }).started();
    expect(built.round.prompt?.promptVersion.prompt).toBe('night-buses');
    expect(built.answer('ana', { kind: 'prompt.replace', round: 1 })).toBe('not-now');
    expect(built.answer('ana', { kind: 'round.start', round: 1 })).toBe('not-now');
  });

  it('R25: no start on a known prompt, another version, or without the candidate', () => {
    const built = pair().briefed();
    const start = (supply = {}) => built.answer('ana', { kind: 'round.start', round: 1, supply });
    expect(start({ seen: true })).toBe('guide-seen');
    expect(start({ promptVersion: { ...PROMPT, version: 2 } })).toBe('conflict');
    expect(start()).toBe('ok');
    built.away('tom');
    expect(start()).toBe('not-now');
  });

  it('R26: the prompt and the first phase begin together', () => {
    const built = pair().briefed().wait(90_000).started();
    expect(built.of('interview-started')[0]?.at).toBe(built.now);
    expect(built.of('phase-started')).toEqual([{ round: 1, index: 0, at: built.now }]);
  });

  it('R91: a round keeps the rubric that was current when its prompt appeared', () => {
    const built = pair().briefed();
    expect(built.round.rubric).toBeNull();
    built.act('ana', { kind: 'round.start', round: 1, supply: { rubric: 7 } });
    expect(built.of('interview-started')[0]?.rubric).toBe(7);
    expect(built.round.rubric).toBe(7);
  });

  it('R91: a log from before there were versions means version 1', () => {
    const built = pair().briefed();
    const before = built.session;
    built.started();
    const [started] = built.of('interview-started');
    if (!started) throw new Error('the round has not started');
    const { rubric: _, ...payload } = started;
    const folded = applyEvent(before, { stream: 'room', kind: 'interview-started', payload });
    expect(folded.room.rounds[0]?.rubric).toBe(1);
  });

  it('R27: an interviewer takes the lead from somebody away or long gone, not from somebody here', () => {
    const panel = () =>
      room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'kim', 'interviewer').briefed().started();
    const take = { kind: 'lead.take', round: 1 } as const;
    expect(panel().answer('kim', take)).toBe('not-now');
    expect(panel().answer('ana', take)).toBe('already-done');
    const away = panel().away('ana');
    expect(away.answer('tom', take)).toBe('not-your-role');
    expect(away.act('kim', take).round.lead).toBe(idOf('kim'));
    const left = panel().act('ana', { kind: 'participant.leave' });
    expect(left.wait(59_999).answer('kim', take)).toBe('not-now');
    expect(left.wait(1).answer('kim', take)).toBe('ok');
    const over = panel().scoring().locked('ana', 'kim', 'tom').away('ana');
    expect(over.answer('kim', take)).toBe('not-now');
  });
});

describe('clock', () => {
  const running = () => pair().briefed().started();

  it('R28: a due phase is logged once and does not end', () => {
    const built = running().later(10 * MINUTE - 1);
    expect(built.of('phase-due')).toEqual([]);
    built.later(1).later(MINUTE);
    expect(built.of('phase-due')).toEqual([{ round: 1, index: 0, at: built.now - MINUTE }]);
    expect(built.round.runs).toHaveLength(1);
  });

  it('R29: the lead moves on from the phase they see, and not beyond the last', () => {
    const built = running().later(MINUTE);
    const next = (from: number) => ({ kind: 'phase.next', round: 1, from }) as const;
    expect(built.answer('tom', next(0))).toBe('not-your-role');
    built.act('ana', next(0));
    expect(built.answer('ana', next(0))).toBe('conflict');
    expect(built.answer('ana', next(1))).toBe('not-now');
    expect(built.round.runs.map(({ endedAt }) => endedAt)).toEqual([built.now, null]);
  });

  it('R30: the candidate is done once per phase', () => {
    const built = running();
    const done = (index: number) => ({ kind: 'phase.done', round: 1, index }) as const;
    expect(built.answer('ana', done(0))).toBe('not-your-role');
    expect(built.answer('tom', done(1))).toBe('conflict');
    built.act('tom', done(0));
    expect(built.answer('tom', done(0))).toBe('already-done');
    expect(built.act('ana', { kind: 'phase.next', round: 1, from: 0 }).answer('tom', done(1))).toBe('ok');
  });

  it('R31: a pause counts for nothing and ends by itself', () => {
    const built = running()
      .later(9 * MINUTE)
      .act('ana', { kind: 'clock.pause', round: 1 });
    expect(built.answer('ana', { kind: 'clock.pause', round: 1 })).toBe('already-done');
    built.later(14 * MINUTE).later(MINUTE);
    expect(built.of('clock-resumed')).toEqual([{ round: 1, at: built.now, reason: 'pause-limit' }]);
    expect(built.of('phase-due')).toEqual([]);
    built.later(MINUTE);
    expect(built.of('phase-due')).toHaveLength(1);
  });

  it('R96: a timekeeper moves the clock beside the lead, and nothing else', () => {
    const built = room({ format: 'fishbowl' })
      .with('ana')
      .admitted('ana', 'tom', 'seat')
      .admitted('ana', 'kim', 'observer')
      .briefed()
      .started();
    const pause = { kind: 'clock.pause', round: 1 } as const;
    const set = (who: string | null) =>
      ({ kind: 'timekeeper.set', round: 1, participant: who === null ? null : idOf(who) }) as const;
    expect(built.answer('kim', pause)).toBe('not-your-role');
    expect(built.answer('kim', set('kim'))).toBe('not-your-role');
    for (const who of ['ana', 'tom', 'nobody']) expect(built.answer('ana', set(who))).toBe('bad-input');
    built.act('ana', set('kim'));
    expect(built.round.timekeeper).toBe(idOf('kim'));
    expect(built.answer('ana', set('kim'))).toBe('already-done');
    built.act('kim', pause).act('kim', { kind: 'clock.resume', round: 1 }).later(MINUTE);
    built.act('kim', { kind: 'clock.add', round: 1, minutes: 2 });
    built.act('kim', { kind: 'phase.next', round: 1, from: 0 }).act('ana', pause);
    expect(built.answer('kim', { kind: 'scoring.start', round: 1 })).toBe('not-your-role');
    built.act('ana', set(null));
    expect(built.answer('kim', { kind: 'clock.resume', round: 1 })).toBe('not-your-role');
    expect(built.scoring().answer('ana', set('kim'))).toBe('not-now');
  });

  it('R31: the lead resumes', () => {
    const built = running();
    expect(built.answer('ana', { kind: 'clock.resume', round: 1 })).toBe('already-done');
    built.act('ana', { kind: 'clock.pause', round: 1 }).later(MINUTE);
    expect(built.answer('tom', { kind: 'clock.resume', round: 1 })).toBe('not-your-role');
    expect(built.act('ana', { kind: 'clock.resume', round: 1 }).round.pauses).toEqual([
      { from: built.now - MINUTE, to: built.now },
    ]);
  });

  it('R32, R33: added minutes move the phase and the limit', () => {
    const built = running();
    expect(built.answer('tom', { kind: 'clock.add', round: 1, minutes: 2 })).toBe('not-your-role');
    built.act('ana', { kind: 'clock.add', round: 1, minutes: 2 }).later(12 * MINUTE - 1);
    expect(built.of('phase-due')).toEqual([]);
    built.later(1);
    expect(built.of('phase-due')).toHaveLength(1);
    built.later(13.5 * MINUTE - 1);
    expect(built.round.stage).toBe('interview');
    expect(built.later(1).round.stage).toBe('scoring');
  });

  it('R33: warns at five and one minute, once each, and starts scoring at the limit', () => {
    const built = running()
      .later(17.5 * MINUTE)
      .later(MINUTE)
      .later(3 * MINUTE);
    expect(built.of('limit-warned').map(({ minutes }) => minutes)).toEqual([5, 1]);
    built.later(MINUTE);
    expect(built.of('scoring-started')).toEqual([
      { round: 1, at: built.now, endsAt: built.now + 4 * MINUTE, reason: 'limit' },
    ]);
  });

  it('R33: does not warn of five minutes in an interview shorter than that', () => {
    const phases = [{ key: 'only', name: 'Only', minutes: 2 }];
    const built = pair().briefed().act('ana', { kind: 'round.start', round: 1, supply: { phases } }).tick();
    expect(built.of('limit-warned')).toEqual([]);
    expect(
      built
        .later(2 * MINUTE)
        .of('limit-warned')
        .map(({ minutes }) => minutes),
    ).toEqual([1]);
  });
});
