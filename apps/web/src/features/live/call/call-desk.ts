import { createStore, loadCall, type CallState, type LiveCall, type LiveSession, type Store } from '@debrief/client';
import { beginsWithVideo, callPart } from '@debrief/live-core';
import { keepChoices, keepStanding, readChoices, readStanding, type Choices, type Standing } from './choices';
import { isAllowed, listDevices, mediaDevices, noDevices, openDevices, openScreen, type Devices } from './devices';
import { type MediaKind, type MediaProblem } from './media-problem';

/** How somebody takes part: `unasked` until they chose; `on` with microphone or camera; `text` without either. */
export type Way = 'unasked' | 'asking' | 'on' | 'text';

/** What every part of the call's screens shows. */
export interface DeskState {
  way: Way;
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  isMuted: boolean;
  problems: Partial<Record<MediaKind, MediaProblem>>;
  devices: Devices;
  choices: Choices;
  call: CallState;
  /** The call itself, once its code has been loaded; the recorder listens to it. */
  engine: LiveCall | null;
  /** The browser plays no sound before somebody has pressed something. */
  needsPress: boolean;
  /** This tab was in the call before a reload, and the browser wants to be asked again. */
  wasIn: boolean;
  /** The code of the call did not arrive. */
  isUnreachable: boolean;
  /** Screens of others that were put away, by peer. */
  putAway: readonly string[];
}

const noCall: CallState = {
  status: 'out',
  part: null,
  sends: { audio: false, video: false, screen: false, muted: false },
  peers: [],
};

export interface DeskOptions {
  live: LiveSession;
  session: string;
  /** For specs: a call without WebRTC. */
  load?: typeof loadCall;
}

/**
 * The one place that knows this person's devices and the call of this session, from the green room to the debrief.
 * Nothing here asks the browser for a device unless somebody pressed for it, or had it on in this tab before a reload.
 */
export class CallDesk {
  private readonly store: Store<DeskState>;
  private readonly live: LiveSession;
  private readonly session: string;
  private readonly load: typeof loadCall;
  private call: LiveCall | null = null;
  private readonly stops: (() => void)[] = [];
  private isOver = false;

  constructor({ live, session, load = loadCall }: DeskOptions) {
    this.live = live;
    this.session = session;
    this.load = load;
    this.store = createStore<DeskState>({
      way: 'unasked',
      audio: null,
      video: null,
      screen: null,
      isMuted: false,
      problems: {},
      devices: noDevices,
      choices: readChoices(),
      call: noCall,
      engine: null,
      needsPress: false,
      wasIn: false,
      isUnreachable: false,
      putAway: [],
    });
    const media = mediaDevices();
    const changed = () => void this.refreshDevices();
    media?.addEventListener?.('devicechange', changed);
    this.stops.push(() => media?.removeEventListener?.('devicechange', changed));
    // A page that goes says so, or the others look at a frozen face until they give it up.
    const goes = ({ persisted }: PageTransitionEvent) => void (persisted || this.call?.leave());
    window.addEventListener('pagehide', goes);
    this.stops.push(() => window.removeEventListener('pagehide', goes));
    this.stops.push(live.subscribe(() => this.follow()));
    void this.refreshDevices();
  }

  get = () => this.store.get();
  subscribe = (listener: () => void) => this.store.subscribe(listener);

  /** Opens what the person pressed for. `ask` is what they want now; what is open already stays. */
  async open(ask: { microphone?: boolean; camera?: boolean }): Promise<void> {
    const { choices, audio, video, way } = this.get();
    const microphone = ask.microphone && !audio ? { id: choices.microphone } : undefined;
    const camera = ask.camera && !video ? { id: choices.camera } : undefined;
    if (way === 'asking' || (!microphone && !camera)) return;
    this.store.patch({ way: 'asking' });
    const opened = await openDevices({ microphone, camera });
    if (this.isOver) return [opened.audio, opened.video].forEach((track) => track?.stop());
    const { microphone: _m, camera: _c, ...rest } = this.get().problems;
    this.store.patch({ problems: { ...rest, ...opened.problems } });
    if (opened.audio) this.takeAudio(opened.audio);
    if (opened.video) this.takeVideo(opened.video);
    this.settle();
    void this.refreshDevices();
  }

  /** Without camera and microphone: one still hears the others once in the call. */
  chooseText = (): void => {
    this.dropMicrophone();
    this.dropCamera();
    this.store.patch({ way: 'text', problems: {} });
  };

  toggleMute = async (): Promise<void> => {
    if (!this.get().audio) return this.open({ microphone: true });
    const isMuted = !this.get().isMuted;
    const { audio } = this.get();
    if (this.isIn) this.call?.setMicrophone(isMuted ? 'mute' : 'unmute');
    else if (audio) audio.enabled = !isMuted;
    this.store.patch({ isMuted });
    this.keep();
  };

  toggleCamera = async (): Promise<void> => {
    if (!this.get().video) return this.open({ camera: true });
    this.dropCamera();
    this.settle();
  };

  toggleScreen = async (): Promise<void> => {
    if (this.get().screen) {
      this.call?.shareScreen(null);
      return this.store.patch({ screen: null });
    }
    const { screen, problem } = await openScreen();
    const { screen: _, ...problems } = this.get().problems;
    if (!screen || !this.isIn) {
      screen?.stop();
      return this.store.patch({ problems: { ...problems, ...(problem && { screen: problem }) } });
    }
    screen.addEventListener('ended', () => {
      if (this.get().screen === screen) this.store.patch({ screen: null });
    });
    this.call?.shareScreen(screen);
    this.store.patch({ screen, problems });
  };

  /** Another device, at once where one of its kind is open; remembered on this device either way. */
  async choose(kind: 'microphone' | 'camera' | 'speaker', id: string | null): Promise<void> {
    this.change({ [kind]: id });
    const { audio, video } = this.get();
    if (kind === 'microphone' && audio) {
      const opened = await openDevices({ microphone: { id } });
      if (opened.audio) this.takeAudio(opened.audio);
      this.tell(opened.problems);
    }
    if (kind === 'camera' && video) {
      // Some cameras open once only, so the old one goes first.
      this.dropCamera();
      const opened = await openDevices({ camera: { id } });
      if (opened.video) this.takeVideo(opened.video);
      this.tell(opened.problems);
    }
    this.settle();
  }

  hideSelf = (hidesSelf: boolean): void => this.change({ hidesSelf });

  forgetProblem = (kind: MediaKind): void => {
    const { [kind]: _, ...problems } = this.get().problems;
    this.store.patch({ problems });
  };

  /** Goes into the call with what is on. With five people sending, some begin without their camera. */
  join = async (): Promise<void> => {
    const { room, participant } = this.live.get();
    if (!participant || this.isIn || this.get().call.status === 'entering') return;
    const part = callPart(room, participant);
    if (part === 'none') return;
    if (part === 'hear') this.chooseText();
    else if (this.get().way === 'unasked') this.store.patch({ way: 'text' });
    if (!beginsWithVideo(room, participant)) this.dropCamera();
    this.store.patch({ wasIn: false, isUnreachable: false, call: { ...this.get().call, status: 'entering' } });
    const call = await this.getCall();
    if (!call || this.isOver) return;
    const { audio, video, isMuted } = this.get();
    await call.enter({ audio, video, muted: isMuted });
    this.keep();
  };

  /** Out of the call, in the room still. Every device is let go. */
  leave = async (): Promise<void> => {
    keepStanding(this.session, null);
    await this.call?.leave();
    this.release();
    this.store.patch({ way: 'text', screen: null, wasIn: false });
  };

  retry = (peer: string): void => this.call?.retry(peer);
  setNeedsPress = (needsPress: boolean): void => {
    if (this.get().needsPress !== needsPress) this.store.patch({ needsPress });
  };
  putAway = (peer: string, isAway: boolean): void => {
    const others = this.get().putAway.filter((each) => each !== peer);
    this.store.patch({ putAway: isAway ? [...others, peer] : others });
  };

  /** After a reload of this tab: goes back into the call as it was, unless the browser would have to ask again. */
  async resume(): Promise<void> {
    const was = readStanding(this.session);
    if (!was) return;
    const mayOpen =
      (!was.audio || (await isAllowed('microphone'))) && (!was.video || (await isAllowed('camera'))) && !this.isOver;
    if (!mayOpen) return this.store.patch({ wasIn: true });
    this.store.patch({ isMuted: was.muted });
    await this.open({ microphone: was.audio, camera: was.video });
    await this.whenAdmitted();
    if (!this.isOver) await this.join();
  }

  close(): void {
    this.isOver = true;
    for (const stop of this.stops) stop();
    this.call?.close();
    this.release();
  }

  private get isIn(): boolean {
    return this.get().call.status === 'in';
  }

  private change(change: Partial<Choices>): void {
    const choices = { ...this.get().choices, ...change };
    keepChoices(choices);
    this.store.patch({ choices });
  }

  private tell(problems: DeskState['problems']): void {
    this.store.patch({ problems: { ...this.get().problems, ...problems } });
  }

  private keep(): void {
    const { audio, video, isMuted, call } = this.get();
    if (call.status !== 'in') return;
    const standing: Standing = { audio: audio !== null, video: video !== null, muted: isMuted };
    keepStanding(this.session, standing);
  }

  /** What the devices that are open now make of the way somebody takes part. */
  private settle(): void {
    const { audio, video, problems, call } = this.get();
    const failed = problems.microphone !== undefined || problems.camera !== undefined;
    this.store.patch({ way: audio || video ? 'on' : failed && call.status !== 'in' ? 'unasked' : 'text' });
    this.keep();
  }

  private takeAudio(audio: MediaStreamTrack): void {
    const old = this.get().audio;
    audio.enabled = !this.get().isMuted;
    audio.addEventListener('ended', () => void this.lost('microphone', audio));
    this.store.patch({ audio });
    if (this.isIn) this.call?.setMicrophone(audio);
    else old?.stop();
  }

  private takeVideo(video: MediaStreamTrack): void {
    video.addEventListener('ended', () => void this.lost('camera', video));
    this.store.patch({ video });
    if (this.isIn) this.call?.setCamera(video);
  }

  private dropMicrophone(): void {
    const { audio } = this.get();
    if (!audio) return;
    this.store.patch({ audio: null, isMuted: false });
    if (this.isIn) this.call?.setMicrophone(null);
    audio.stop();
  }

  private dropCamera(): void {
    const { video } = this.get();
    if (!video) return;
    this.store.patch({ video: null });
    if (this.isIn) this.call?.setCamera(null);
    // The light goes off.
    video.stop();
  }

  private release(): void {
    const { audio, video, screen } = this.get();
    for (const track of [audio, video, screen]) track?.stop();
    this.store.patch({ audio: null, video: null, screen: null, isMuted: false });
  }

  /** Unplugged, or taken by the system. Another microphone is better than none; a camera is left to the person. */
  private async lost(kind: 'microphone' | 'camera', track: MediaStreamTrack): Promise<void> {
    const state = this.get();
    if ((kind === 'microphone' ? state.audio : state.video) !== track || this.isOver) return;
    await this.refreshDevices();
    if (kind === 'camera') this.dropCamera();
    else {
      const opened = await openDevices({ microphone: { id: null } });
      if (opened.audio) return this.takeAudio(opened.audio);
      this.dropMicrophone();
    }
    this.tell({ [kind]: 'gone' });
    this.settle();
  }

  private async refreshDevices(): Promise<void> {
    const devices = await listDevices();
    if (!this.isOver) this.store.patch({ devices });
  }

  private async getCall(): Promise<LiveCall | null> {
    if (this.call) return this.call;
    try {
      const { createCall } = await this.load();
      const call = createCall(this.live);
      if (this.isOver) call.close();
      else {
        this.call = call;
        this.store.patch({ engine: call });
        this.stops.push(call.subscribe(() => this.take(call.get())));
      }
      return call;
    } catch {
      // The page is older than the server, or the network is away: the room goes on, and the person may try again.
      this.store.patch({ isUnreachable: true, call: noCall });
      return null;
    }
  }

  private take(call: CallState): void {
    const before = this.get().call;
    this.store.patch({ call });
    if (call.status === 'moved' && before.status !== 'moved') {
      // The seat is in another tab now, and so are the devices.
      keepStanding(this.session, null);
      this.release();
      this.store.patch({ way: 'text' });
    }
    const { audio, video, screen } = this.get();
    if (call.status === 'in' && call.part === 'hear' && (audio || video || screen)) {
      if (screen) this.call?.shareScreen(null);
      this.store.patch({ screen: null });
      this.chooseText();
    }
  }

  /** The session's own end, and its next round, reach the call too. */
  private follow(): void {
    const { status, room } = this.live.get();
    const isIn = this.isIn || this.get().call.status === 'entering';
    if (isIn && (status === 'closed' || room.status === 'ended')) void this.leave();
  }

  private whenAdmitted(): Promise<void> {
    const isThere = () => this.isOver || (this.live.get().status === 'live' && this.live.get().admitted);
    if (isThere()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.live.subscribe(() => {
        if (!isThere()) return;
        stop();
        resolve();
      });
      this.stops.push(stop, resolve);
    });
  }
}
