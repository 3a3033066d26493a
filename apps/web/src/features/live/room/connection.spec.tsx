import { createStore, type LiveState } from '@debrief/client';
import { room } from '@debrief/live-core/testing';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LiveProvider } from '../live-context';
import { Refused } from '../notes/refused';
import { liveIn, SESSION } from '../testing';
import { ConnectionNotice } from './connection-notice';
import { ConnectionPill } from './connection-pill';

const show = (first: Partial<LiveState> = {}) => {
  const { live } = liveIn(room().with('ana', 'tom').briefed().started(), 'ana');
  const store = createStore<LiveState>({ ...live.get(), ...first });
  const forgotten: string[] = [];
  const view = {
    ...live,
    get: store.get,
    subscribe: store.subscribe,
    forgetUnstored: (id: string) => forgotten.push(id),
  };
  render(
    <LiveProvider live={view} session={SESSION}>
      <header>
        <ConnectionPill />
      </header>
      <ConnectionNotice />
      <Refused />
    </LiveProvider>,
  );
  return { change: (to: Partial<LiveState>) => act(() => store.patch(to)), forgotten };
};
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));
const pill = () => screen.getByRole('banner').textContent;
const notice = () => screen.getByRole('status').textContent?.trim();
const down = (because: LiveState['downBecause']) => ({
  status: 'reconnecting' as const,
  downSince: Date.now(),
  downBecause: because,
});

describe('the connection in words', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says Saved, and what is late only when it stays', () => {
    const { change } = show();
    expect(pill()).toContain('Saved');
    change({ unsent: 2 });
    pass(1_500);
    expect(pill()).toContain('Saved');
    pass(600);
    expect(pill()).toBe('2 not sent yet');
    change({ unsent: 0 });
    expect(pill()).toContain('Saved');
  });

  it('tells Saved here from what only this tab holds', () => {
    const { change } = show({ status: 'offline', unsent: 3 });
    expect(pill()).toBe('Saved here· 3 not sent yet');
    change({ isKept: false });
    expect(pill()).toBe('Only in this tab· 3 not sent yet');
    change({ unsent: 0, isKept: true });
    expect(pill()).toBe('Offline');
  });

  it('is silent about a blink, names a restart, and says when all is back', () => {
    const { change } = show();
    change(down('server'));
    pass(900);
    expect(notice()).toBe('');
    pass(200);
    expect(notice()).toBe('The server is restarting. What you do is kept here.');
    expect(pill()).toContain('Reconnecting, 1 s');
    change({ status: 'live', unsent: 1 });
    expect(notice()).toBe('The connection is back. What was kept here is being sent.');
    change({ unsent: 0 });
    expect(notice()).toBe('The connection is back, and everything is saved.');
    pass(4_000);
    expect(notice()).toBe('');
  });

  it('does not blame the server for a network, nor promise what no storage keeps', () => {
    const { change } = show({ isKept: false });
    change(down('network'));
    pass(1_000);
    expect(notice()).toBe('The connection is lost. This browser stores nothing: leave this tab open until it is back.');
    change(down('server'));
    pass(20_000);
    expect(notice()).toContain('The server does not answer.');
  });

  it('does not call saved what was refused, and lists it by document until each is let go', async () => {
    jest.useRealTimers();
    const problem = {
      ok: false,
      code: 'ended',
      message: 'Scoring has begun.',
      requestId: '',
      retryable: false,
    } as const;
    const { forgotten } = show({
      unstored: [
        { id: 'a', from: 'r1.notes', text: 'my line', problem },
        { id: 'b', from: `r2.private.${SESSION}`, text: 'for me', problem },
        { id: 'c', from: 'chat.say', text: 'hello', problem },
      ],
    });
    expect(screen.getAllByRole('textbox').map((field) => (field as HTMLTextAreaElement).value)).toEqual([
      'my line',
      'for me',
      'hello',
    ]);
    expect(screen.getByText('Your notes of round 1 could not be stored.')).toBeTruthy();
    expect(screen.getByText('Your private notes of round 2 could not be stored.')).toBeTruthy();
    expect(screen.getByText('Your message could not be stored.')).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Go on without it' })[1] as HTMLElement);
    expect(forgotten).toEqual(['b']);
  });
});
