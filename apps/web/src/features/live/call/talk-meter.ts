import workletUrl from './talk-worklet?worker&url';
import { createTalkSegments, type Stretch } from './talk-segments';

interface Told {
  rms: number;
  /** End of the frame on the context's clock, s. */
  to: number;
  length: number;
}

/**
 * Listens to one microphone and tells stretches of talk in server time. The sound itself goes nowhere.
 * @param now server time, ms
 * @returns stops it; what was said until then is told first
 */
export const startTalkMeter = async (
  microphone: MediaStreamTrack,
  now: () => number,
  tell: (stretch: Stretch) => void,
): Promise<() => void> => {
  const context = new AudioContext();
  const segments = createTalkSegments(({ from, to }) => tell({ from: Math.round(from), to: Math.round(to) }));
  let isOver = false;
  try {
    await context.audioWorklet.addModule(workletUrl);
    const source = context.createMediaStreamSource(new MediaStream([microphone]));
    const loudness = new AudioWorkletNode(context, 'loudness', { numberOfOutputs: 1 });
    loudness.port.onmessage = ({ data }: MessageEvent<Told>) => {
      if (isOver) return;
      // A busy page reads late: when the frame ended is told by the audio clock, not by when it was read.
      const to = now() - (context.currentTime - data.to) * 1000;
      if (microphone.enabled) segments.push({ from: to - data.length * 1000, to, rms: data.rms });
      else segments.end();
    };
    // Connected to the end, or Safari does not run it; it writes nothing, so nothing is heard.
    source.connect(loudness).connect(context.destination);
    await context.resume();
  } catch (error) {
    await context.close().catch(() => undefined);
    throw error;
  }
  return () => {
    segments.end();
    isOver = true;
    void context.close().catch(() => undefined);
  };
};
