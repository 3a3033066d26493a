import { END_COUNTDOWN, OBJECTION_TIME } from '@debrief/contracts';
import { fitPhases, planOf } from './index';
import type { ScriptEntry } from './state';
import { idOf, MINUTE, room } from './testing';

const minutesOf = (...args: Parameters<typeof planOf>): number =>
  planOf(...args).reduce((sum, { minutes }) => sum + minutes, 0);
const phasesOf = (...minutes: number[]) =>
  minutes.map((each, index) => ({ key: `p${index}`, name: `Phase ${index}`, minutes: each }));
const fitted = (...args: Parameters<typeof fitPhases>) => fitPhases(...args).map(({ minutes }) => minutes);

describe('solo', () => {
  const entries: ScriptEntry[] = [
    { kind: 'twist', id: 'fee', minute: 8, text: 'The late fee was dropped.' },
    { kind: 'fact', id: 'returns', minute: 3, label: 'Returns by week', answer: 'Half in the first.' },
    { kind: 'fact', id: 'fee', minute: 5, label: 'Late fee', answer: 'Two a day.' },
  ];
  const play = { kind: 'script.play', round: 1, entries } as const;
  const given = (built: ReturnType<typeof room>) => [
    ...built.round.facts.map(({ fact, at }) => [fact, (at - (built.round.startedAt ?? 0)) / MINUTE]),
    ...built.round.twists.map(({ twist, at }) => [twist, (at - (built.round.startedAt ?? 0)) / MINUTE]),
  ];

  it('R84: the script comes at its minutes, once, and a pause holds it back', () => {
    const built = room({ format: 'solo' }).with('ana').briefed().started().server(play);
    expect(given(built)).toEqual([]);
    built
      .later(3 * MINUTE)
      .server(play)
      .server(play);
    expect(given(built)).toEqual([['returns', 3]]);
    built.act('ana', { kind: 'clock.pause', round: 1 }).later(10 * MINUTE);
    expect(given(built.server(play))).toHaveLength(1);
    built
      .act('ana', { kind: 'clock.resume', round: 1 })
      .later(5 * MINUTE)
      .server(play);
    expect(given(built)).toEqual([
      ['returns', 3],
      ['fee', 18],
      ['fee', 18],
    ]);
    expect(built.session.panels[1]?.hints).toEqual([]);
    expect(built.scoring().locked('ana').round.hints).toEqual([]);
  });

  it('R84: what became due together comes in the order of its minutes', () => {
    const built = room({ format: 'solo' }).with('ana').briefed().started();
    built.later(9 * MINUTE).server(play);
    expect(built.kinds().slice(-3)).toEqual(['room fact-given', 'room fact-given', 'room twist-given']);
    expect(built.round.facts.map(({ fact }) => fact)).toEqual(['returns', 'fee']);
  });

  it('R84: only in the interview of a solo round, and by the server alone', () => {
    const led = room().with('ana', 'tom').briefed().started();
    expect(led.tryServer(play)).toMatchObject({ code: 'not-your-role' });
    const over = room({ format: 'solo' }).with('ana').briefed().started().scoring();
    expect(over.tryServer(play)).toMatchObject({ code: 'not-now' });
  });

  it('R11: nobody interviews in it', () => {
    const built = room({ format: 'solo' }).with('ana', 'tom').briefed();
    const admit = { kind: 'participant.admit', participant: idOf('tom'), as: 'interviewer' } as const;
    expect(built.answer('ana', admit)).toBe('not-now');
  });
});

describe('panel', () => {
  const opened = () =>
    room({ format: 'panel' })
      .with('ana', 'tom')
      .admitted('ana', 'kim', 'interviewer')
      .admitted('ana', 'eve', 'observer')
      .briefed()
      .started()
      .scoring()
      .locked('ana', 'tom', 'kim');
  const propose = { kind: 'swap.propose' } as const;

  it('R85: the swap happens after ten seconds, and one yes does not shorten them', () => {
    const built = opened().act('ana', propose);
    expect(built.answer('tom', { kind: 'swap.agree' })).toBe('not-now');
    built.later(OBJECTION_TIME - 1);
    expect(built.round.round).toBe(1);
    built.later(1);
    expect(built.round).toMatchObject({ round: 2, candidate: idOf('ana'), lead: idOf('tom') });
    expect(built.session.panels[2]?.promptVersion ?? null).toBeNull();
  });

  it.each(['tom', 'kim', 'ana'])('R85, R59: %s objects and nothing happens', (name) => {
    const built = opened().act('ana', propose).wait(5_000).act(name, { kind: 'swap.decline' }).later(OBJECTION_TIME);
    expect(built.round.round).toBe(1);
    expect(built.session.room.swap).toBeNull();
  });

  it('R59: an observer objects only to being candidate', () => {
    const built = opened().act('ana', propose);
    expect(built.answer('eve', { kind: 'swap.decline' })).toBe('not-your-role');
    const named = opened().act('ana', { kind: 'plan.change', candidate: idOf('eve') });
    expect(named.act('ana', propose).answer('eve', { kind: 'swap.decline' })).toBe('ok');
  });

  it('R85: the swap is off when somebody it needs is not here', () => {
    const built = opened().act('ana', propose).away('tom').later(OBJECTION_TIME);
    expect(built.round.round).toBe(1);
    expect(built.of('swap-declined')).toEqual([{ by: idOf('ana') }]);
  });

  it('R58: another interviewer proposes once the lead has been gone for a minute', () => {
    const built = opened();
    expect(built.answer('kim', propose)).toBe('not-your-role');
    built.act('ana', { kind: 'participant.leave' });
    expect(built.answer('kim', propose)).toBe('not-your-role');
    expect(built.wait(MINUTE).answer('kim', propose)).toBe('ok');
    expect(built.answer('tom', propose)).toBe('not-your-role');
  });

  it('R86: the lead ends, anybody objects, and one yes does not shorten the countdown', () => {
    const end = { kind: 'end.propose' } as const;
    const built = opened();
    for (const name of ['tom', 'kim', 'eve']) expect([name, built.answer(name, end)]).toEqual([name, 'not-your-role']);
    built.act('ana', end);
    expect(['tom', 'kim'].map((name) => built.answer(name, { kind: 'end.agree' }))).toEqual([
      'not-your-role',
      'not-your-role',
    ]);
    built.act('eve', { kind: 'end.cancel' }).later(END_COUNTDOWN);
    expect(built.session.room.status).toBe('live');
    expect(built.act('ana', end).later(END_COUNTDOWN).session.room.status).toBe('ended');
  });

  it('R86: others end while the lead is not here', () => {
    const built = opened().away('ana');
    expect(built.answer('kim', { kind: 'end.propose' })).toBe('ok');
    expect(built.answer('eve', { kind: 'end.propose' })).toBe('not-your-role');
  });

  it('R63, R86: in the lobby two people still agree to end', () => {
    const built = room({ format: 'panel' }).with('ana', 'tom').act('tom', { kind: 'end.propose' });
    expect(built.answer('ana', { kind: 'end.agree' })).toBe('ok');
  });
});

describe('fishbowl', () => {
  const gathered = () =>
    room({ format: 'fishbowl' })
      .with('ana')
      .admitted('ana', 'eve', 'observer', true)
      .admitted('ana', 'tom', 'seat')
      .admitted('ana', 'max', 'observer');

  it('R9: people who came to watch are not taken for candidates', () => {
    const built = room({ format: 'fishbowl' }).with('ana').admitted('ana', 'eve', 'observer');
    expect(built.session.room.nextCandidate).toBeNull();
    expect(gathered().session.room.nextCandidate).toBe(idOf('tom'));
  });

  it('R21, R22: one interviews, all others watch, and those named score', () => {
    const { round } = gathered().briefed().started();
    expect(round).toMatchObject({ candidate: idOf('tom'), lead: idOf('ana'), interviewers: [idOf('ana')] });
    expect(round.observers).toEqual([idOf('eve'), idOf('max')]);
    expect(round.scorers).toEqual([idOf('ana'), idOf('eve')]);
  });

  it('R11: the host gives the interviewer’s part away, and watches', () => {
    const built = gathered().admitted('ana', 'kim', 'interviewer').briefed('kim');
    expect(built.round).toMatchObject({ lead: idOf('kim'), candidate: idOf('tom') });
    expect(built.round.observers).toContain(idOf('ana'));
  });

  it('R51: the cards of scorers open with everybody’s', () => {
    const built = gathered().briefed().started().scoring().locked('ana', 'tom');
    expect(built.round.cards).toBeNull();
    expect(built.locked('eve').round.cards?.map(({ participant }) => participant)).toEqual(
      ['ana', 'tom', 'eve'].map(idOf),
    );
  });

  it('R44, R43: whoever watches reads until the cards are open', () => {
    const built = gathered().act('max', { kind: 'chat.say', text: 'before' }).briefed();
    const say = { kind: 'chat.say', text: 'hello' } as const;
    const share = { kind: 'note.share', round: 1, text: 'a note' } as const;
    for (const act of [say, share]) expect(built.answer('max', act)).toBe('not-your-role');
    built.started().scoring();
    for (const act of [say, share]) expect(built.answer('eve', act)).toBe('not-your-role');
    expect(built.answer('tom', say)).toBe('ok');
    built.locked('ana', 'tom', 'eve');
    for (const act of [say, share]) expect(built.answer('max', act)).toBe('ok');
  });

  it('R45: the performer stops it at any moment', () => {
    const built = gathered().briefed().started();
    expect(built.answer('eve', { kind: 'scoring.start', round: 1 })).toBe('not-your-role');
    built.act('tom', { kind: 'scoring.start', round: 1 });
    expect(built.round.scoring).toMatchObject({ reason: 'stopped' });
  });

  it('R86: nobody calls off the end that the performer asked for', () => {
    const built = gathered().briefed().started().act('tom', { kind: 'end.propose' });
    for (const name of ['ana', 'eve', 'max']) expect(built.answer(name, { kind: 'end.cancel' })).toBe('not-your-role');
    expect(built.answer('tom', { kind: 'end.cancel' })).toBe('ok');
    expect(built.later(END_COUNTDOWN).session.room.status).toBe('ended');
  });
});

describe('the door', () => {
  const enter = (name: string) => ({ kind: 'participant.enter', participant: idOf(name) }) as const;
  const turnAway = (name: string) => ({ kind: 'participant.turn-away', participant: idOf(name) }) as const;

  it('R87: somebody turned away stays out until the host admits them', () => {
    const built = room().with('ana', 'tom').act('ana', turnAway('eve'));
    expect(built.tryServer(enter('eve'))).toMatchObject({ code: 'forbidden' });
    expect(built.answer('ana', turnAway('eve'))).toBe('already-done');
    expect(built.answer('tom', turnAway('max'))).toBe('not-your-role');
    expect(built.answer('ana', turnAway('tom'))).toBe('not-now');
    built.admitted('ana', 'eve', 'observer');
    expect(built.session.room).toMatchObject({ turnedAway: [] });
    expect(built.session.room.people[idOf('eve')]?.presence).toBe('here');
  });

  it('R87, R12: turning away also ends an admission that waits for an agreement', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    built.admitted('ana', 'eve', 'observer');
    expect(Object.keys(built.session.room.admissions)).toEqual([idOf('eve')]);
    built.act('ana', turnAway('eve'));
    expect(built.answer('tom', { kind: 'admission.agree', participant: idOf('eve') })).toBe('not-found');
  });

  it.each(['kick', 'turn-away'] as const)('R8: after a %s nobody sits down by link', (how) => {
    const built = room().with('ana');
    if (how === 'kick') built.server(enter('tom')).act('ana', { kind: 'participant.kick', participant: idOf('tom') });
    else built.act('ana', turnAway('tom'));
    expect(built.tryServer(enter('tom again'))).toMatchObject({ code: 'not-now' });
    expect(built.session.room.people[idOf('tom again')]).toBeUndefined();
  });

  it('R88: the eighteenth waits', () => {
    const built = room({ format: 'fishbowl' }).with('ana');
    for (let n = 2; n <= 17; n++) built.admitted('ana', `person ${n}`, 'observer');
    const admit = { kind: 'participant.admit', participant: idOf('one more'), as: 'observer' } as const;
    expect(built.answer('ana', admit)).toBe('not-now');
    built.act('ana', { kind: 'participant.kick', participant: idOf('person 9') });
    expect(built.answer('ana', admit)).toBe('ok');
  });
});

describe('alone', () => {
  it('R45, R27: the candidate starts scoring, and an interviewer leads, only a minute after the lead left', () => {
    const built = room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'kim', 'interviewer');
    built.briefed().started().act('ana', { kind: 'participant.leave' }).act('kim', { kind: 'participant.leave' });
    const start = { kind: 'scoring.start', round: 1 } as const;
    expect(built.wait(MINUTE - 1).answer('tom', start)).toBe('not-your-role');
    expect(built.wait(1).act('tom', start).round.scoring?.reason).toBe('candidate-alone');
  });
});

describe('the plan', () => {
  it('R89: a long case loses five minutes from its longest phase in a swap', () => {
    expect(fitted('swap', phasesOf(4, 6, 7, 10, 4, 4))).toEqual([4, 6, 7, 5, 4, 4]);
    expect(fitted('swap', phasesOf(3, 4, 5, 4, 3, 1))).toEqual([3, 4, 5, 4, 3, 1]);
  });

  it('R89: where ten are too many, the rest goes minute by minute from the longest', () => {
    for (const format of ['solo', 'fishbowl'] as const) {
      const minutes = fitted(format, phasesOf(4, 6, 7, 10, 4, 4));
      expect(minutes.reduce((sum, each) => sum + each)).toBe(25);
      expect(Math.min(...minutes)).toBeGreaterThanOrEqual(4);
    }
    expect(fitted('one-way', phasesOf(20, 15))).toEqual([20, 15]);
    expect(fitted('panel', phasesOf(20, 15))).toEqual([20, 15]);
  });

  it.each([
    ['swap', 'long', 35, 90],
    ['swap', 'short', 20, 60],
    ['one-way', 'long', 35, 60],
    ['panel', 'long', 35, 60],
    ['fishbowl', 'long', 35, 75],
    ['solo', 'long', 35, 45],
  ] as const)('R90: %s, %s: interview of %i in %i minutes', (format, length, interview, total) => {
    expect(minutesOf(format, length, interview)).toBe(total);
  });
});
