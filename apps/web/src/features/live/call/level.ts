import { useEffect, useState } from 'react';
import { SPEECH } from './talk-segments';

let context: AudioContext | undefined;
const shared = (): AudioContext | undefined => {
  if (typeof AudioContext === 'undefined') return undefined;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume().catch(() => undefined);
  return context;
};

/** Tells the loudness of a stream ten times a second: RMS, 0 to 1. Does nothing where the browser cannot listen. */
export const watchLevel = (stream: MediaStream, tell: (rms: number) => void): (() => void) => {
  const audio = shared();
  if (!audio || stream.getAudioTracks().length === 0) return () => undefined;
  const source = audio.createMediaStreamSource(stream);
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    tell(Math.sqrt(sum / samples.length));
  }, 100);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
};

/** True while somebody speaks; holds for a moment, so that the frame of a tile does not flicker between words. */
export const useSpeaking = (stream: MediaStream | null, version: unknown): boolean => {
  const [isSpeaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!stream) return;
    let last = 0;
    const stop = watchLevel(stream, (rms) => {
      const now = performance.now();
      if (rms >= SPEECH) last = now;
      setSpeaking(last > 0 && now - last < 600);
    });
    return () => {
      stop();
      setSpeaking(false);
    };
  }, [stream, version]);
  return isSpeaking;
};
