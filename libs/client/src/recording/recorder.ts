import { type Problem, soundType } from '@debrief/contracts';
import { runningRecording } from '@debrief/live-core';
import { type LiveCall } from '../call/call-state';
import { type Call } from '../http';
import { type LiveSession } from '../live';
import { newId } from '../new-id';
import { localProblem } from '../problem-error';
import { createStore, type Watchable } from '../store';
import { SoundMix } from './sound-mix';
import { SoundOutbox } from './sound-outbox';

/** A piece of sound a second: as much as a crash may cost. */
const PIECE_MS = 1_000;
const BITS_PER_SECOND = 32_000;

export interface RecorderState {
  /** True while this tab records. */
  isRecording: boolean;
  /** Pieces that are safe on this device and not yet on the server. */
  waiting: number;
  /** Why this device cannot record, or what the server did not take. */
  problem: Problem | null;
}
export interface Recorder extends Watchable<RecorderState> {
  /** Stops and leaves; what is unsent stays on the device for the next page. */
  close(): Promise<void>;
}
export interface RecorderOptions {
  live: LiveSession;
  call: LiveCall;
  http: Call;
  session: string;
}

/**
 * Records the call while the log says that this participant does: one file of everybody's sound, mixed here. It follows
 * the log and nothing else, so that a withdrawn consent stops it the moment the room hears of it, and a reload goes on
 * with a segment of its own.
 */
export const createRecorder = ({ live, call, http, session }: RecorderOptions): Recorder => {
  const store = createStore<RecorderState>({ isRecording: false, waiting: 0, problem: null });
  const participant = live.get().participant ?? '';
  const outbox = new SoundOutbox({
    call: http,
    session,
    participant,
    onWaiting: (waiting) => store.patch({ waiting }),
    onRefused: (problem) => store.patch({ problem }),
  });
  let run: { recording: string; stop: () => Promise<void>; mix: SoundMix } | null = null;
  const stopping = new Set<Promise<void>>();

  const follow = () => {
    const running = runningRecording(live.get().room);
    const mine = running?.by === participant && call.get().status === 'in' ? running.recording : null;
    if (run && run.recording !== mine) {
      const stopped = run.stop().finally(() => stopping.delete(stopped));
      stopping.add(stopped);
      run = null;
      store.patch({ isRecording: false });
    }
    if (mine && !run) begin(mine);
    run?.mix.follow(call);
  };

  const begin = (recording: string) => {
    const type = soundType.options.find((one) => MediaRecorder.isTypeSupported(one));
    if (!type) return store.patch({ problem: localProblem('unsupported-media', 'This browser cannot record sound.') });
    const mix = new SoundMix();
    const segment = newId();
    const recorder = new MediaRecorder(mix.stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    let startedAt = 0;
    // Pieces are written in the order in which they came, whatever the disk does.
    let written = outbox.begin(segment, recording, type);
    const fail = () => store.patch({ problem: localProblem('internal', 'Sound could not be kept on this device.') });
    recorder.onstart = () => (startedAt = performance.now());
    recorder.ondataavailable = ({ data }) => {
      if (!data.size) return;
      const [at, media] = [live.now(), performance.now() - startedAt];
      written = written
        .then(async () => outbox.add(segment, { at, media, bytes: await data.arrayBuffer() }))
        .catch(fail);
    };
    const stopped = new Promise<void>((resolve) => (recorder.onstop = () => resolve()));
    run = {
      recording,
      mix,
      stop: async () => {
        if (recorder.state !== 'inactive') recorder.stop();
        await stopped;
        await written;
        mix.close();
        await outbox.end(segment).catch(fail);
      },
    };
    recorder.start(PIECE_MS);
    store.patch({ isRecording: true, problem: null });
  };

  const unsubscribe = [live.subscribe(follow), call.subscribe(follow)];
  follow();
  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    close: async () => {
      for (const stop of unsubscribe) stop();
      if (run) stopping.add(run.stop());
      run = null;
      await Promise.all(stopping);
      await outbox.close();
    },
  };
};
