import { entropy, informationGain, levelInformation } from './information';
import { bestGap, nextPrompts, type PromptOffered, type PromptSeeker } from './next-prompts';
import { raterDiagnostics, type RatingJudged } from './raters';
import { chanceAbove } from './skill';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

describe('Information', () => {
  it('gives the gains of Quinlan’s fourteen days', () => {
    expect(entropy([9, 5]).toFixed(3)).toBe('0.940');
    const gains = {
      outlook: [
        [2, 3],
        [4, 0],
        [3, 2],
      ],
      humidity: [
        [3, 4],
        [6, 1],
      ],
      wind: [
        [6, 2],
        [3, 3],
      ],
      temperature: [
        [2, 2],
        [4, 2],
        [3, 1],
      ],
    };
    expect(Object.values(gains).map((rows) => informationGain(rows).toFixed(4))).toEqual([
      '0.2467',
      '0.1518',
      '0.0481',
      '0.0292',
    ]);
    expect(entropy([])).toBe(0);
    expect(informationGain([])).toBe(0);
    expect(() => entropy([-1])).toThrow(RangeError);
  });

  it('of one level is what the vector says, and less the more is known', () => {
    const { bits, chances } = levelInformation({ mean: 0, variance: 1 }, { mean: 0, variance: 0.16 });
    expect(bits.toFixed(4)).toBe('0.2911');
    expect(chances.map((each) => each.toFixed(4))).toEqual(['0.1789', '0.3211', '0.3211', '0.1789']);
    const surer = levelInformation({ mean: 0, variance: 0.2 }, { mean: 0, variance: 0.16 });
    expect(surer.bits).toBeLessThan(bits);
    expect(levelInformation({ mean: 60, variance: 1 }, { mean: 0, variance: 0.16 }).bits).toBeGreaterThanOrEqual(0);
    expect(levelInformation({ mean: 0, variance: 0 }, { mean: 0, variance: 0.16 }).bits).toBeCloseTo(0, 12);
  });
});

describe('The best gap', () => {
  it('lies where the published study found it', () => {
    expect([7, 42, 365].map((days) => bestGap(days).toFixed(1))).toEqual(['2.1', '6.6', '26.4']);
    expect(bestGap(7)).toBeGreaterThanOrEqual(1.4);
    expect(bestGap(7)).toBeLessThanOrEqual(2.8);
    expect(bestGap(365)).toBeGreaterThanOrEqual(18);
    expect(bestGap(365)).toBeLessThanOrEqual(37);
    expect(() => bestGap(0)).toThrow(RangeError);
  });
});

const prompt = (id: string, change: Partial<PromptOffered> = {}): PromptOffered => ({
  id,
  type: 'product-sense',
  tags: ['food', 'USER'],
  shares: { USER: 0.6, INSIGHT: 0.4 },
  difficulty: { mean: 0, variance: 0.16 },
  ...change,
});
const seeker: PromptSeeker = {
  skills: { USER: { mean: 0.6, variance: 0.25 }, INSIGHT: { mean: -0.5, variance: 0.36 } },
  known: [],
  rounds: [],
};
const one = (who: PromptSeeker, offered: PromptOffered) => nextPrompts(who, [offered], NOW, 1)[0];

describe('The next prompt', () => {
  it('adds up five terms as the formula says', () => {
    expect((1 - chanceAbove({ mean: 0.6, variance: 0.25 })).toFixed(3)).toBe('0.115');
    expect((1 - chanceAbove({ mean: -0.5, variance: 0.36 })).toFixed(3)).toBe('0.798');
    const found = one(seeker, prompt('a'));
    expect(found?.terms.need).toBeCloseTo(0.6 * 0.11507 + 0.4 * 0.79767, 4);
    expect(found?.terms.spacing).toBe(1);
    expect(found?.terms.novelty).toBe(1);
    const { need = 0, info = 0, spacing = 0, novelty = 0, fit = 0 } = found?.terms ?? {};
    expect(found?.utility).toBeCloseTo(0.3 * need + 0.25 * info + 0.2 * spacing + 0.15 * novelty + 0.1 * fit, 12);
  });

  it('never proposes what is known, and halves the spacing left after each best gap', () => {
    expect(nextPrompts({ ...seeker, known: ['a'] }, [prompt('a')], NOW, 1)).toEqual([]);
    const after = (days: number) =>
      one(
        { ...seeker, days: 42, rounds: [{ type: 'product-sense', tags: ['other'], at: NOW - days * DAY }] },
        prompt('a'),
      )?.terms.spacing ?? 0;
    expect(after(0)).toBe(0);
    expect(after(bestGap(42))).toBeCloseTo(0.5, 12);
    expect(after(-3)).toBe(0);
  });

  it('takes 0.15 from a third of one type running and 0.10 from what everybody uses', () => {
    const round = (type: string, days: number) => ({ type, tags: [], at: NOW - days * DAY });
    const plain = one({ ...seeker, rounds: [round('product-sense', 1), round('metrics', 2)] }, prompt('a'));
    const third = one({ ...seeker, rounds: [round('product-sense', 1), round('product-sense', 2)] }, prompt('a'));
    expect((plain?.utility ?? 0) - (third?.utility ?? 0)).toBeCloseTo(0.15, 12);
    expect(third?.loses).toEqual(['third-running']);
    const used = one(seeker, prompt('a', { weekShare: 0.06 }));
    expect((one(seeker, prompt('a'))?.utility ?? 0) - (used?.utility ?? 0)).toBeCloseTo(0.1, 12);
  });

  it('is less novel the more it shares with the last sixty days, and only with those', () => {
    const with_ = (tags: string[], days: number) =>
      one({ ...seeker, rounds: [{ type: 'x', tags, at: NOW - days * DAY }] }, prompt('a'))?.terms.novelty;
    expect(with_(['food', 'USER'], 10)).toBe(0);
    expect(with_(['food', 'OTHER'], 10)).toBeCloseTo(1 - 1 / 3, 12);
    expect(with_(['food', 'USER'], 61)).toBe(1);
  });

  it('draws one of the best five by a seed, which repeats, and never the sixth', () => {
    const many = Array.from({ length: 9 }, (_, n) =>
      prompt(`p${n}`, { difficulty: { mean: n / 4, variance: 0.16 }, tags: [`t${n}`] }),
    );
    const byUtility = [...nextPrompts(seeker, many, NOW, 1)].sort((a, b) => b.utility - a.utility).map(({ id }) => id);
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 150; seed += 1) {
      const list = nextPrompts(seeker, many, NOW, seed);
      expect(list).toHaveLength(9);
      const first = list[0]?.id ?? '';
      expect(nextPrompts(seeker, many, NOW, seed)[0]?.id).toBe(first);
      drawn.set(first, (drawn.get(first) ?? 0) + 1);
    }
    expect([...drawn.keys()].sort()).toEqual(byUtility.slice(0, 5).sort());
    expect(drawn.get(byUtility[0] ?? '')).toBeGreaterThan(drawn.get(byUtility[4] ?? '') ?? 0);
  });

  it('names the term that sets a prompt apart', () => {
    const list = nextPrompts(
      { ...seeker, rounds: [{ type: 'metrics', tags: [], at: NOW - DAY }] },
      [
        prompt('weak', { shares: { INSIGHT: 1 }, tags: ['x'] }),
        prompt('strong', { shares: { USER: 1 }, tags: ['x'] }),
        prompt('soon', { shares: { USER: 1 }, type: 'metrics', tags: ['x'] }),
      ],
      NOW,
      3,
    );
    const why = Object.fromEntries(list.map(({ id, reason }) => [id, reason]));
    expect(why['weak']).toEqual({ term: 'need', skill: 'INSIGHT', days: null, chance: null });
    expect(why['strong']?.term).toBe('spacing');
    expect(JSON.stringify(list)).not.toMatch(/null,"term"|NaN/);
    expect(() => one(seeker, prompt('a', { shares: { USER: 0.5 } }))).toThrow(RangeError);
  });
});

describe('How a rater rates', () => {
  const card = (rater: string, n: number, levels: number[]): RatingJudged[] =>
    levels.map((level) => ({ rater, card: `${rater}${n}`, level, expected: 2.5, deviation: 1 }));
  const wide = [1, 2, 3, 4, 2];
  const pool = [0, 1, 2].flatMap((n) => card('wide', n, wide));

  it('is told from ten levels on', () => {
    const found = raterDiagnostics([...card('new', 0, [1, 2, 3]), ...pool]);
    expect(found.map(({ rater }) => rater)).toEqual(['new', 'wide']);
    expect(found[0]?.fit).toEqual({ measurable: false, why: 'too-few' });
    expect(found[1]?.fit.measurable).toBe(true);
  });

  it('tells halo, the middle, severity and surprise', () => {
    const flat = [0, 1, 2].flatMap((n) => card('flat', n, [n + 1, n + 1, n + 1, n + 1, n + 1]));
    const [flatter, wider] = raterDiagnostics([...flat, ...pool]);
    expect(flatter?.halo).toEqual({ measurable: true, value: 1, interval: [1, 1] });
    expect(wider?.halo.measurable && wider.halo.value).toBeLessThan(0);
    const harsh = raterDiagnostics([0, 1].flatMap((n) => card('harsh', n, [1, 1, 1, 2, 1])))[0];
    expect(harsh?.severity.measurable && harsh.severity.value).toBeCloseTo(1.3, 12);
    expect(harsh?.centrality).toEqual({ measurable: true, value: 0, interval: null });
    expect(harsh?.fit.measurable && harsh.fit.value).toBeCloseTo((8 * 2.25 + 2 * 0.25) / 10, 12);
  });

  it('has an interval by card from three cards on, narrower with more of them', () => {
    const cards = (count: number) =>
      raterDiagnostics(
        Array.from({ length: count }, (_, n) => card('a', n, n % 2 ? [1, 2, 3, 4] : [2, 3, 3, 4])).flat(),
      )[0];
    const width = (count: number) => {
      const fit = cards(count)?.fit;
      return fit?.measurable && fit.interval ? fit.interval[1] - fit.interval[0] : Number.NaN;
    };
    expect(width(3)).toBeGreaterThan(0);
    expect(width(24)).toBeLessThan(width(6));
    const severity = cards(6)?.severity;
    if (!severity?.measurable || !severity.interval) throw new Error('six cards are enough');
    // By hand: means 0 and −0.5 in turn, so the six differ from −0.25 by 0.25 each.
    expect(severity.interval[1] - severity.value).toBeCloseTo(1.645 * Math.sqrt((6 * 0.0625) / (6 * 5)), 10);
    for (const figure of Object.values(cards(3) ?? {}))
      if (typeof figure === 'object' && figure.measurable && figure.interval)
        expect(figure.interval.every(Number.isFinite)).toBe(true);
  });

  it('cannot tell halo where no card has two levels, or none differ', () => {
    const single = Array.from({ length: 12 }, (_, n) => card('a', n, [2])).flat();
    expect(raterDiagnostics(single)[0]?.halo).toEqual({ measurable: false, why: 'too-few' });
    const equal = [0, 1, 2].flatMap((n) => card('a', n, [3, 3, 3, 3]));
    expect(raterDiagnostics(equal)[0]?.halo).toEqual({ measurable: false, why: 'same' });
    expect(() => raterDiagnostics([{ ...(pool[0] as RatingJudged), deviation: 0 }])).toThrow(RangeError);
    expect(raterDiagnostics([])).toEqual([]);
  });
});
