import { createTalkSegments, type Stretch } from './talk-segments';

/** Plays stretches of loud (true) and quiet (false) in ms, in frames of 50 ms. */
const play = (...parts: [loud: boolean, ms: number][]): Stretch[] => {
  const told: Stretch[] = [];
  const segments = createTalkSegments((stretch) => told.push(stretch));
  let at = 0;
  for (const [loud, ms] of parts)
    for (const end = at + ms; at < end; at += 50) segments.push({ from: at, to: at + 50, rms: loud ? 0.1 : 0.001 });
  segments.end();
  return told;
};

describe('stretches of talk', () => {
  it('end at the last loud frame, not after the quiet that ended them', () => {
    expect(play([false, 500], [true, 1_000], [false, 1_000])).toEqual([{ from: 500, to: 1_500 }]);
  });

  it('run on over a short breath, which counts, and over a longer one, which does not', () => {
    expect(play([true, 500], [false, 250], [true, 500])).toEqual([{ from: 0, to: 1_250 }]);
    // A second of talk that ends at 1.8 s: one report, as long as the talk.
    expect(play([true, 500], [false, 800], [true, 500])).toEqual([{ from: 800, to: 1_800 }]);
  });

  it('are told apart when somebody falls silent between them', () => {
    expect(play([true, 500], [false, 2_000], [true, 500])).toEqual([
      { from: 0, to: 500 },
      { from: 2_500, to: 3_000 },
    ]);
  });

  it('are told about every five seconds of talk, with no moment told twice', () => {
    expect(play([true, 12_000])).toEqual([
      { from: 0, to: 5_000 },
      { from: 5_000, to: 10_000 },
      { from: 10_000, to: 12_000 },
    ]);
    const phrases = Array.from({ length: 12 }, (): [boolean, number][] => [
      [true, 1_000],
      [false, 500],
    ]).flat();
    const told = play(...phrases);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(12_000);
    for (const [index, { from }] of told.entries()) expect(from).toBeGreaterThanOrEqual(told[index - 1]?.to ?? 0);
  });

  it('do not wait long when there is little of them', () => {
    const words = Array.from({ length: 12 }, (): [boolean, number][] => [
      [true, 100],
      [false, 1_000],
    ]).flat();
    expect(play(...words).length).toBeGreaterThanOrEqual(2);
  });

  it('do not bridge a gap in which nothing was measured', () => {
    const told: Stretch[] = [];
    const segments = createTalkSegments((stretch) => told.push(stretch));
    segments.push({ from: 0, to: 50, rms: 0.1 });
    segments.push({ from: 60_000, to: 60_050, rms: 0.1 });
    segments.end();
    expect(told).toEqual([
      { from: 0, to: 50 },
      { from: 60_000, to: 60_050 },
    ]);
  });

  it('are silent where nothing is loud', () => {
    expect(play([false, 5_000])).toEqual([]);
  });
});
