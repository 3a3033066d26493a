import { room, type BuiltRoom } from '@debrief/live-core/testing';
import { liveIn, SESSION } from '../testing';
import { CallDesk } from './call-desk';
import { fakeCall, fakeDevices, type Refusing } from './testing';

const desks: CallDesk[] = [];
const deskIn = (built: BuiltRoom, name: string, part: 'send' | 'hear' = 'send') => {
  const { live, refresh } = liveIn(built, name);
  const faked = fakeCall(part);
  const desk = new CallDesk({ live, session: SESSION, load: faked.load as never });
  desks.push(desk);
  return { desk, refresh, ...faked };
};
const pair = () => room().with('ana', 'tom');
const setUp = (refuses: Refusing = {}, granted = false) => fakeDevices(refuses, granted);

afterEach(() => {
  for (const desk of desks.splice(0)) desk.close();
  localStorage.clear();
  sessionStorage.clear();
});

describe('the desk of a call', () => {
  it('asks for nothing before somebody presses, and then for both in one question', async () => {
    const devices = setUp();
    const { desk } = deskIn(pair(), 'ana');
    await desk.resume();
    expect(devices.asked).toHaveLength(0);
    await desk.open({ microphone: true, camera: true });
    expect(devices.asked).toHaveLength(1);
    expect(desk.get()).toMatchObject({ way: 'on', problems: {} });
  });

  it('takes one refusal for an answer and does not ask again', async () => {
    const devices = setUp({ audio: 'NotAllowedError', video: 'NotAllowedError' });
    const { desk } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    expect(devices.asked).toHaveLength(1);
    expect(desk.get().problems).toEqual({ microphone: 'blocked', camera: 'blocked' });
    expect(desk.get().way).toBe('unasked');
  });

  it('opens the microphone where there is no camera, and says what is missing', async () => {
    setUp({ video: 'NotFoundError' });
    const { desk } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    expect(desk.get()).toMatchObject({ way: 'on', problems: { camera: 'missing' } });
    expect(desk.get().audio).not.toBeNull();
    expect(desk.get().video).toBeNull();
  });

  it('names a page without https as the cause', async () => {
    setUp();
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
    const { desk } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    expect(desk.get().problems).toEqual({ microphone: 'insecure', camera: 'insecure' });
  });

  it('joins with what is open, muted when it was muted', async () => {
    setUp();
    const { desk, told } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    await desk.toggleMute();
    const { audio, video } = desk.get();
    await desk.join();
    expect(told).toEqual([['enter', { audio, video, muted: true }]]);
  });

  it('joins by text without a device', async () => {
    const devices = setUp();
    const { desk, told } = deskIn(pair(), 'ana');
    desk.chooseText();
    await desk.join();
    expect(told).toEqual([['enter', { audio: null, video: null, muted: false }]]);
    expect(devices.asked).toHaveLength(0);
  });

  it('lets the light go off when the camera is stopped, and all of it when the call is left', async () => {
    const devices = setUp();
    const { desk, told } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    await desk.join();
    await desk.toggleCamera();
    expect(told).toContainEqual(['camera', null]);
    expect(devices.open().map(({ kind }) => kind)).toEqual(['audio']);
    await desk.leave();
    expect(devices.open()).toHaveLength(0);
    expect(desk.get().way).toBe('text');
  });

  it('begins without a camera in a panel of five, but for candidate and lead', async () => {
    setUp();
    const built = room({ format: 'panel', hostFirst: 'interviewer' }).with('ana', 'tom', 'eva', 'leo', 'mia');
    for (const name of ['eva', 'leo', 'mia']) built.admitted('ana', name, 'interviewer');
    built.briefed('ana').started();
    const entered = async (name: string) => {
      const { desk, told } = deskIn(built, name);
      await desk.open({ microphone: true, camera: true });
      await desk.join();
      const [, tracks] = told[0] as [string, { audio: unknown; video: unknown }];
      return [tracks.audio !== null, tracks.video !== null];
    };
    expect(await entered('ana')).toEqual([true, true]);
    expect(await entered('tom')).toEqual([true, true]);
    expect(await entered('mia')).toEqual([true, false]);
  });

  it('lets every device go when this person may only hear', async () => {
    const devices = setUp();
    const { desk, patch } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true, camera: true });
    await desk.join();
    patch({ part: 'hear' });
    expect(devices.open()).toHaveLength(0);
  });

  it('leaves when the session has ended', async () => {
    const devices = setUp();
    const built = pair();
    const { desk, told, refresh } = deskIn(built, 'ana');
    await desk.open({ microphone: true });
    await desk.join();
    built.act('ana', { kind: 'end.propose' });
    built.act('tom', { kind: 'end.agree' });
    refresh();
    await Promise.resolve();
    await Promise.resolve();
    expect(told.at(-1)).toEqual(['leave']);
    expect(devices.open()).toHaveLength(0);
  });

  it('goes back into the call after a reload, with what was on, where the browser need not ask', async () => {
    const devices = setUp({}, true);
    const built = pair();
    const first = deskIn(built, 'ana');
    await first.desk.open({ microphone: true });
    await first.desk.toggleMute();
    await first.desk.join();
    first.desk.close();
    const second = deskIn(built, 'ana');
    await second.desk.resume();
    expect(second.told).toEqual([['enter', expect.objectContaining({ video: null, muted: true })]]);
    second.desk.close();
    devices.state.granted = false;
    const third = deskIn(built, 'ana');
    await third.desk.resume();
    expect(third.told).toEqual([]);
    expect(third.desk.get().wasIn).toBe(true);
  });

  it('stays out after a reload when the call had been left', async () => {
    setUp({}, true);
    const built = pair();
    const first = deskIn(built, 'ana');
    await first.desk.open({ microphone: true });
    await first.desk.join();
    await first.desk.leave();
    const second = deskIn(built, 'ana');
    await second.desk.resume();
    expect(second.told).toEqual([]);
    expect(second.desk.get().wasIn).toBe(false);
  });

  it('takes another microphone when one is unplugged, and says so when there is none', async () => {
    const devices = setUp();
    const { desk, told } = deskIn(pair(), 'ana');
    await desk.open({ microphone: true });
    await desk.join();
    const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
    devices.tracks[0]?.lose();
    await settle();
    expect(told.at(-1)).toEqual(['microphone', devices.tracks[1]]);
    devices.refuses.audio = 'NotFoundError';
    devices.tracks[1]?.lose();
    await settle();
    expect(desk.get()).toMatchObject({ audio: null, problems: { microphone: 'gone' } });
    expect(desk.get().call.status).toBe('in');
  });

  it('says when the call itself did not open, and can be asked again', async () => {
    setUp();
    const { live } = liveIn(pair(), 'ana');
    const { call } = fakeCall();
    let tries = 0;
    const load = () => (tries++ ? Promise.resolve({ createCall: () => call }) : Promise.reject(new Error('gone')));
    const desk = new CallDesk({ live, session: SESSION, load: load as never });
    desks.push(desk);
    await desk.join();
    expect(desk.get()).toMatchObject({ isUnreachable: true, call: { status: 'out' } });
    await desk.join();
    expect(desk.get()).toMatchObject({ isUnreachable: false, call: { status: 'in' } });
  });

  it('remembers the devices of this machine and nothing else', async () => {
    setUp();
    const { desk } = deskIn(pair(), 'ana');
    await desk.choose('speaker', 'loud-one');
    desk.hideSelf(true);
    const again = deskIn(pair(), 'ana');
    expect(again.desk.get().choices).toEqual({
      microphone: null,
      camera: null,
      speaker: 'loud-one',
      hidesSelf: true,
    });
  });
});
