import { type PeerState } from '@debrief/client';
import { room, type BuiltRoom } from '@debrief/live-core/testing';
import { act, fireEvent, screen } from '@testing-library/react';
import { renderIn, liveIn, SESSION } from '../testing';
import { CallBar } from './call-bar';
import { CallWith } from './call-context';
import { CallDesk } from './call-desk';
import { CallNotices } from './call-notices';
import { CallTiles } from './call-tiles';
import { GreenRoom } from './green-room';
import { fakeCall, fakeDevices, peerOf } from './testing';

const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

const draw = async (
  built: BuiltRoom,
  name: string,
  { peers, part = 'send' }: { peers?: () => PeerState[]; part?: 'send' | 'hear' } = {},
) => {
  const faked = fakeCall(part);
  const desk = new CallDesk({ live: liveIn(built, name).live, session: SESSION, load: faked.load as never });
  renderIn(
    built,
    name,
    <CallWith desk={desk}>
      <GreenRoom part="candidate" />
      <CallNotices />
      <CallTiles />
      <CallBar />
    </CallWith>,
  );
  if (peers)
    await act(async () => {
      await desk.join();
      faked.patch({ peers: peers() });
    });
  return { desk, ...faked };
};
const pair = () => room().with('ana', 'tom').briefed('ana').started();

beforeEach(() => void fakeDevices());
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('the green room', () => {
  it('explains the question before the browser asks it, with sound only and text as ways of their own', async () => {
    const devices = fakeDevices();
    await draw(pair(), 'tom');
    expect(screen.getByText(/nobody sees or hears you before you join/)).toBeTruthy();
    expect(devices.asked).toHaveLength(0);
    await press('Microphone only');
    expect(devices.asked).toEqual([{ audio: expect.anything() }]);
    expect(screen.getByText('You, candidate')).toBeTruthy();
  });

  it('says what blocks a device, how to change it, and lets one go on without', async () => {
    fakeDevices({ audio: 'NotAllowedError', video: 'NotAllowedError' });
    const { desk } = await draw(pair(), 'tom');
    await press('Camera and microphone');
    expect(screen.getAllByText('Camera and microphone are blocked for this site.').length).toBeGreaterThan(0);
    await act(async () => void fireEvent.click(screen.getAllByRole('button', { name: 'Go on without' })[0] as Element));
    expect(desk.get()).toMatchObject({ way: 'text', problems: {} });
    expect(screen.getByText(/You take part by text/)).toBeTruthy();
  });

  it('asks an observer for no device', async () => {
    const built = room({ format: 'panel' }).with('ana', 'tom', 'eva');
    const devices = fakeDevices();
    const { told } = await draw(built, 'eva', { part: 'hear' });
    expect(screen.queryByRole('button', { name: 'Camera and microphone' })).toBeNull();
    await press('Listen in now');
    expect(told).toEqual([['enter', { audio: null, video: null, muted: false }]]);
    expect(devices.asked).toHaveLength(0);
  });
});

describe('the call in the room', () => {
  it('shows who is there, who is muted, and how good the line is in words', async () => {
    await draw(pair(), 'tom', {
      peers: () => [
        peerOf('ana', { sends: { audio: true, video: false, screen: false, muted: true }, quality: 'poor' }),
      ],
    });
    expect(screen.getAllByText('muted').length).toBeGreaterThan(0);
    expect(screen.getAllByText('weak line').length).toBeGreaterThan(0);
  });

  it('plays every voice in an element of its own, outside of the screens', async () => {
    await draw(pair(), 'tom', { peers: () => [peerOf('ana')] });
    expect(document.querySelectorAll('audio[data-voice]')).toHaveLength(1);
    for (const video of document.querySelectorAll('video')) expect(video.muted).toBe(true);
  });

  it('says what goes on where there is no way through, and tries again on one press', async () => {
    const { told } = await draw(pair(), 'tom', { peers: () => [peerOf('ana', { state: 'failed' })] });
    expect(screen.getAllByText(/Notes, chat and clock go on/).length).toBeGreaterThan(0);
    await act(async () => void fireEvent.click(screen.getAllByRole('button', { name: 'Try again' })[0] as Element));
    expect(told.at(-1)).toEqual(['retry', 'tab-ana']);
  });

  it('offers a press when the browser holds the sound back', async () => {
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('press first', 'NotAllowedError'));
    const { desk } = await draw(pair(), 'tom', { peers: () => [peerOf('ana')] });
    expect(desk.get().needsPress).toBe(true);
    HTMLMediaElement.prototype.play = () => Promise.resolve();
    await press('Hear the others');
    expect(screen.queryByRole('button', { name: 'Hear the others' })).toBeNull();
  });

  it('shows a shared screen large until it is put away', async () => {
    await draw(pair(), 'tom', { peers: () => [peerOf('ana', { screen: new MediaStream() })] });
    const pictures = () => screen.getByRole('region', { name: /Screen of/ }).querySelectorAll('video').length;
    expect(pictures()).toBe(1);
    await press('Put it away');
    expect(pictures()).toBe(0);
    await press('Show it');
    expect(pictures()).toBe(1);
  });

  it('mutes by M and stops the picture by V, but not while somebody writes', async () => {
    const { desk } = await draw(pair(), 'tom', { peers: () => [peerOf('ana')] });
    await act(async () => void (await desk.open({ microphone: true, camera: true })));
    await act(async () => void fireEvent.keyDown(document.body, { key: 'm' }));
    expect(desk.get().isMuted).toBe(true);
    await act(async () => void fireEvent.keyDown(document.body, { key: 'v' }));
    expect(desk.get().video).toBeNull();
    const box = document.body.appendChild(document.createElement('textarea'));
    await act(async () => void fireEvent.keyDown(box, { key: 'm' }));
    expect(desk.get().isMuted).toBe(true);
    box.remove();
  });

  it('tells whoever watches that they only hear, and gives them nothing to send with', async () => {
    const built = room({ format: 'panel' }).with('ana', 'tom', 'eva');
    await draw(built, 'eva', { part: 'hear', peers: () => [peerOf('ana')] });
    expect(screen.getAllByText('You hear; nobody hears or sees you.').length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: /Mute|Microphone on/ })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Leave the call' }).length).toBeGreaterThan(0);
  });

  it('goes on in another tab, and can be taken back', async () => {
    const { patch, told } = await draw(pair(), 'tom', { peers: () => [] });
    await act(async () => patch({ status: 'moved', part: null, peers: [] }));
    await act(
      async () => void fireEvent.click(screen.getAllByRole('button', { name: 'Take the call here' })[0] as Element),
    );
    expect(told.filter(([what]) => what === 'enter')).toHaveLength(2);
  });
});
