import { idOf, room } from './testing';

const panel = () =>
  room({ format: 'panel' }).with('ana', 'tom', 'eve').admitted('ana', 'kim', 'interviewer').briefed().started();

describe('the guide in use', () => {
  it('R35: any interviewer gives a fact once, to everybody', () => {
    const built = panel();
    const give = { kind: 'fact.give', round: 1, fact: 'returns', asked: true } as const;
    expect(built.answer('tom', give)).toBe('not-your-role');
    expect(built.answer('eve', give)).toBe('not-your-role');
    const before = built.events.length;
    built.act('kim', give);
    expect(built.kinds(before)).toEqual(['room fact-given']);
    expect(built.round.facts).toMatchObject([{ fact: 'returns', label: 'Returns by week' }]);
    expect(built.answer('ana', give)).toBe('already-done');
    expect(panel().scoring().answer('ana', give)).toBe('not-now');
  });

  it('R36: a fact given unasked is told to the panel, and to all when the cards open', () => {
    const built = panel().act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false });
    expect(built.kinds().slice(-2)).toEqual(['room fact-given', 'r1.panel hint-logged']);
    expect(JSON.stringify(built.session.room)).not.toContain('"hints":[');
    built.scoring().locked('ana', 'kim', 'tom');
    expect(built.round.hints).toMatchObject([{ kind: 'fact', ref: 'returns' }]);
  });

  it('R37: twist once, nudges again and again, probes once and only known ones', () => {
    const built = panel();
    const twist = { kind: 'twist.give', round: 1, twist: 'no-fee' } as const;
    built.act('ana', twist);
    expect(built.answer('kim', twist)).toBe('already-done');
    const nudge = { kind: 'nudge.log', round: 1, phase: 'clarify' } as const;
    built.act('ana', nudge).act('kim', nudge);
    expect(built.session.panels[1]?.hints).toHaveLength(2);
    const probe = { kind: 'probe.ask', round: 1, probe: 'why-now' } as const;
    expect(built.answer('ana', { ...probe, supply: { known: false } })).toBe('not-found');
    built.act('ana', probe);
    expect(built.answer('kim', probe)).toBe('already-done');
    for (const act of [twist, nudge, probe]) expect(built.answer('tom', act)).toBe('not-your-role');
  });

  it('R38: interviewers split the dimensions among themselves', () => {
    const built = panel();
    const duty = (participant: string | null, dimension = 'goal') =>
      ({ kind: 'duty.set', round: 1, dimension, participant }) as const;
    expect(built.answer('ana', duty(idOf('tom')))).toBe('bad-input');
    expect(built.answer('ana', duty(idOf('kim'), 'nothing'))).toBe('bad-input');
    expect(built.answer('tom', duty(idOf('kim')))).toBe('not-your-role');
    expect(built.act('ana', duty(idOf('kim'))).session.panels[1]?.duties).toEqual({ goal: idOf('kim') });
    expect(built.act('kim', duty(null)).session.panels[1]?.duties).toEqual({});
    expect(built.scoring().answer('ana', duty(idOf('kim')))).toBe('not-now');
  });
});
