import type { SignalData } from '@debrief/contracts';
import { newId } from '../new-id';
import type { CallQuality, PeerState } from './call-state';
import { LinkStats } from './link-stats';
import { SignalQueue } from './signal-queue';

/** Lost for this long, a connection is helped; then again this often, in ms. ICE itself may wait for ever. */
const HELP_AFTER = 3_000;
const HELP_EVERY = 5_000;
/** Both sides lose a way at one moment: whoever gives way helps this much later, so that their offers seldom cross. */
const POLITE_LATER = 1_500;
/** A first connection takes this long at most before it is helped. */
const FIRST_WITHIN = 8_000;
/** After this many attempts a person is told that there is no way; attempts go on. */
const TELL_AFTER = 2;
/** What two restarts in a row have not mended is no matter of the way: each third attempt is a new connection. */
const RENEW_EACH = 3;
const RARE_AFTER = 6;
const HELP_RARELY = 15_000;

/** Readings without a picture of a camera that films, after which the connection is made anew, and how often at most. */
const STILL_FOR = 4;
const STILL_MOST = 3;

/** The order of the three lines that every connection has from the start, so that nothing later needs a new offer. */
const LINES = ['audio', 'video', 'screen'] as const;
export type Line = (typeof LINES)[number];
/** Lines are named by their places. */
const CAMERA = String(LINES.indexOf('video'));
export type Tracks = Record<Line, MediaStreamTrack | null>;

/** What a link needs of the call it belongs to. */
export interface LinkHost {
  connect(): RTCPeerConnection;
  makeStream(): MediaStream;
  /** Servers with fresh credentials, or those there are when the server cannot be asked. */
  servers(): Promise<RTCConfiguration>;
  send(peer: string, data: SignalData): Promise<unknown>;
  changed(): void;
}
/** What goes over the link now, both ways. */
export interface LinkPlan {
  direction: RTCRtpTransceiverDirection;
  tracks: Tracks;
  bitrates: Record<Line, number>;
}

/**
 * The connection to one peer, kept alive. Both sides may begin a negotiation at any time; of two offers that cross, the
 * polite side's gives way. The side with the greater id makes the connection, so there is one set of lines and not two.
 */
export class PeerLink {
  readonly stream: MediaStream;
  readonly screen: MediaStream;
  quality: CallQuality | null = null;
  relayed = false;
  state: PeerState['state'] = 'connecting';

  private readonly isMaker: boolean;
  private readonly queue: SignalQueue;
  private pc: RTCPeerConnection | null = null;
  private link = '';
  private readonly made = new Set<string>();
  private stats = new LinkStats(CAMERA);
  private renewals = 0;
  private isOffering = false;
  private isSettingAnswer = false;
  private hasAnswer = false;
  private wasConnected = false;
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sayAgain: ReturnType<typeof setTimeout> | undefined;
  private work: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    me: string,
    readonly peer: string,
    private plan: LinkPlan,
    private readonly host: LinkHost,
  ) {
    this.isMaker = me > peer;
    this.stream = host.makeStream();
    this.screen = host.makeStream();
    this.queue = new SignalQueue((data) => host.send(peer, data));
    if (this.isMaker) this.build(newId());
    else this.watch(FIRST_WITHIN);
  }

  /** A word from the peer. Words are taken one after the other: an answer must not overtake its offer. */
  hear(data: SignalData): void {
    this.work = this.work.then(() => this.take(data)).catch(() => undefined);
  }

  /** Tracks, directions or limits have changed. None of the three needs an offer, but for a changed direction. */
  use(plan: LinkPlan): void {
    this.plan = plan;
    this.apply();
  }

  /** The server is back, or the peer is. */
  wake(): void {
    this.queue.wake();
  }

  /** The network has changed: do not wait until the old way is found dead. */
  help(): void {
    if (this.pc?.connectionState !== 'connected') void this.heal();
  }

  /** Begins anew with another connection. */
  renew(): void {
    this.attempts = 0;
    this.setState(this.wasConnected ? 'reconnecting' : 'connecting');
    this.anew();
    this.watch(FIRST_WITHIN);
  }

  async measure(): Promise<void> {
    const { pc } = this;
    if (!pc || pc.connectionState !== 'connected') return this.setQuality(null, this.relayed);
    const report = await pc.getStats().catch(() => null);
    if (!report || this.pc !== pc) return;
    const { quality, relayed, still } = this.stats.read(report);
    this.setQuality(quality, relayed);
    this.mindPictures(still);
  }

  /** After a lost way Chromium may be left with a sender that sends nothing, though everything says it is connected. */
  private mindPictures(still: number): void {
    const { video } = this.plan.tracks;
    // The polite side has only asked: until the new connection is there, it goes on counting on the old one.
    if (!still || still % STILL_FOR || this.renewals >= STILL_MOST) return;
    // A camera that is dark, or gives nothing, is no matter of the connection.
    if (video?.readyState !== 'live' || !video.enabled || video.muted) return;
    this.renewals += 1;
    this.anew();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.queue.close();
    this.drop();
  }

  private anew(): void {
    if (this.isMaker) this.build(newId());
    else this.queue.add({ link: this.link || newId(), anew: true });
  }

  private build(link: string): void {
    this.drop();
    const pc = this.host.connect();
    this.pc = pc;
    this.link = link;
    this.made.add(link);
    this.stats = new LinkStats(CAMERA);
    this.hasAnswer = false;
    this.isOffering = false;
    this.isSettingAnswer = false;
    if (this.state === 'connected') this.setState('reconnecting');
    this.watch(FIRST_WITHIN);
    const isCurrent = () => this.pc === pc;
    pc.onnegotiationneeded = () => void (isCurrent() && this.offer(pc));
    pc.onicecandidate = ({ candidate }) => {
      if (isCurrent() && candidate?.candidate) this.queue.add({ link, candidates: [wordsOf(candidate)] });
    };
    pc.onconnectionstatechange = () => isCurrent() && this.follow(pc.connectionState);
    if (this.isMaker) {
      for (const line of LINES)
        pc.addTransceiver(line === 'audio' ? 'audio' : 'video', { direction: this.plan.direction });
      this.apply();
      this.show();
    }
  }

  private async offer(pc: RTCPeerConnection): Promise<void> {
    try {
      this.isOffering = true;
      await pc.setLocalDescription();
      this.describe(pc);
    } catch {
      // The watchdog offers again.
    } finally {
      this.isOffering = false;
    }
  }

  private describe(pc: RTCPeerConnection): void {
    const { localDescription } = pc;
    if (this.pc !== pc || !localDescription) return;
    const { type, sdp } = localDescription;
    if (type !== 'offer' && type !== 'answer') return;
    this.queue.add({ link: this.link, description: { type, sdp, isFirst: !this.hasAnswer } });
    clearTimeout(this.sayAgain);
    // An offer that was lost, or that met another one, would leave both sides waiting for ever.
    if (type === 'offer')
      this.sayAgain = setTimeout(() => pc.signalingState === 'have-local-offer' && this.describe(pc), HELP_EVERY);
  }

  private async take(data: SignalData): Promise<void> {
    if (this.isClosed) return;
    if (data.anew) {
      // A request about a connection that has been given up already asks for nothing new.
      if (this.isMaker && (data.link === this.link || !this.made.has(data.link))) this.build(newId());
      return;
    }
    if (data.link !== this.link && !this.begin(data)) return;
    const { pc } = this;
    if (!pc) return;
    if (data.description && !(await this.negotiate(pc, data.description))) return;
    for (const candidate of data.candidates ?? []) await pc.addIceCandidate(candidate).catch(() => undefined);
  }

  /** Follows the maker to a new connection; true when the words belong to the one there is now. */
  private begin({ link, description }: SignalData): boolean {
    if (this.isMaker) return false;
    if (description?.type === 'offer' && description.isFirst) {
      this.build(link);
      return true;
    }
    // They still hold a connection that this side has given up.
    if (description) this.queue.add({ link, anew: true });
    return false;
  }

  /** Perfect negotiation; false when the words were not for now. */
  private async negotiate(pc: RTCPeerConnection, { type, sdp }: RTCSessionDescriptionInit): Promise<boolean> {
    if (type === 'answer' && pc.signalingState !== 'have-local-offer') return false;
    const isReady = !this.isOffering && (pc.signalingState === 'stable' || this.isSettingAnswer);
    if (type === 'offer' && !isReady && this.isMaker) return false;
    // Chromium, when its offer gives way while the way is lost, is left with senders that never send again and say nothing.
    if (type === 'offer' && pc.signalingState === 'have-local-offer' && this.isLost(pc)) {
      this.anew();
      return false;
    }
    this.isSettingAnswer = type === 'answer';
    try {
      await pc.setRemoteDescription({ type, sdp: sdp ?? '' });
    } finally {
      this.isSettingAnswer = false;
    }
    if (this.pc !== pc) return false;
    this.hasAnswer = true;
    this.apply();
    this.show();
    if (type === 'offer') {
      await pc.setLocalDescription();
      this.describe(pc);
      this.apply();
    }
    return true;
  }

  private apply(): void {
    const { plan } = this;
    this.lines().forEach(({ line, transceiver }) => {
      if (transceiver.direction !== plan.direction && transceiver.direction !== 'stopped')
        transceiver.direction = plan.direction;
      const { sender } = transceiver;
      if (sender.track !== plan.tracks[line]) void sender.replaceTrack(plan.tracks[line]).catch(() => undefined);
      limit(sender, plan.bitrates[line]);
    });
  }

  /** The tracks that come in are there from the first offer on, silent or not. */
  private show(): void {
    const put = (stream: MediaStream, tracks: MediaStreamTrack[]) => {
      for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
      for (const track of tracks) if (!stream.getTracks().includes(track)) stream.addTrack(track);
    };
    const of = (wanted: Line) =>
      this.lines().flatMap(({ line, transceiver }) => (line === wanted ? [transceiver.receiver.track] : []));
    put(this.stream, [...of('audio'), ...of('video')]);
    put(this.screen, of('screen'));
  }

  private lines() {
    return (this.pc?.getTransceivers() ?? []).flatMap((transceiver, at) => {
      const line = LINES[at];
      return line ? [{ line, transceiver }] : [];
    });
  }

  private follow(state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      clearTimeout(this.timer);
      this.attempts = 0;
      this.wasConnected = true;
      this.apply();
      this.setState('connected');
    } else if (state === 'disconnected' || state === 'failed') {
      if (this.state === 'connected') this.setState('reconnecting');
      this.watch((state === 'failed' ? 0 : HELP_AFTER) + (this.isMaker ? 0 : POLITE_LATER));
    }
  }

  private isLost(pc: RTCPeerConnection): boolean {
    return this.wasConnected && pc.connectionState !== 'connected';
  }

  private watch(ms: number): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = setTimeout(() => void this.heal(), ms);
  }

  /** Fresh credentials, then another way: the relay may be gone, the network another, an offer lost. */
  private async heal(): Promise<void> {
    if (this.pc?.connectionState === 'connected') return;
    this.watch(this.attempts < RARE_AFTER ? HELP_EVERY : HELP_RARELY);
    this.attempts += 1;
    if (this.attempts > TELL_AFTER) this.setState('failed');
    const { pc } = this;
    if (!pc || (!this.isMaker && !this.hasAnswer)) return this.anew();
    const servers = await this.host.servers();
    if (this.pc !== pc || pc.connectionState === 'connected') return;
    if (this.attempts % RENEW_EACH === 0) return this.anew();
    try {
      pc.setConfiguration(servers);
    } catch {
      // The old servers may still do.
    }
    // An offer that is out is said again by itself.
    if (pc.signalingState !== 'stable') return;
    if (this.hasAnswer) pc.restartIce();
    else void this.offer(pc);
  }

  private drop(): void {
    const { pc } = this;
    this.pc = null;
    clearTimeout(this.sayAgain);
    if (!pc) return;
    pc.onnegotiationneeded = pc.onicecandidate = pc.onconnectionstatechange = null;
    pc.close();
  }

  private setState(state: PeerState['state']): void {
    if (this.state === state || this.isClosed) return;
    this.state = state;
    this.host.changed();
  }

  private setQuality(quality: CallQuality | null, relayed: boolean): void {
    if (this.quality === quality && this.relayed === relayed) return;
    Object.assign(this, { quality, relayed });
    this.host.changed();
  }
}

const wordsOf = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) => ({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
});

const limit = (sender: RTCRtpSender, maxBitrate: number): void => {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  // Before the first answer there is nothing to limit.
  if (!encoding || encoding.maxBitrate === maxBitrate) return;
  encoding.maxBitrate = maxBitrate;
  void sender.setParameters(parameters).catch(() => undefined);
};
