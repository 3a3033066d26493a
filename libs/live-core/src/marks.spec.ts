import { decide } from './index';
import { idOf, MINUTE, room } from './testing';

const running = () => room().with('ana', 'tom', 'eve').briefed().started();
const mark = (more = {}) =>
  ({ kind: 'mark.set', round: 1, mark: idOf('m1'), dimension: 'goal', markKind: 'strong', ...more }) as const;

describe('marks', () => {
  it('R39, R1: interviewers and observers mark in their own stream only', () => {
    const built = running().later(MINUTE);
    const before = built.events.length;
    built.act('ana', mark()).act('eve', mark());
    expect(built.events.slice(before).map(({ stream }) => stream)).toEqual([
      `self.${idOf('ana')}`,
      `self.${idOf('eve')}`,
    ]);
    expect(built.answer('tom', mark({ mark: idOf('m2') }))).toBe('not-your-role');
    expect(built.answer('ana', mark({ mark: idOf('m2'), dimension: 'nothing' }))).toBe('bad-input');
  });

  it('R39: until the own lock, not before the interview, not after the opening', () => {
    const other = mark({ mark: idOf('m2') });
    expect(room().with('ana', 'tom').briefed().answer('ana', mark())).toBe('not-now');
    const built = running().act('ana', mark()).scoring();
    expect(built.answer('ana', other)).toBe('ok');
    built.locked('ana');
    expect(built.answer('ana', other)).toBe('ended');
    expect(built.answer('ana', { kind: 'mark.undo', round: 1, mark: idOf('m1') })).toBe('ended');
    expect(built.answer('eve', other)).toBe('ok');
    expect(built.locked('tom').answer('eve', other)).toBe('not-now');
  });

  it('R40: a claimed moment is kept between the last ack and now', () => {
    const built = running().later(5 * MINUTE);
    const begun = built.now - 5 * MINUTE;
    const span = (claimedAt?: number, claimFloor = 0) => {
      const set = mark({ ...(claimedAt !== undefined && { claimedAt }), supply: { claimFloor } });
      const decision = built.decide(idOf('ana'), set);
      const [event] = decision.ok ? decision.events : [];
      if (event?.kind !== 'mark-set') throw new Error('no mark was set');
      return [event.payload.from - begun, event.payload.to - begun, event.payload.at - begun];
    };
    expect(span()).toEqual([290_000, 300_000, 300_000]);
    expect(span(begun + 60_000)).toEqual([50_000, 60_000, 300_000]);
    expect(span(begun + 60_000, begun + 200_000)).toEqual([190_000, 200_000, 300_000]);
    expect(span(begun - 9_000)).toEqual([0, 0, 300_000]);
    expect(span(built.now + MINUTE)).toEqual([290_000, 300_000, 300_000]);
    expect(span(undefined, built.now + MINUTE)).toEqual([290_000, 300_000, 300_000]);
  });

  it('R41: an id is used once; the author alone changes and undoes', () => {
    const built = running()
      .later(MINUTE)
      .act('ana', mark({ words: 'why' }));
    expect(built.answer('ana', mark())).toBe('already-done');
    const change = { kind: 'mark.change', round: 1, mark: idOf('m1'), markKind: 'missed' } as const;
    expect(built.answer('eve', change)).toBe('not-found');
    expect(built.answer('ana', { kind: 'mark.change', round: 1, mark: idOf('m1') })).toBe('bad-input');
    built.act('ana', change).act('ana', { kind: 'mark.change', round: 1, mark: idOf('m1'), dimension: 'user' });
    expect(built.session.selves[idOf('ana')]?.marks).toMatchObject([
      { kind: 'missed', dimension: 'user', words: 'why' },
    ]);
    expect(built.answer('eve', { kind: 'mark.undo', round: 1, mark: idOf('m1') })).toBe('not-found');
    built.act('ana', { kind: 'mark.undo', round: 1, mark: idOf('m1') });
    expect(built.session.selves[idOf('ana')]?.marks).toEqual([]);
    expect(built.answer('ana', { kind: 'mark.undo', round: 1, mark: idOf('m1') })).toBe('not-found');
  });

  it('R42: shared once, by its author, after the opening', () => {
    const share = { kind: 'mark.share', round: 1, mark: idOf('m1') } as const;
    const built = running()
      .act('ana', mark({ words: 'the goal' }))
      .scoring();
    expect(built.answer('ana', share)).toBe('not-now');
    built.locked('ana', 'tom');
    expect(built.answer('eve', share)).toBe('not-found');
    built.act('ana', share);
    expect(built.round.sharedMarks).toMatchObject([{ participant: idOf('ana'), words: 'the goal' }]);
    expect(built.answer('ana', share)).toBe('already-done');
  });

  it('R43: somebody of the round shares a note', () => {
    const built = running().act('ana', { kind: 'note.share', round: 1, text: 'A thought.' });
    expect(built.session.room.sharedNotes).toMatchObject([{ participant: idOf('ana'), text: 'A thought.' }]);
    expect(built.answer('ana', { kind: 'note.share', round: 2, text: 'A thought.' })).toBe('not-found');
    const late = running().scoring().admitted('ana', 'max', 'observer');
    expect(late.answer('max', { kind: 'note.share', round: 1, text: 'A thought.' })).toBe('not-your-role');
  });

  it('R44, R6: everybody seated chats until the end', () => {
    const say = { kind: 'chat.say', text: 'hello' } as const;
    const built = room().with('ana', 'tom').act('tom', say);
    expect(built.session.room.chat).toMatchObject([{ participant: idOf('tom'), text: 'hello' }]);
    expect(built.answer('nobody', say)).toBe('forbidden');
    expect(built.act('tom', { kind: 'participant.leave' }).answer('tom', say)).toBe('not-now');
    expect(built.act('ana', { kind: 'end.propose' }).answer('ana', say)).toBe('ended');
  });

  it('R6: server commands are not for participants, nor the other way round', () => {
    const built = running();
    const tick = decide(built.session, { kind: 'clock.tick' }, { participant: idOf('ana') }, built.now);
    expect(tick).toMatchObject({ ok: false, code: 'forbidden' });
    const say = decide(built.session, { kind: 'chat.say', text: 'hello' }, 'server', built.now);
    expect(say).toMatchObject({ ok: false, code: 'forbidden' });
  });
});
