import type { CallPeer, CallSends, SignalData } from '@debrief/contracts';
import { idOf, room } from '@debrief/live-core/testing';
import { refusal } from '../testing';
import { createCall } from './create-call';
import { FakeLive, fakeMedia, fakeTrack } from './testing';

const sound: CallSends = { audio: true, video: false, screen: false, muted: false };
const nothing: CallSends = { audio: false, video: false, screen: false, muted: false };
/** An id that comes before, or after, every id that is made at random. */
const first = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const last = (n: number) => `ffffffff-ffff-4fff-bfff-fffffffffff${n}`;
const peerOf = (name: string, peer: string, more: Partial<CallPeer> = {}): CallPeer => ({
  peer,
  participant: idOf(name),
  part: 'send',
  sends: { ...sound, video: true },
  ...more,
});
const flush = () => jest.advanceTimersByTimeAsync(0);

/** Ana leads, Tom is candidate, Eve, Kim and Max watch. */
const built = room().with('ana', 'tom', 'eve', 'kim', 'max').briefed().started();
const open = (who = 'ana') => {
  const live = new FakeLive(idOf(who), built.session.room);
  const media = fakeMedia();
  const call = createCall(live.session, {}, media);
  const tracks = { audio: fakeTrack('audio'), video: fakeTrack('video') };
  return { live, media, call, tracks };
};
const entered = async (roster: CallPeer[], who = 'ana', part: 'send' | 'hear' = 'send') => {
  const opened = open(who);
  Object.assign(opened.live, { roster, part });
  await opened.call.enter(opened.tracks);
  await flush();
  const [{ peer: me = '' } = {}] = opened.live.of<{ peer: string }>('call.enter');
  return { ...opened, me };
};
type Entered = Awaited<ReturnType<typeof entered>>;
const tellRoster = ({ live, me }: Entered, peers: CallPeer[], left: string[] = []) =>
  live.tell('call', { peers: [peerOf('ana', me), ...peers], left });
const signals = ({ live }: Entered) => live.of<{ to: string; data: SignalData }>('signal');
/** The peer answers the offer of the connection that there is now. */
const answered = async (each: Entered, at = 0) => {
  const offer = signals(each).findLast(({ data }) => data.description?.type === 'offer');
  each.live.tell('signal', {
    from: offer?.to ?? '',
    participant: idOf('tom'),
    data: { link: offer?.data.link ?? '', description: { type: 'answer', sdp: 'answer', isFirst: true } },
  });
  await flush();
  each.media.made[at]?.be('connected');
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('the peer with the greater id makes the connection: three lines, one offer', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  expect(signals(call)).toMatchObject([{ to: first(1), data: { description: { type: 'offer', isFirst: true } } }]);
  expect(call.media.made[0]?.sent).toEqual([call.tracks.audio, call.tracks.video, null]);
  const other = await entered([peerOf('tom', last(1))]);
  expect(signals(other)).toEqual([]);
  expect(other.media.made).toEqual([]);
  other.live.tell('signal', {
    from: last(1),
    participant: idOf('tom'),
    data: { link: first(9), description: { type: 'offer', sdp: 'offer', isFirst: true } },
  });
  await flush();
  expect(signals(other)).toMatchObject([{ to: last(1), data: { link: first(9), description: { type: 'answer' } } }]);
  expect(other.media.made[0]?.sent).toEqual([other.tracks.audio, other.tracks.video, null]);
  expect(other.media.made[0]?.directions).toEqual(['sendrecv', 'sendrecv', 'sendrecv']);
});

test('words that overtake the roster are heard when their speaker is known', async () => {
  const call = await entered([]);
  const data: SignalData = { link: first(9), description: { type: 'offer', sdp: 'offer', isFirst: true } };
  call.live.tell('signal', { from: last(1), participant: idOf('tom'), data });
  tellRoster(call, [peerOf('tom', last(1))]);
  await flush();
  expect(signals(call)).toMatchObject([{ data: { description: { type: 'answer' } } }]);
});

test.each(['entering', 'coming back'])('a roster that overtakes the answer to %s is newer than it', async (way) => {
  const { live, call, tracks } = way === 'entering' ? open() : await entered([]);
  // Two whose microphones one commit has logged: the second is announced before the first has been answered.
  live.overtaking = [peerOf('tom', first(1))];
  if (way === 'entering') await call.enter(tracks);
  else {
    live.patch({ status: 'reconnecting' });
    live.patch({ status: 'live' });
  }
  await flush();
  await jest.advanceTimersByTimeAsync(20_000);
  expect(call.get().peers.map(({ participant }) => participant)).toEqual([idOf('tom')]);
});

test('mute, camera and microphone change without an offer, and what is taken out is stopped', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  await answered(call);
  const offers = signals(call).length;
  call.call.setMicrophone('mute');
  expect(call.tracks.audio.enabled).toBe(false);
  expect(call.tracks.audio.readyState).toBe('live');
  const other = fakeTrack('audio');
  call.call.setMicrophone(other);
  expect(other.enabled).toBe(false);
  expect(call.tracks.audio.readyState).toBe('ended');
  call.call.setCamera(null);
  const screen = fakeTrack('video');
  call.call.shareScreen(screen);
  await flush();
  expect(call.tracks.video.readyState).toBe('ended');
  expect(call.media.made[0]?.sent).toEqual([other, null, screen]);
  expect(call.live.of<{ sends: CallSends }>('call.change').at(-1)).toEqual({
    sends: { audio: true, video: false, screen: true, muted: true },
  });
  expect(signals(call)).toHaveLength(offers);
});

test('a track that ends by itself is said', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  call.tracks.video.dispatchEvent(new Event('ended'));
  await flush();
  expect(call.call.get().sends).toEqual(sound);
  expect(call.live.of('call.change').at(-1)).toEqual({ sends: sound });
});

test('the first two observers get pictures, the others sound, and nothing is taken from any of them', async () => {
  const hear = { part: 'hear', sends: nothing } as const;
  const names = ['tom', 'eve', 'kim', 'max'];
  const call = await entered(names.map((name, at) => peerOf(name, first(at), name === 'tom' ? {} : hear)));
  const { audio, video } = call.tracks;
  expect(call.media.made.map(({ sent }) => sent)).toEqual([
    [audio, video, null],
    [audio, video, null],
    [audio, video, null],
    [audio, null, null],
  ]);
  expect(call.media.made.map(({ directions }) => directions[0])).toEqual([
    'sendrecv',
    'sendonly',
    'sendonly',
    'sendonly',
  ]);
});

test('somebody who hears gives up their tracks, meets those who send, and sees only if they are among the first', async () => {
  const roster = [peerOf('ana', first(1)), peerOf('kim', first(2), { part: 'hear', sends: nothing })];
  const eve = await entered(roster, 'eve', 'hear');
  expect(eve.call.get()).toMatchObject({ status: 'in', part: 'hear', sends: nothing });
  expect(eve.tracks.audio.readyState).toBe('ended');
  expect(eve.call.get().peers.map(({ participant, hasPicture }) => [participant, hasPicture])).toEqual([
    [idOf('ana'), true],
  ]);
  expect(eve.media.made[0]?.directions).toEqual(['recvonly', 'recvonly', 'recvonly']);
  expect(eve.media.made[0]?.sent).toEqual([null, null, null]);
  const max = await entered(roster, 'max', 'hear');
  expect(max.call.get().peers[0]?.hasPicture).toBe(false);
});

test('losing the role to send stops the tracks at once', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  call.live.tell('call', {
    peers: [peerOf('ana', call.me, { part: 'hear', sends: nothing }), peerOf('tom', first(1))],
    left: [],
  });
  expect(call.tracks.audio.readyState).toBe('ended');
  expect(call.call.get().sends).toEqual(nothing);
});

test('a crowd sends smaller pictures', async () => {
  const two = await entered([peerOf('tom', first(1))]);
  const five = await entered(['tom', 'eve', 'kim', 'max'].map((name, at) => peerOf(name, first(at))));
  for (const call of [two, five]) await answered(call);
  expect(five.media.made[0]?.limits[1]).toBeLessThan(two.media.made[0]?.limits[1] ?? 0);
});

test('the server is away: nothing is torn down, words wait, and coming back finds the same place', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  await answered(call);
  call.live.patch({ status: 'reconnecting' });
  call.live.fate.signal = 'silence';
  call.media.made[0]?.be('disconnected');
  await jest.advanceTimersByTimeAsync(3_000);
  expect(call.media.made[0]?.restarts).toBe(1);
  const before = signals(call).length;
  call.live.fate = {};
  call.live.roster = [];
  call.live.patch({ status: 'live' });
  await flush();
  expect(call.live.of('call.enter').at(-1)).toEqual({ peer: call.me, sends: expect.anything(), again: true });
  // Tom is not back yet: his connection waits for him.
  expect(call.call.get().peers).toHaveLength(1);
  tellRoster(call, [peerOf('tom', first(1))]);
  await flush();
  expect(signals(call).slice(before).at(-1)).toMatchObject({
    data: { description: { type: 'offer', isFirst: false } },
  });
});

test('whoever leaves is gone at once; whoever is missed is gone later; whoever is sent away is gone now', async () => {
  const call = await entered([peerOf('tom', first(1)), peerOf('eve', first(2)), peerOf('kim', first(3))]);
  const names = () => call.call.get().peers.map(({ participant }) => participant);
  tellRoster(call, [peerOf('eve', first(2)), peerOf('kim', first(3))], [first(1)]);
  expect(names()).toEqual([idOf('eve'), idOf('kim')]);
  tellRoster(call, [peerOf('kim', first(3))]);
  expect(names()).toContain(idOf('eve'));
  await jest.advanceTimersByTimeAsync(20_000);
  expect(names()).toEqual([idOf('kim')]);
  const without = { ...built.session.room, people: { ...built.session.room.people } };
  delete without.people[idOf('kim')];
  call.live.patch({ room: without });
  await flush();
  expect(names()).toEqual([]);
  expect(call.media.made.every(({ native }) => native.connectionState === 'closed')).toBe(true);
});

test('another tab takes the call: this one gives everything back, and does not come back by itself', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  call.live.tell('call.moved', { peer: call.me });
  expect(call.call.get()).toMatchObject({ status: 'moved', peers: [] });
  expect(call.tracks.video.readyState).toBe('ended');
  call.live.patch({ status: 'reconnecting' });
  call.live.patch({ status: 'live' });
  await flush();
  expect(call.live.of('call.enter')).toHaveLength(1);
  const late = await entered([]);
  late.live.fate['call.enter'] = refusal('conflict');
  late.live.patch({ status: 'reconnecting' });
  late.live.patch({ status: 'live' });
  await flush();
  expect(late.call.get().status).toBe('moved');
});

test('a refusal for good is a state, not an error; one for now is asked again', async () => {
  const call = open();
  call.live.fate['call.enter'] = refusal('forbidden');
  await call.call.enter(call.tracks);
  expect(call.call.get().status).toBe('failed');
  expect(call.tracks.audio.readyState).toBe('ended');
  call.live.fate['call.enter'] = refusal('unavailable');
  const done = call.call.enter();
  await flush();
  expect(call.call.get().status).toBe('entering');
  call.live.fate = {};
  await jest.advanceTimersByTimeAsync(1_000);
  await done;
  expect(call.call.get().status).toBe('in');
});

test('a dead way is helped with fresh credentials after 3 s and each 5 s, then told, then made anew', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  await answered(call);
  const [made] = call.media.made;
  expect(call.call.get().peers[0]?.state).toBe('connected');
  made?.be('disconnected');
  expect(call.call.get().peers[0]?.state).toBe('reconnecting');
  await jest.advanceTimersByTimeAsync(2_900);
  expect(made?.restarts).toBe(0);
  await jest.advanceTimersByTimeAsync(200);
  expect(made?.restarts).toBe(1);
  expect(made?.config.iceServers).toEqual([{ urls: ['turn:relay-1'] }]);
  // The offer was lost: it is said again rather than waited for.
  const offers = () => signals(call).filter(({ data }) => data.description?.type === 'offer').length;
  const before = offers();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(offers()).toBe(before + 1);
  expect(made?.config.iceServers).toEqual([{ urls: ['turn:relay-2'] }]);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(call.call.get().peers[0]?.state).toBe('failed');
  expect(made?.native.connectionState).toBe('closed');
  expect(call.media.made).toHaveLength(2);
  await answered(call, 1);
  expect(call.call.get().peers[0]?.state).toBe('connected');
});

test('of two offers that cross on a lost way the polite one is not taken back: the maker is asked to begin anew', async () => {
  const tom = last(1);
  const call = await entered([peerOf('tom', tom)]);
  const link = first(9);
  const offer = (sdp: string, isFirst: boolean): SignalData => ({ link, description: { type: 'offer', sdp, isFirst } });
  const say = (data: SignalData) => call.live.tell('signal', { from: tom, participant: idOf('tom'), data });
  say(offer('first', true));
  await flush();
  const [made] = call.media.made;
  made?.be('connected');
  made?.be('disconnected');
  // The maker helps first.
  await jest.advanceTimersByTimeAsync(4_400);
  expect(made?.restarts).toBe(0);
  await jest.advanceTimersByTimeAsync(200);
  expect(made?.restarts).toBe(1);
  expect(made?.native.signalingState).toBe('have-local-offer');
  say(offer('crossing', false));
  await flush();
  expect(made?.native.signalingState).toBe('have-local-offer');
  expect(signals(call).at(-1)?.data).toEqual({ link, anew: true });
  // On a way that holds it gives way as ever.
  made?.be('connected');
  say(offer('crossing again', false));
  await flush();
  expect(made?.native.signalingState).toBe('stable');
});

test('a camera that films while no picture leaves: the connection is made anew, three times at most', async () => {
  const call = await entered([peerOf('tom', first(1))]);
  await answered(call);
  const still = async (at: number, pictures = 0) => {
    const connection = call.media.made[at];
    if (connection) connection.pictures = pictures;
    await jest.advanceTimersByTimeAsync(2_500 * 6);
  };
  call.tracks.video.enabled = false;
  await still(0);
  expect(call.media.made).toHaveLength(1);
  call.tracks.video.enabled = true;
  await still(0, 7);
  expect(call.media.made).toHaveLength(2);
  for (const at of [1, 2, 3, 4]) {
    if (call.media.made[at]) await answered(call, at);
    await still(at);
  }
  expect(call.media.made).toHaveLength(4);
  expect(call.call.get().peers[0]?.state).toBe('connected');
});

test('the polite side asks for a new connection once in four readings without a picture, not at each of them', async () => {
  const tom = last(1);
  const call = await entered([peerOf('tom', tom)]);
  const description = { type: 'offer', sdp: 'first', isFirst: true } as const;
  call.live.tell('signal', { from: tom, participant: idOf('tom'), data: { link: first(9), description } });
  await flush();
  const [made] = call.media.made;
  made?.be('connected');
  if (made) made.pictures = 7;
  const asked = () => signals(call).filter(({ data }) => data.anew).length;
  await jest.advanceTimersByTimeAsync(2_500 * 5);
  expect(asked()).toBe(1);
  await jest.advanceTimersByTimeAsync(2_500 * 2);
  expect(asked()).toBe(1);
  await jest.advanceTimersByTimeAsync(2_500 * 20);
  expect(asked()).toBe(3);
});

test('leaving frees every connection and every timer', async () => {
  const call = await entered([peerOf('tom', first(1)), peerOf('eve', last(2))]);
  await call.call.leave();
  call.call.close();
  expect(call.media.made.every(({ native }) => native.connectionState === 'closed')).toBe(true);
  expect([call.tracks.audio.readyState, call.tracks.video.readyState]).toEqual(['ended', 'ended']);
  expect(call.live.of('call.leave')).toHaveLength(1);
  expect(jest.getTimerCount()).toBe(0);
});
