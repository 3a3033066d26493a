import { type Recording } from '@debrief/contracts';
import { mediaAt, soundingAt, spanOf, timeAt } from './sound-time';

/** Begins at 1000, runs evenly for 10 s, then loses 2 s of the clock in the next 10. */
const segment = {
  segment: 'a',
  type: 'audio/mp4' as const,
  bytes: 1,
  anchors: [
    { at: 2_000, media: 1_000 },
    { at: 11_000, media: 10_000 },
    { at: 23_000, media: 20_000 },
  ],
};

test('a segment begins where its first piece began', () => {
  expect(spanOf(segment)).toEqual({ from: 1_000, to: 23_000 });
});

test.each([
  [1_000, 0],
  [6_000, 5_000],
  [11_000, 10_000],
  [17_000, 15_000],
  [23_000, 20_000],
])('server time %i is at %i in the file, and back', (at, media) => {
  expect(mediaAt(segment, at)).toBe(media + 64);
  expect(timeAt(segment, media + 64)).toBe(at);
});

test('between segments nothing sounds', () => {
  const recording: Recording = {
    recording: 'r',
    by: 'p',
    startedAt: '',
    stoppedAt: null,
    isDeleted: false,
    mayDownload: false,
    segments: [segment],
  };
  expect(soundingAt([recording], 999)).toBeUndefined();
  expect(soundingAt([recording], 5_000)?.segment).toBe(segment);
  expect(soundingAt([recording], 23_000)).toBeUndefined();
});
