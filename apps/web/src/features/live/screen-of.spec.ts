import { idOf, MINUTE, room, type BuiltRoom } from '@debrief/live-core/testing';
import { screenOf } from './screen-of';

const seen = (built: BuiltRoom, name: string) =>
  screenOf({ status: 'live', participant: idOf(name), admitted: true, room: built.session.room });
const base = () => room().with('ana', 'tom');

describe('the screen somebody sees', () => {
  it('is a door before everything else', () => {
    const { room: state } = base().session;
    expect(screenOf({ status: 'closed', participant: idOf('ana'), admitted: true, room: state })).toBe('closed');
    expect(screenOf({ status: 'live', participant: null, admitted: false, room: state })).toBe('connecting');
    expect(screenOf({ status: 'live', participant: idOf('zoe'), admitted: false, room: state })).toBe('waiting');
  });

  it('is the lobby until the prompt appears', () => {
    expect(seen(base(), 'tom')).toBe('lobby');
    expect(seen(base().briefed(), 'tom')).toBe('lobby');
  });

  it('follows the role in the interview', () => {
    const built = room().with('ana', 'tom', 'zoe').briefed().started();
    expect([seen(built, 'ana'), seen(built, 'tom'), seen(built, 'zoe')]).toEqual(['cockpit', 'candidate', 'observer']);
  });

  it('is one’s own card in scoring, and nobody’s for an observer who does not score', () => {
    const built = room().with('ana', 'tom', 'zoe').briefed().started().scoring();
    expect([seen(built, 'ana'), seen(built, 'tom'), seen(built, 'zoe')]).toEqual([
      'scorecard',
      'scorecard',
      'observer',
    ]);
  });

  it('is the debrief once the cards are open, also after the session has ended', () => {
    const built = base().briefed().started().scoring().locked('ana', 'tom');
    expect(seen(built, 'ana')).toBe('debrief');
    built.act('ana', { kind: 'end.propose' }).later(MINUTE);
    expect(seen(built, 'ana')).toBe('debrief');
  });

  it('is the end when a session ends in the lobby', () => {
    const built = base().act('ana', { kind: 'end.propose' }).later(MINUTE);
    expect(seen(built, 'tom')).toBe('ended');
  });

  it('still lets a lost card be locked after the session has ended', () => {
    const built = base().briefed().started().scoring().act('ana', { kind: 'end.propose' }).later(MINUTE);
    expect(built.session.room.status).toBe('ended');
    expect(seen(built, 'ana')).toBe('scorecard');
  });
});
