import { boardDoc, notesDoc, panelDoc, privateDoc } from '@debrief/contracts';
import { docAccess, docsOf, guideAccess, streamsOf } from './index';
import { type BuiltRoom, idOf, room } from './testing';

const built = () => room().with('ana', 'tom', 'eve').admitted('ana', 'max', 'observer', true).briefed();
const streams = (from: BuiltRoom, who: string) => streamsOf(from.session.room, idOf(who));

describe('access', () => {
  it('R68: streams by role', () => {
    const from = built();
    expect(streams(from, 'ana')).toEqual(['room', 'r1.panel', `self.${idOf('ana')}`]);
    expect(streams(from, 'tom')).toEqual(['room', `self.${idOf('tom')}`]);
    expect(streams(from, 'max')).toEqual(['room', `self.${idOf('max')}`]);
    expect(streams(from, 'nobody')).toEqual([]);
    from.act('ana', { kind: 'participant.kick', participant: idOf('eve') });
    expect(streams(from, 'eve')).toEqual([]);
    from.act('tom', { kind: 'participant.leave' });
    expect(streams(from, 'tom')).toContain('room');
  });

  it('R68: a late interviewer reads the panel, the next round has its own', () => {
    const from = built()
      .started()
      .act('ana', { kind: 'participant.admit', participant: idOf('max'), as: 'interviewer' });
    expect(streams(from, 'max')).toContain('r1.panel');
    from.scoring().locked('ana', 'tom', 'max').act('ana', { kind: 'swap.propose' }).act('tom', { kind: 'swap.agree' });
    expect(streams(from, 'tom')).toEqual(['room', 'r2.panel', `self.${idOf('tom')}`]);
    expect(streams(from, 'ana')).toEqual(['room', 'r1.panel', `self.${idOf('ana')}`]);
  });

  const access = (from: BuiltRoom, who: string, doc: string) => docAccess(from.session.room, idOf(who), doc);
  const row = (from: BuiltRoom, doc: string) => ['ana', 'tom', 'eve', 'nobody'].map((who) => access(from, who, doc));

  it('R69: shared and panel notes until scoring starts', () => {
    expect(row(built(), notesDoc(1))).toEqual(['write', 'write', 'read', 'none']);
    expect(row(built().started(), notesDoc(1))).toEqual(['write', 'write', 'read', 'none']);
    expect(row(built().started(), panelDoc(1))).toEqual(['write', 'none', 'none', 'none']);
    const scored = built().started().scoring();
    expect(row(scored, notesDoc(1))).toEqual(['read', 'read', 'read', 'none']);
    expect(row(scored, panelDoc(1))).toEqual(['read', 'none', 'none', 'none']);
    expect(row(scored, notesDoc(2))).toEqual(['none', 'none', 'none', 'none']);
    const ended = built().act('ana', { kind: 'end.propose' }).act('tom', { kind: 'end.agree' });
    expect(row(ended, notesDoc(1))).toEqual(['read', 'read', 'read', 'none']);
    expect(access(built().started().act('tom', { kind: 'participant.leave' }), 'tom', notesDoc(1))).toBe('read');
  });

  it('R70: private notes until the own lock or the opening', () => {
    const own = (from: BuiltRoom, who: string) => access(from, who, privateDoc(1, idOf(who)));
    const from = built().started();
    expect(['ana', 'tom', 'eve'].map((who) => own(from, who))).toEqual(['write', 'none', 'write']);
    expect(access(from, 'ana', privateDoc(1, idOf('eve')))).toBe('none');
    from.scoring().locked('ana');
    expect(['ana', 'eve'].map((who) => own(from, who))).toEqual(['read', 'write']);
    from.locked('tom', 'max');
    expect(own(from, 'eve')).toBe('read');
    expect(docsOf(from.session.room, idOf('ana'), 1)).toEqual([
      notesDoc(1),
      boardDoc(1),
      panelDoc(1),
      privateDoc(1, idOf('ana')),
    ]);
    expect(docsOf(from.session.room, idOf('tom'), 1)).toEqual([notesDoc(1), boardDoc(1)]);
  });

  const guide = (from: BuiltRoom, who: string, round = 1) => guideAccess(from.session.room, idOf(who), round);

  it('R71: the guide by role and time', () => {
    const from = built();
    const all = () => ['ana', 'tom', 'eve', 'max', 'nobody'].map((who) => guide(from, who));
    expect(all()).toEqual(['guide', 'none', 'none', 'anchors', 'none']);
    from.started().scoring().locked('ana', 'tom', 'max');
    expect(guide(from, 'tom')).toBe('none');
    expect(guide(from, 'ana', 2)).toBe('none');
    from.act('ana', { kind: 'end.propose' }).act('tom', { kind: 'end.agree' });
    expect(all()).toEqual(['guide', 'guide', 'none', 'anchors', 'none']);
  });

  it('R71: alone, the guide comes with the own card', () => {
    const from = room({ format: 'solo' }).with('ana').briefed().started().scoring();
    expect(guide(from, 'ana')).toBe('none');
    expect(guide(from.locked('ana'), 'ana')).toBe('guide');
  });
});
