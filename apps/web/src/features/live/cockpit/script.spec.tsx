import { viewRound } from '@debrief/live-core';
import { idOf, MINUTE, room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useRoom } from '../live-context';
import { renderIn } from '../testing';
import { DutyChoice, OnDuty, SplitDuties } from './duties';
import { Assignments } from './assignments';
import { Script } from './script';
import { builtGuide } from './testing';

const named = [
  { key: 'goal', name: 'Goal framing' },
  { key: 'user', name: 'User choice' },
];
const begin = (
  built: BuiltRoom = room()
    .with('ana', 'tom')
    .briefed()
    .started()
    .wait(2 * MINUTE),
) => {
  const Now = () => {
    const session = useRoom();
    const round = session.rounds[0];
    const view = viewRound(session, 1, built.now);
    return round && view ? <Script round={round} view={view} guide={builtGuide} dimensions={named} /> : null;
  };
  return { built, ...renderIn(built, 'ana', <Now />) };
};
const key = (name: string) => act(() => void fireEvent.keyDown(document.body, { key: name }));
const press = (name: string | RegExp) => act(() => void fireEvent.click(screen.getByRole('button', { name })));
const texts = (label: RegExp) =>
  within(screen.getByText(label).closest('section') as HTMLElement)
    .getAllByRole('listitem')
    .map((each) => each.textContent);

describe('the script', () => {
  it('asks the probes in their order, by one key', () => {
    const { sent } = begin();
    key('a');
    key('a');
    key('a');
    expect(sent).toMatchObject([
      { kind: 'probe.ask', input: { probe: 'why' } },
      { kind: 'probe.ask', input: { probe: 'votes' } },
    ]);
  });

  it('tells a fact that was asked for from one given unasked, which is a hint', () => {
    const { sent, built } = begin();
    press('Give Usage, asked for');
    press('Give Pilot, unasked');
    expect(sent).toMatchObject([
      { kind: 'fact.give', input: { fact: 'usage', asked: true } },
      { kind: 'fact.give', input: { fact: 'pilot', asked: false } },
    ]);
    expect(built.session.panels[1]?.hints).toMatchObject([{ kind: 'fact', ref: 'pilot' }]);
    expect(texts(/Facts to give/)).toEqual([
      'Usagegiven 2:00',
      'Pilotgiven unasked 2:00',
      expect.stringContaining('Say that there is no data'),
    ]);
    expect(texts(/Help given/)).toEqual([expect.stringMatching(/^2:00Returns by week, unasked counts against/)]);
    expect(screen.getByText('2 of 3 given')).toBeTruthy();
  });

  it('gives the hidden tables cut by cut and says which are out', () => {
    begin();
    press(/^By day/);
    expect(screen.getByRole('cell', { name: '900' })).toBeTruthy();
    press('Give By day, asked for');
    expect(screen.getByText('1 of 2 cuts given')).toBeTruthy();
    expect(texts(/cut by cut/)[0]).toBe('By daygiven 2:00');
    expect(screen.queryByRole('button', { name: /Give By day/ })).toBeNull();
  });

  it('offers what is due behind one key, and nothing before', () => {
    const { sent, built, refresh } = begin();
    key('g');
    expect(sent).toEqual([]);
    built.wait(5 * MINUTE).act('tom', { kind: 'hand.raise', raised: true });
    refresh();
    key('g');
    expect(sent).toMatchObject([{ kind: 'twist.give', input: { twist: 'fee' } }]);
    expect(screen.getByText('Twist given 7:00')).toBeTruthy();
  });

  it('shows what each phase has taken and has left', () => {
    const { built, refresh } = begin();
    expect(screen.getByText('2:00 spent, 8:00 left')).toBeTruthy();
    built
      .wait(9 * MINUTE)
      .act('ana', { kind: 'phase.next', round: 1, from: 0 })
      .wait(MINUTE);
    refresh();
    expect(screen.getByText('1:00 spent, 4:00 left')).toBeTruthy();
    const rows = within(screen.getByText('1:00 spent, 4:00 left').closest('details') as HTMLElement).getAllByRole(
      'listitem',
      { hidden: true },
    );
    expect(rows.map((each) => each.textContent)).toEqual(['Clarify the goal11:001:00 over', 'Choose1:004:00 left']);
  });
});

describe('a fact given unasked', () => {
  const hints = (built: BuiltRoom) => built.session.panels[1]?.hints.map(({ dimension }) => dimension);

  it('is filed by H and a digit, 0 for none; a digit alone files nothing', () => {
    const { built } = begin();
    press('Give Usage, unasked');
    expect(screen.getByRole('group', { name: 'What Returns by week counts against' })).toBeTruthy();
    key('2');
    expect(hints(built)).toEqual([undefined]);
    key('h');
    key('2');
    expect(hints(built)).toEqual(['user']);
    expect(screen.queryByRole('group', { name: /counts against/ })).toBeNull();
    press('Give Pilot, unasked');
    key('h');
    key('0');
    expect(hints(built)).toEqual(['user', null]);
  });

  it('offers itself for eight seconds, and can be filed and filed again in the ledger', () => {
    const { built, refresh } = begin();
    press('Give Usage, unasked');
    built.wait(8_001).act('tom', { kind: 'hand.raise', raised: true });
    refresh();
    expect(screen.queryByRole('group', { name: /counts against/ })).toBeNull();
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'What Returns by week counts against' });
    expect(choice.value).toBe('open');
    act(() => void fireEvent.change(choice, { target: { value: 'goal' } }));
    expect(hints(built)).toEqual(['goal']);
    act(() => void fireEvent.change(choice, { target: { value: 'none' } }));
    expect(hints(built)).toEqual([null]);
  });
});

describe('who judges what', () => {
  const fishbowl = () =>
    room({ format: 'fishbowl' })
      .with('ana')
      .admitted('ana', 'tom', 'seat')
      .admitted('ana', 'eve', 'observer', true)
      .admitted('ana', 'kim', 'observer', true)
      .briefed();
  const draw = (built: BuiltRoom, name: string) => {
    const Now = () => {
      const round = useRoom().rounds[0];
      return round ? <Assignments round={round} dimensions={named} /> : null;
    };
    return renderIn(built, name, <Now />);
  };

  it('deals one dimension to each who watches, and takes it back', async () => {
    const built = fishbowl();
    draw(built, 'ana');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /One dimension each/ })));
    const assigned = () => built.session.panels[1]?.assigned;
    expect(assigned()).toEqual({ [idOf('eve')]: ['goal'], [idOf('kim')]: ['user'] });
    expect(built.session.selves[idOf('kim')]?.assigned).toEqual({ 1: ['user'] });
    const [, eves] = screen.getAllByRole('group', { name: /judges/, hidden: true });
    const chip = (name: string) => within(eves as HTMLElement).getByRole('button', { name, hidden: true });
    act(() => void fireEvent.click(chip('User choice')));
    expect(assigned()?.[idOf('eve')]).toEqual(['goal', 'user']);
    act(() => void fireEvent.click(chip('all')));
    expect(assigned()).toEqual({ [idOf('kim')]: ['user'] });
  });

  it.each(['tom', 'eve'])('is not there for %s', (name) => {
    draw(fishbowl(), name);
    expect(screen.queryByText('Who judges what')).toBeNull();
  });
});

describe('the split of duties', () => {
  const panel = () =>
    room({ format: 'panel' }).with('ana', 'tom', 'eve').admitted('ana', 'eve', 'interviewer').briefed().started();
  const draw = (built: BuiltRoom) => {
    const Duties = () => {
      const round = useRoom().rounds[0];
      if (!round) return null;
      return (
        <>
          <SplitDuties round={round} dimensions={round.dimensions} />
          <OnDuty round={round} dimension="goal" />
          <DutyChoice round={round} dimension="goal" label="Goal framing" />
        </>
      );
    };
    return renderIn(built, 'ana', <Duties />);
  };

  it('deals the dimensions out in turn, and each can be given to somebody else', async () => {
    const built = panel();
    draw(built);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Split among the panel' })));
    const [first, second] = built.round.interviewers;
    expect(Object.values(built.session.panels[1]?.duties ?? {})).toEqual([first, second, first, second]);
    act(() => void fireEvent.change(screen.getByLabelText('Who watches Goal framing'), { target: { value: second } }));
    expect(built.session.panels[1]?.duties['goal']).toBe(second);
    act(() => void fireEvent.change(screen.getByLabelText('Who watches Goal framing'), { target: { value: '' } }));
    expect(built.session.panels[1]?.duties['goal']).toBeUndefined();
    expect(first).toBe(idOf('ana'));
  });

  it('is not there for one interviewer', () => {
    draw(room().with('ana', 'tom').briefed().started());
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
