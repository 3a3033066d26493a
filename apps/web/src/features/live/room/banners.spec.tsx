import { idOf, MINUTE, room } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { Banners } from './banners';

const click = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the banners', () => {
  it('ask both before a swap and say what will happen', async () => {
    const built = room().with('ana', 'tom').briefed().started().scoring().locked('ana', 'tom');
    built.act('ana', { kind: 'swap.propose' });
    renderIn(built, 'tom', <Banners />);
    expect(screen.getByText(/becomes the candidate of round 2, with another prompt/)).toBeTruthy();
    await click('Swap roles');
    expect(built.session.room.rounds).toHaveLength(2);
  });

  it('let anybody stop an end for ten seconds', async () => {
    const built = room().with('ana', 'tom').briefed().started();
    built.act('ana', { kind: 'end.propose' });
    renderIn(built, 'tom', <Banners />);
    await click('Not yet');
    expect(built.session.room.end).toBeNull();
  });

  it('give a candidate left alone a way on', async () => {
    const built = room().with('ana', 'tom').briefed().started().wait(MINUTE).away('ana');
    const { sent } = renderIn(built, 'tom', <Banners />);
    await click('Start scoring');
    expect(sent).toMatchObject([{ kind: 'scoring.start' }]);
    expect(built.round.stage).toBe('scoring');
  });

  it('let the lead end a pause, and tell the candidate only that there is one', async () => {
    const paused = () => room().with('ana', 'tom').briefed().started().act('ana', { kind: 'clock.pause', round: 1 });
    const built = paused();
    const { unmount } = renderIn(paused(), 'tom', <Banners />);
    expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
    unmount();
    renderIn(built, 'ana', <Banners />);
    await click('Go on');
    expect(built.round.pauses[0]?.to).not.toBeNull();
  });
});

const panel = () =>
  room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'kim', 'interviewer').briefed().started();
const button = (name: string | RegExp) => screen.queryByRole('button', { name });

describe('the banners of more than two', () => {
  it('let the timekeeper end a pause, and nobody else but the lead', async () => {
    const paused = () =>
      panel()
        .act('ana', { kind: 'timekeeper.set', round: 1, participant: idOf('kim') })
        .act('ana', { kind: 'clock.pause', round: 1 });
    const { unmount } = renderIn(paused(), 'tom', <Banners />);
    expect(button('Go on')).toBeNull();
    unmount();
    const built = paused();
    renderIn(built, 'kim', <Banners />);
    await click('Go on');
    expect(built.round.pauses[0]?.to).not.toBeNull();
  });

  it('offer the lead once it has been gone for a minute, and say how long that still takes', async () => {
    const left = panel().act('ana', { kind: 'participant.leave' }).wait(20_000);
    const { unmount } = renderIn(left, 'kim', <Banners />);
    expect(screen.getByText(/You can go on without them in 0:40/)).toBeTruthy();
    expect(button('Take the lead')).toBeNull();
    unmount();
    const gone = panel().wait(MINUTE).away('ana');
    renderIn(gone, 'kim', <Banners />);
    await click('Take the lead');
    expect(gone.round.lead).toBe(idOf('kim'));
  });

  it('let a panel object to a swap, and offer no yes that would cut it short', async () => {
    const built = panel().scoring().locked('ana', 'tom', 'kim').act('ana', { kind: 'swap.propose' });
    renderIn(built, 'kim', <Banners />);
    expect(screen.getByText(/it happens in 10 s/)).toBeTruthy();
    expect(button('Swap roles')).toBeNull();
    await click('I object');
    expect(built.session.room.swap).toBeNull();
  });

  it('leave the performer of a fishbowl the only one to call off their end', () => {
    const built = room({ format: 'fishbowl' }).with('ana').admitted('ana', 'tom', 'seat').briefed().started();
    built.act('tom', { kind: 'end.propose' });
    const { unmount } = renderIn(built, 'ana', <Banners />);
    expect(button('Not yet')).toBeNull();
    unmount();
    renderIn(built, 'tom', <Banners />);
    expect(button('Undo')).toBeTruthy();
  });

  it('let the host open the door, or not, and say what that opens', async () => {
    const built = room({ format: 'fishbowl' }).with('ana').act('ana', { kind: 'chat.say', text: 'hello' });
    renderIn(built, 'ana', <Banners />, ['eve', 'max']);
    expect(screen.getByText(/reads everything said here from the start/)).toBeTruthy();
    await click('Not this time: max');
    expect(built.session.room.turnedAway).toEqual([idOf('max')]);
    await click('To perform: eve');
    expect(built.session.room.nextCandidate).toBe(idOf('eve'));
  });
});
