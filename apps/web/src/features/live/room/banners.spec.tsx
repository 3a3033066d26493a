import { MINUTE, room } from '@debrief/live-core/testing';
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
