import { type LiveCall } from '../call/call-state';

/** Everybody's sound in one stream: the own microphone and every sender of the call, as they come and go. */
export class SoundMix {
  private readonly context = new AudioContext();
  private readonly output = this.context.createMediaStreamDestination();
  private readonly inputs = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  constructor() {
    // A browser lets sound begin after a press only; recording begins with one.
    void this.context.resume().catch(() => undefined);
  }

  get stream(): MediaStream {
    return this.output.stream;
  }

  /** Takes in what is new in the call and lets go of what has ended. */
  follow(call: LiveCall): void {
    const { audio } = call.own();
    const heard = call.get().peers.flatMap(({ stream }) => stream.getAudioTracks());
    const tracks = new Set([...heard, ...(audio ? [audio] : [])].filter(({ readyState }) => readyState === 'live'));
    for (const [track, node] of this.inputs) {
      if (tracks.has(track)) continue;
      node.disconnect();
      this.inputs.delete(track);
    }
    for (const track of tracks) {
      if (this.inputs.has(track)) continue;
      const node = this.context.createMediaStreamSource(new MediaStream([track]));
      node.connect(this.output);
      this.inputs.set(track, node);
    }
  }

  close(): void {
    for (const node of this.inputs.values()) node.disconnect();
    this.inputs.clear();
    void this.context.close().catch(() => undefined);
  }
}
