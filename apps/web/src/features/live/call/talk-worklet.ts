/// <reference types="vite/client" />
/** Runs in the audio thread, which hidden tabs do not slow down. Tells the loudness of every 50 ms. */

declare const sampleRate: number;
declare const currentTime: number;
declare const registerProcessor: (name: string, processor: unknown) => void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

class Loudness extends AudioWorkletProcessor {
  private sum = 0;
  private count = 0;
  private readonly frame = Math.round(sampleRate * 0.05);

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    // Without an input (a muted or changing track) nothing is heard, and nothing is told.
    if (!samples) return true;
    for (const sample of samples) this.sum += sample * sample;
    this.count += samples.length;
    if (this.count >= this.frame) {
      this.port.postMessage({
        rms: Math.sqrt(this.sum / this.count),
        to: currentTime + samples.length / sampleRate,
        length: this.count / sampleRate,
      });
      this.sum = 0;
      this.count = 0;
    }
    return true;
  }
}
registerProcessor('loudness', Loudness);
