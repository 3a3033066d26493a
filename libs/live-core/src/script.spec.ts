import { LATE_FOR } from '@debrief/contracts';
import { cardRules } from './index';
import { DIMENSIONS, fullCard, idOf, room, START } from './testing';

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
    built.act('ana', { kind: 'hint.file', round: 1, fact: 'returns', dimension: null });
    built.scoring().locked('ana', 'kim', 'tom');
    expect(built.round.hints).toMatchObject([{ kind: 'fact', ref: 'returns' }]);
  });

  it('R36, R92: the hint says what it counts against, and what was asked for counts against nothing', () => {
    const give = { kind: 'fact.give', round: 1, fact: 'returns' } as const;
    const built = panel();
    expect(built.answer('ana', { ...give, asked: true, dimension: 'goal' })).toBe('bad-input');
    expect(built.answer('ana', { ...give, asked: false, dimension: 'nothing' })).toBe('bad-input');
    built.act('ana', { ...give, asked: false, dimension: 'goal' });
    expect(built.session.panels[1]?.hints).toMatchObject([{ ref: 'returns', dimension: 'goal' }]);
    expect(JSON.stringify(built.of('fact-given'))).not.toContain('goal');
  });

  it('R92: a hint is filed by any interviewer, again while the interview runs, later once', () => {
    const built = panel()
      .later(60_000)
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false })
      .act('ana', { kind: 'fact.give', round: 1, fact: 'fees', asked: false })
      .act('ana', { kind: 'fact.give', round: 1, fact: 'asked', asked: true });
    const file = (fact: string, dimension: string | null) =>
      ({ kind: 'hint.file', round: 1, fact, dimension }) as const;
    const filed = () => built.session.panels[1]?.hints.map(({ dimension }) => dimension);
    for (const name of ['tom', 'eve']) expect(built.answer(name, file('returns', 'goal'))).toBe('not-your-role');
    expect(built.answer('ana', file('asked', 'goal'))).toBe('not-found');
    expect(built.answer('ana', file('returns', 'nothing'))).toBe('bad-input');
    const before = built.events.length;
    built.act('kim', file('returns', 'goal'));
    expect(built.kinds(before)).toEqual(['r1.panel hint-filed']);
    built.act('kim', file('returns', 'goal'));
    expect(built.events).toHaveLength(before + 1);
    expect(built.act('ana', file('returns', 'user')).scoring() && filed()).toEqual(['user', undefined]);
    expect(built.answer('ana', file('returns', null))).toBe('not-now');
    expect(built.act('ana', file('fees', null)) && filed()).toEqual(['user', null]);
    expect(built.answer('ana', file('fees', 'goal'))).toBe('not-now');
    expect(built.locked('ana', 'kim', 'tom').round.hints?.map(({ dimension }) => dimension)).toEqual(['user', null]);
    expect(built.answer('ana', file('fees', 'goal'))).toBe('not-now');
  });

  it('R93: an interviewer answers for the help given; a watching scorer and the candidate are not asked', () => {
    const built = room({ format: 'panel' })
      .with('ana', 'tom')
      .admitted('ana', 'eve', 'observer', true)
      .briefed()
      .started()
      .later(60_000)
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false, dimension: 'goal' })
      .later(60_000)
      .scoring();
    const card = fullCard(3);
    const { now } = built;
    const after = {
      ...card,
      levels: card.levels.map((item) => ({
        ...item,
        evidence: item.evidence.map((each) => ({ ...each, from: now, to: now })),
      })),
    };
    const lock = (what = after) => ({ kind: 'card.lock', round: 1, card: what }) as const;
    expect(built.refused('ana', lock())).toMatchObject({
      code: 'no-evidence',
      fields: { 'levels.goal': expect.stringContaining('before') },
    });
    expect(built.answer('ana', lock(card))).toBe('ok');
    expect(built.answer('eve', lock())).toBe('ok');
    expect(built.answer('tom', lock())).toBe('ok');
  });

  it('R93: no interviewer locks over a hint that nobody has filed; a watching scorer and the candidate do', () => {
    const built = room({ format: 'panel' })
      .with('ana', 'tom')
      .admitted('ana', 'kim', 'interviewer')
      .admitted('ana', 'eve', 'observer', true)
      .briefed()
      .started()
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false })
      .act('ana', { kind: 'nudge.log', round: 1, phase: 'clarify' })
      .scoring();
    const lock = { kind: 'card.lock', round: 1, card: fullCard(2) } as const;
    for (const name of ['ana', 'kim'])
      expect(built.refused(name, lock)).toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('Returns by week'),
        fields: { hints: expect.any(String) },
      });
    for (const name of ['eve', 'tom']) expect(built.answer(name, lock)).toBe('ok');
    built.act('kim', { kind: 'hint.file', round: 1, fact: 'returns', dimension: null });
    expect(built.answer('ana', lock)).toBe('ok');
    // Opened without them, a card of theirs is late: nothing can be filed any more, and it is not held up.
    const late = panel().act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false }).scoring().session;
    const round = late.room.rounds[0];
    const rules = (openedAt: number | null) =>
      round &&
      cardRules(
        { ...round, openedAt },
        idOf('ana'),
        { dimensions: DIMENSIONS, redFlags: 3 },
        {
          self: undefined,
          panel: late.panels[1],
          now: START,
        },
      ).unfiled;
    expect([rules(null), rules(START)]).toEqual([['Returns by week'], []]);
  });

  it('R66, R93: a hint is filed after the end too, while its round waits and no longer', () => {
    const built = room()
      .with('ana', 'tom')
      .briefed()
      .started()
      .act('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: false })
      .act('ana', { kind: 'end.propose' })
      .act('tom', { kind: 'end.agree' });
    const file = { kind: 'hint.file', round: 1, fact: 'returns', dimension: 'goal' } as const;
    expect(built.session.room.status).toBe('ended');
    expect(built.answer('ana', { kind: 'card.lock', round: 1, card: fullCard(2) })).toBe('bad-input');
    expect(built.answer('ana', file)).toBe('ok');
    expect(built.later(LATE_FOR).answer('ana', file)).toBe('ended');
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
