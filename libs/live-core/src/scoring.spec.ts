import { LATE_FOR } from '@debrief/contracts';
import { DIMENSIONS, fullCard, idOf, MINUTE, room } from './testing';

const running = () => room().with('ana', 'tom').briefed().started().later(MINUTE);
const scoring = () => running().scoring();
const panel = () =>
  room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'kim', 'interviewer').briefed().started().scoring();
const lock = (round = 1) => ({ kind: 'card.lock', round, card: fullCard() }) as const;

describe('scoring', () => {
  it('R45: the lead starts it, the candidate only when no interviewer is here', () => {
    const start = { kind: 'scoring.start', round: 1 } as const;
    expect(room().with('ana', 'tom').briefed().answer('ana', start)).toBe('not-now');
    const built = running();
    expect(built.answer('tom', start)).toBe('not-your-role');
    expect(built.away('ana').act('tom', start).of('scoring-started')).toMatchObject([{ reason: 'candidate-alone' }]);
    expect(scoring().of('scoring-started')).toMatchObject([{ reason: 'lead' }]);
    expect(scoring().answer('ana', start)).toBe('not-now');
  });

  it('R45, R31: scoring ends a pause', () => {
    const built = running().act('ana', { kind: 'clock.pause', round: 1 }).scoring();
    expect(built.kinds().slice(-2)).toEqual(['room clock-resumed', 'room scoring-started']);
    expect(built.round.pauses.every(({ to }) => to !== null)).toBe(true);
    expect(built.round.runs.at(-1)?.endedAt).toBe(built.now);
  });

  it.each([
    ['swap', 'long', 4],
    ['swap', 'short', 3],
    ['one-way', 'long', 5],
    ['panel', 'short', 5],
    ['solo', 'long', 3],
  ] as const)('R46: a %s session, %s, scores for %d minutes', (format, length, minutes) => {
    const built = room({ format, length }).with('ana', ...(format === 'solo' ? [] : ['tom']));
    expect(built.briefed().started().scoring().round.scoring?.endsAt).toBe(built.now + minutes * MINUTE);
  });

  it('R46: the lead extends the clock until the cards open', () => {
    const built = scoring();
    const extend = { kind: 'scoring.extend', round: 1, minutes: 2 } as const;
    expect(built.answer('tom', extend)).toBe('not-your-role');
    built.act('ana', extend).later(6 * MINUTE - 1);
    expect(built.round.scoring?.over).toBe(false);
    built.later(1);
    expect(built.round.scoring?.over).toBe(true);
    built.act('ana', extend);
    expect(built.round.scoring).toMatchObject({ over: false, endsAt: built.now + 2 * MINUTE, lapsesAt: null });
    expect(built.locked('ana', 'tom').answer('ana', extend)).toBe('not-now');
  });

  it('R46: a round whose successor has begun is not extended', () => {
    const built = scoring()
      .later(4 * MINUTE)
      .act('tom', { kind: 'swap.propose' })
      .act('ana', { kind: 'swap.agree' });
    expect(built.answer('ana', { kind: 'scoring.extend', round: 1, minutes: 2 })).toBe('not-now');
  });

  it('R47: each locks once, after the interview, and only who scores', () => {
    expect(running().answer('ana', lock())).toBe('not-now');
    const built = room().with('ana', 'tom', 'eve').briefed().started().scoring();
    expect(built.answer('eve', lock())).toBe('not-your-role');
    expect(built.answer('ana', lock(2))).toBe('not-found');
    expect(built.locked('ana').answer('ana', lock())).toBe('already-done');
    const named = room().with('ana', 'tom').admitted('ana', 'eve', 'observer', true).briefed().started().scoring();
    expect(named.answer('eve', lock())).toBe('ok');
  });

  it('R49: a lock cites nothing from before the interview or after now, and nobody may', () => {
    const built = room().with('ana', 'tom').later(60_000).briefed().started().later(60_000).scoring();
    const startedAt = built.round.startedAt ?? 0;
    for (const name of ['ana', 'tom']) {
      const lock = (at: number) => built.answer(name, { kind: 'card.lock', round: 1, card: fullCard(3, {}, at) });
      expect([lock(startedAt - 1), lock(startedAt), lock(built.now), lock(built.now + 1)]).toEqual([
        'bad-input',
        'ok',
        'ok',
        'bad-input',
      ]);
    }
  });

  it('R48, R49: an incomplete card is refused with its fields', () => {
    const built = scoring();
    const refusal = built.refused('ana', { ...lock(), card: fullCard(3, { overall: null, confidence: null }) });
    expect(refusal).toMatchObject({
      code: 'bad-input',
      fields: { overall: expect.any(String), confidence: expect.any(String) },
    });
    const bare = fullCard(3);
    const card = { ...bare, levels: bare.levels.map((item) => ({ ...item, evidence: [] })) };
    expect(built.refused('ana', { ...lock(), card })).toMatchObject({ code: 'no-evidence' });
    expect(built.answer('tom', { ...lock(), card: { ...card, confidence: null } })).toBe('ok');
  });

  it('R50: a lock tells the room who, and the card to its author only', () => {
    const built = scoring();
    const before = built.events.length;
    built.locked('ana');
    expect(built.events.slice(before).map(({ stream, kind }) => [stream, kind])).toEqual([
      [`self.${idOf('ana')}`, 'card-locked'],
      ['room', 'scorer-locked'],
    ]);
    expect(JSON.stringify(built.session.room)).not.toContain('evidence');
    expect(built.of('scorer-locked')).toEqual([{ round: 1, participant: idOf('ana'), at: built.now }]);
  });

  it('R50, R51, R55: the last lock opens the cards in the same decision', () => {
    const built = running().act('ana', { kind: 'nudge.log', round: 1, phase: 'clarify' }).scoring().locked('ana');
    const before = built.events.length;
    built.locked('tom');
    expect(built.kinds(before)).toEqual(['self card-locked', 'room scorer-locked', 'room cards-opened']);
    expect(built.round).toMatchObject({ stage: 'debrief', openedAt: built.now });
    expect(built.round.cards).toEqual([
      { participant: idOf('ana'), isSelf: false, lockedAt: built.now, card: fullCard() },
      { participant: idOf('tom'), isSelf: true, lockedAt: built.now, card: fullCard() },
    ]);
    expect(built.round.hints).toMatchObject([{ kind: 'nudge', ref: 'clarify' }]);
  });

  it('R51: everybody present must have locked, observers who score too', () => {
    const built = panel().locked('ana', 'tom');
    expect(built.round.cards).toBeNull();
    expect(built.locked('kim').round.cards).toHaveLength(3);
  });

  it('R51: with nobody present nothing opens', () => {
    const built = panel().locked('ana').away('kim', 'ana', 'tom');
    expect(built.round.cards).toBeNull();
  });

  it.each([
    ['away', (built: ReturnType<typeof panel>) => built.away('kim')],
    ['leaving', (built: ReturnType<typeof panel>) => built.act('kim', { kind: 'participant.leave' })],
    [
      'removed',
      (built: ReturnType<typeof panel>) => built.act('ana', { kind: 'participant.kick', participant: idOf('kim') }),
    ],
  ])('R54: the missing scorer %s opens the cards', (_how, go) => {
    const built = panel().locked('ana', 'tom');
    expect(go(built).round.cards).toHaveLength(2);
    expect(built.kinds().at(-1)).toBe('room cards-opened');
  });

  it('R54: coming back in time keeps the cards closed', () => {
    const built = panel().away('kim').locked('tom').back('kim').locked('ana');
    expect(built.round.cards).toBeNull();
  });

  it("R52: at the clock's end another's card opens them, the self-score alone does not", () => {
    const opened = scoring()
      .locked('ana')
      .later(4 * MINUTE);
    expect(opened.round.cards).toHaveLength(1);
    const waiting = scoring()
      .locked('tom')
      .later(4 * MINUTE);
    expect(waiting.round).toMatchObject({ cards: null, scoring: { over: true, lapsesAt: waiting.now + LATE_FOR } });
    expect(waiting.kinds().at(-1)).toBe('room scoring-over');
  });

  it("R52: a late tick adds nothing to the day, which begins at the clock's end", () => {
    const built = scoring();
    const endsAt = built.now + 4 * MINUTE;
    built.wait(60 * MINUTE).tick();
    expect(built.of('scoring-over')).toEqual([{ round: 1, at: built.now, lapsesAt: endsAt + LATE_FOR }]);
  });

  it('R52: a lock that arrives before the late tick is judged by the clock', () => {
    const built = scoring()
      .wait(4 * MINUTE)
      .locked('ana');
    expect(built.round.cards).toHaveLength(1);
    const self = scoring()
      .wait(4 * MINUTE)
      .locked('tom');
    expect(self.round.scoring?.over).toBe(true);
  });

  it('R53: while they wait the first other lock opens, the self-score does not', () => {
    const built = scoring()
      .later(4 * MINUTE)
      .locked('tom')
      .away('ana');
    expect(built.round.cards).toBeNull();
    expect(built.back('ana').locked('ana').round.cards).toHaveLength(2);
  });

  it('R53: after a day they lapse', () => {
    const built = scoring()
      .later(4 * MINUTE)
      .later(LATE_FOR - 1);
    expect(built.round.lapsedAt).toBeNull();
    expect(built.later(1).round.lapsedAt).toBe(built.now);
    expect(built.answer('ana', lock())).toBe('ended');
    expect(built.kinds().at(-1)).toBe('room cards-lapsed');
  });

  it('R56: a card after the opening is refused', () => {
    const built = scoring()
      .locked('ana')
      .later(4 * MINUTE);
    expect(built.refused('tom', lock())).toMatchObject({
      code: 'ended',
      message: expect.stringContaining('late card'),
    });
  });

  it('R57: alone, the own lock opens the card, also after the clock', () => {
    const solo = () => room({ format: 'solo' }).with('ana').briefed().started().scoring();
    expect(solo().locked('ana').round.cards).toHaveLength(1);
    expect(
      solo()
        .later(3 * MINUTE)
        .locked('ana').round.cards,
    ).toHaveLength(1);
    expect(solo().answer('ana', { kind: 'fact.give', round: 1, fact: 'returns', asked: true })).toBe('not-your-role');
  });

  it('R94: the lead assigns dimensions until scoring starts, and nobody else hears of it', () => {
    const begun = () =>
      room({ format: 'panel' })
        .with('ana', 'tom', 'joe')
        .admitted('ana', 'kim', 'interviewer')
        .admitted('ana', 'eve', 'observer', true)
        .briefed();
    const assign = (name: string, dimensions: string[] | null) =>
      ({ kind: 'scorer.assign', round: 1, participant: idOf(name), dimensions }) as const;
    const built = begun();
    for (const name of ['tom', 'kim', 'eve', 'joe'])
      expect(built.answer(name, assign('eve', ['goal']))).toBe('not-your-role');
    for (const name of ['tom', 'joe']) expect(built.answer('ana', assign(name, ['goal']))).toBe('bad-input');
    for (const wrong of [
      ['goal', 'goal'],
      ['goal', 'nothing'],
    ])
      expect(built.answer('ana', assign('eve', wrong))).toBe('bad-input');
    const before = built.events.length;
    built.act('ana', assign('eve', ['user', 'goal']));
    expect(built.events.slice(before).map(({ stream, kind }) => [stream, kind])).toEqual([
      ['r1.panel', 'scorer-assigned'],
      [`self.${idOf('eve')}`, 'dimensions-assigned'],
    ]);
    expect(built.of('dimensions-assigned')).toEqual([{ round: 1, dimensions: ['goal', 'user'] }]);
    expect(built.session.panels[1]?.assigned).toEqual({ [idOf('eve')]: ['goal', 'user'] });
    // All of them is none in particular.
    built.act('ana', assign('eve', ['goal', 'user', 'insight', 'solution']));
    expect(built.session.panels[1]?.assigned).toEqual({});
    expect(built.session.selves[idOf('eve')]?.assigned).toEqual({});
    built
      .started()
      .act('ana', assign('eve', ['insight']))
      .scoring();
    expect(built.answer('ana', assign('eve', null))).toBe('not-now');
  });

  it('R48, R50, R55, R94: twelve who watch judge one dimension each, and one opening carries every card', () => {
    const watchers = Array.from({ length: 12 }, (_, n) => `watcher ${n}`);
    const built = room({ format: 'fishbowl' }).with('ana').admitted('ana', 'tom', 'seat');
    for (const name of watchers) built.admitted('ana', name, 'observer', true);
    built.briefed();
    const one = (n: number) => DIMENSIONS[n % DIMENSIONS.length] ?? '';
    for (const [n, name] of watchers.entries())
      built.act('ana', { kind: 'scorer.assign', round: 1, participant: idOf(name), dimensions: [one(n)] });
    built.started().scoring().locked('ana', 'tom');
    const [first = ''] = watchers;
    expect(built.refused(first, lock())).toMatchObject({
      code: 'bad-input',
      fields: { 'levels.user': expect.any(String) },
    });
    const part = (n: number) => ({
      ...fullCard(),
      levels: fullCard().levels.filter(({ dimension }) => dimension === one(n)),
    });
    expect(built.answer(first, { ...lock(), card: { ...part(0), overall: null } })).toBe('bad-input');
    expect(built.answer(first, { ...lock(), card: part(1) })).toBe('bad-input');
    for (const [n, name] of watchers.entries()) {
      expect(built.round.cards).toBeNull();
      built.act(name, { ...lock(), card: part(n) });
    }
    expect(built.of('cards-opened')).toHaveLength(1);
    expect(built.round.cards?.map(({ card }) => card.levels.length)).toEqual([4, 4, ...watchers.map(() => 1)]);
  });
});
