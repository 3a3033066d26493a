import { idOf, MINUTE, room } from './testing';

const people = (built: ReturnType<typeof room>) =>
  Object.values(built.session.room.people).map(({ seat, presence }) => [seat, presence]);

describe('roster', () => {
  it('R7: seats the host when the session is created, once', () => {
    const built = room().with('ana');
    expect(people(built)).toEqual([[0, 'here']]);
    const again = { kind: 'session.create', host: idOf('eve'), format: 'swap', type: 'metrics' } as const;
    const decision = built.tryServer({ ...again, length: 'long', mode: 'stress', hostFirst: 'candidate' });
    expect(decision).toMatchObject({ ok: false, code: 'already-done' });
  });

  it('R8: seats the second person by link and lets the third wait', () => {
    const built = room().with('ana', 'tom');
    expect(built.session.room.people[idOf('tom')]?.seat).toBe(1);
    const third = built.tryServer({ kind: 'participant.enter', participant: idOf('eve') });
    expect(third).toMatchObject({ ok: false, code: 'not-now' });
    expect(built.session.room.people[idOf('eve')]).toBeUndefined();
  });

  it.each(['solo', 'fishbowl'] as const)('R8: nobody sits down by link in a %s session', (format) => {
    const built = room({ format }).with('ana');
    expect(built.tryServer({ kind: 'participant.enter', participant: idOf('tom') })).toMatchObject({ code: 'not-now' });
  });

  it('R8, R17: nobody sits down by link in a locked room; only the host locks', () => {
    const built = room().with('ana').act('ana', { kind: 'room.lock', locked: true });
    expect(built.tryServer({ kind: 'participant.enter', participant: idOf('tom') })).toMatchObject({ code: 'not-now' });
    built.act('ana', { kind: 'room.lock', locked: false });
    built.server({ kind: 'participant.enter', participant: idOf('tom') });
    expect(built.answer('tom', { kind: 'room.lock', locked: true })).toBe('not-your-role');
  });

  it.each([
    ['interviewer', 'tom'],
    ['candidate', 'ana'],
  ] as const)('R9: with the host first as %s, %s is candidate', (hostFirst, candidate) => {
    const built = room({ hostFirst }).with('ana');
    expect(built.session.room.nextCandidate).toBeNull();
    built.server({ kind: 'participant.enter', participant: idOf('tom') });
    expect(built.session.room.nextCandidate).toBe(idOf(candidate));
  });

  it('R9: names the next to sit down when the candidate has gone', () => {
    const built = room()
      .with('ana', 'tom')
      .act('ana', { kind: 'participant.kick', participant: idOf('tom') });
    built.admitted('ana', 'eve', 'seat');
    expect(built.session.room.nextCandidate).toBe(idOf('eve'));
  });

  it('R10: takes somebody back into their old seat, and nobody who was removed', () => {
    const built = room().with('ana', 'tom').act('tom', { kind: 'participant.leave' });
    built.server({ kind: 'participant.enter', participant: idOf('tom') });
    expect(built.session.room.people[idOf('tom')]).toMatchObject({ seat: 1, presence: 'here' });
    built.act('ana', { kind: 'participant.kick', participant: idOf('tom') });
    expect(built.tryServer({ kind: 'participant.enter', participant: idOf('tom') })).toMatchObject({
      code: 'forbidden',
    });
    expect(built.answer('ana', { kind: 'participant.admit', participant: idOf('tom'), as: 'seat' })).toBe('forbidden');
  });

  it('R10: lets nobody new in after the end', () => {
    const built = room().with('ana').act('ana', { kind: 'end.propose' });
    expect(built.tryServer({ kind: 'participant.enter', participant: idOf('tom') })).toMatchObject({ code: 'ended' });
    expect(built.tryServer({ kind: 'participant.enter', participant: idOf('ana') })).toEqual({ ok: true, events: [] });
  });

  it('R11: lets the host admit, and the lead alone ask an interviewer in during a round', () => {
    const built = room().with('ana', 'tom', 'eve');
    const admit = (as: 'observer' | 'interviewer', who = 'max') =>
      ({ kind: 'participant.admit', participant: idOf(who), as }) as const;
    expect(built.answer('tom', admit('observer'))).toBe('not-your-role');
    expect(built.answer('ana', admit('interviewer'))).toBe('not-now');
    built.briefed();
    expect(built.answer('tom', admit('interviewer'))).toBe('not-your-role');
    built
      .act('ana', admit('interviewer'))
      .act('ana', admit('interviewer', 'kim'))
      .act('ana', admit('interviewer', 'lea'));
    expect(built.round.interviewers).toEqual(['ana', 'max', 'kim', 'lea'].map(idOf));
    expect(built.answer('ana', admit('interviewer', 'joe'))).toBe('not-now');
  });

  it('R11: the host who does not lead cannot ask an interviewer in', () => {
    const built = room({ hostFirst: 'candidate' }).with('ana', 'tom').briefed('tom').started();
    const admit = { kind: 'participant.admit', participant: idOf('max'), as: 'interviewer' } as const;
    expect(built.answer('ana', admit)).toBe('not-your-role');
    expect(built.act('tom', admit).round.interviewers).toEqual([idOf('tom'), idOf('max')]);
  });

  it('R12: asks the candidates of opened rounds before somebody new is admitted', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    built.admitted('ana', 'max', 'observer');
    expect(built.session.room.people[idOf('max')]).toBeUndefined();
    expect(built.answer('ana', { kind: 'participant.admit', participant: idOf('max'), as: 'observer' })).toBe(
      'already-done',
    );
    expect(built.answer('ana', { kind: 'admission.agree', participant: idOf('max') })).toBe('not-your-role');
    built.act('tom', { kind: 'admission.agree', participant: idOf('max') });
    expect(built.session.room.people[idOf('max')]).toMatchObject({ seat: 2, presence: 'here' });
    expect(built.session.room.admissions).toEqual({});
  });

  it('R12: takes the asking of a host who was candidate as their agreement', () => {
    const built = room({ hostFirst: 'candidate' }).with('ana', 'tom').briefed('tom').started().scoring();
    built.locked('ana', 'tom').admitted('ana', 'max', 'observer');
    expect(built.session.room.people[idOf('max')]).toBeDefined();
  });

  it('R12, R13: gives the role in a running round once everybody has agreed', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    built.act('ana', { kind: 'swap.propose' }).act('tom', { kind: 'swap.agree' });
    built.admitted('ana', 'max', 'observer', true).act('tom', { kind: 'admission.agree', participant: idOf('max') });
    expect(built.round).toMatchObject({ round: 2, observers: [idOf('max')], scorers: [idOf('tom'), idOf('max')] });
  });

  it('R13: seats somebody as observer of the running round, or for the coming one', () => {
    const built = room().with('ana', 'tom').briefed().started().admitted('ana', 'eve', 'seat');
    expect(built.round.observers).toEqual([idOf('eve')]);
    const before = room().with('ana', 'tom').admitted('ana', 'eve', 'observer', true).briefed();
    expect(before.round).toMatchObject({ observers: [idOf('eve')], scorers: [idOf('ana'), idOf('eve')] });
  });

  it('R13: gives nobody a role in a round that is being scored', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().admitted('ana', 'eve', 'observer', true);
    expect(built.round.observers).toEqual([]);
    expect(built.round.scorers).toEqual([idOf('ana')]);
  });

  it('R14: lets an observer become scorer and interviewer, and nobody anything less', () => {
    const built = room().with('ana', 'tom', 'eve').briefed().started();
    const give = (who: string, as: 'observer' | 'interviewer' | 'seat', scorer = false) =>
      ({ kind: 'participant.admit', participant: idOf(who), as, scorer }) as const;
    built.act('ana', give('eve', 'observer', true));
    expect(built.round.scorers).toEqual([idOf('ana'), idOf('eve')]);
    expect(built.answer('ana', give('eve', 'observer'))).toBe('not-now');
    built.act('ana', give('eve', 'interviewer'));
    expect(built.round).toMatchObject({ interviewers: [idOf('ana'), idOf('eve')], observers: [] });
    expect(built.answer('ana', give('eve', 'observer'))).toBe('not-now');
    expect(built.answer('ana', give('tom', 'interviewer'))).toBe('not-now');
    expect(built.answer('ana', give('eve', 'interviewer'))).toBe('already-done');
    expect(built.answer('ana', give('eve', 'seat'))).toBe('already-done');
  });

  it('R14: fixes roles once scoring has started', () => {
    const built = room().with('ana', 'tom', 'eve').briefed().started().scoring();
    const admit = { kind: 'participant.admit', participant: idOf('eve'), as: 'observer', scorer: true } as const;
    expect(built.answer('ana', admit)).toBe('not-now');
  });

  it('R15: only the host removes people, never themselves', () => {
    const built = room().with('ana', 'tom');
    const kick = (who: string) => ({ kind: 'participant.kick', participant: idOf(who) }) as const;
    expect(built.answer('tom', kick('ana'))).toBe('not-your-role');
    expect(built.answer('ana', kick('ana'))).toBe('bad-input');
    expect(built.answer('ana', kick('eve'))).toBe('not-found');
    expect(built.act('ana', kick('tom')).session.room.people[idOf('tom')]?.presence).toBe('kicked');
    expect(built.answer('ana', kick('tom'))).toBe('already-done');
    expect(built.answer('tom', { kind: 'chat.say', text: 'hello' })).toBe('forbidden');
  });

  it('R16: leaving ends nothing for the others and lowers the hand', () => {
    const built = room().with('ana', 'tom').act('tom', { kind: 'hand.raise', raised: true });
    built.act('tom', { kind: 'participant.ready', ready: true }).act('tom', { kind: 'participant.leave' });
    expect(built.session.room).toMatchObject({ status: 'lobby' });
    expect(built.session.room.people[idOf('tom')]).toMatchObject({ presence: 'left', ready: false, handRaised: false });
  });

  it('R16: the swap of somebody who leaves falls', () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    built.act('tom', { kind: 'swap.propose' }).act('tom', { kind: 'participant.leave' });
    expect(built.session.room.swap).toBeNull();
  });

  it('R16: the last one leaving ends the session', () => {
    const built = room().with('ana', 'tom').briefed().started();
    built.act('tom', { kind: 'participant.leave' }).act('ana', { kind: 'participant.leave' });
    expect(built.kinds().slice(-3)).toEqual(['room scoring-started', 'room scoring-over', 'room session-ended']);
    expect(built.of('session-ended')).toMatchObject([{ reason: 'everyone-left' }]);
  });

  it('R18: host or lead change the plan, in lobby and debrief, for somebody who is here', () => {
    const built = room().with('ana', 'tom', 'eve');
    const plan = (who: string) => ({ kind: 'plan.change', candidate: idOf(who) }) as const;
    expect(built.answer('tom', plan('ana'))).toBe('not-your-role');
    expect(built.act('ana', plan('ana')).session.room.nextCandidate).toBe(idOf('ana'));
    expect(built.away('tom').answer('ana', plan('tom'))).toBe('not-now');
    built.back('tom').act('ana', plan('tom')).briefed().started();
    expect(built.answer('ana', plan('eve'))).toBe('not-now');
    built.scoring().locked('ana', 'tom');
    expect(built.answer('ana', plan('eve'))).toBe('ok');
    expect(built.act('ana', { kind: 'swap.propose' }).answer('ana', plan('eve'))).toBe('not-now');
  });

  it('R19: logs away and back when they change something', () => {
    const built = room().with('ana', 'tom').wait(MINUTE).away('tom', 'tom').back('tom', 'tom');
    expect(built.kinds().slice(-2)).toEqual(['room participant-away', 'room participant-back']);
    built.act('tom', { kind: 'participant.leave' });
    const before = built.events.length;
    expect(built.away('tom').back('tom').events.length).toBe(before);
    built.act('ana', { kind: 'end.propose' });
    const ended = built.events.length;
    expect(built.away('ana').events.length).toBe(ended);
  });

  it('R20: logs readiness and hands when they change', () => {
    const built = room().with('ana', 'tom');
    const before = built.events.length;
    built.act('tom', { kind: 'participant.ready', ready: true }).act('tom', { kind: 'participant.ready', ready: true });
    built.act('tom', { kind: 'hand.raise', raised: false }).act('tom', { kind: 'hand.raise', raised: true });
    expect(built.kinds(before)).toEqual(['room participant-ready', 'room hand-raised']);
  });
});
