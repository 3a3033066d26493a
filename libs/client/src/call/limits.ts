import type { CallQuality } from './call-state';

/** Bits a second at most for one copy of a camera, a screen and a voice; each sender's uplink carries one copy a peer. */
export const budget = (senders: number) => ({
  audio: 40_000,
  video: [1_200_000, 1_200_000, 1_200_000, 700_000, 450_000, 300_000][Math.min(senders, 5)] ?? 300_000,
  screen: senders > 2 ? 800_000 : 1_500_000,
});

/** How a connection feels: round trip in ms, loss as a share from 0 to 1. */
export const qualityOf = (roundTrip: number | null, loss: number | null): CallQuality | null => {
  if (roundTrip === null && loss === null) return null;
  const [delay, lost] = [roundTrip ?? 0, loss ?? 0];
  if (delay < 250 && lost < 0.03) return 'good';
  return delay < 500 && lost < 0.1 ? 'fair' : 'poor';
};
