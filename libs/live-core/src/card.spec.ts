import type { Card, Level } from '@debrief/contracts';
import { bandsApart, cardFaults, computedBand, gaps, hintTimes } from './index';
import { DIMENSIONS, fullCard, idOf, START } from './testing';

const rules = { dimensions: DIMENSIONS, isSelf: false, redFlags: 3, hintedAt: {} };
const faults = (card: Card, more = {}) =>
  cardFaults(card, { ...rules, ...more }).map(({ field, code }) => [field, code]);
const item = (card: Card, change: Partial<Card['levels'][number]>): Card => ({
  ...card,
  levels: card.levels.map((level, index) => (index === 0 ? { ...level, ...change } : level)),
});
const quote = (text: string) => ({ id: idOf(text), text, kind: 'quote' as const, from: 1, to: 2 });

describe('card', () => {
  it('R48: a whole card has no faults', () => {
    expect(faults(fullCard())).toEqual([]);
    expect(faults(fullCard(), { isSelf: true })).toEqual([]);
  });

  it('R48: every dimension once, with a level, and nothing else', () => {
    const card = fullCard();
    expect(faults(item(card, { level: null }))).toEqual([['levels.goal', 'bad-input']]);
    expect(faults({ ...card, levels: card.levels.slice(1) })).toEqual([['levels.goal', 'bad-input']]);
    expect(faults(item(card, { dimension: 'other' }))).toEqual([
      ['levels.goal', 'bad-input'],
      ['levels.other', 'bad-input'],
    ]);
    const twice = { ...card, levels: [...card.levels, { dimension: 'goal', level: 0 as Level, evidence: [] }] };
    expect(faults(twice)).toEqual([['levels.goal', 'bad-input']]);
  });

  it('R48: overall always, confidence of scorers, known red flags, 16 kB', () => {
    expect(faults(fullCard(3, { overall: null, confidence: null }))).toEqual([
      ['overall', 'bad-input'],
      ['confidence', 'bad-input'],
    ]);
    expect(faults(fullCard(3, { confidence: null }), { isSelf: true })).toEqual([]);
    expect(faults(fullCard(3, { redFlags: [2] }))).toEqual([]);
    expect(faults(fullCard(3, { redFlags: [3] }))).toEqual([['redFlags', 'bad-input']]);
    expect(faults(fullCard(3, { redFlags: [1, 1] }))).toEqual([['redFlags', 'bad-input']]);
    // 12 quotes of 500 characters that take three bytes each.
    const long = Array.from({ length: 12 }, (_, index) => quote(`${index}${'…'.repeat(499)}`));
    expect(faults(item(fullCard(), { evidence: long }))).toEqual([['card', 'bad-input']]);
  });

  it('R49: a level of a scorer needs twenty characters of evidence', () => {
    const bare = (level: Level, text = 'too short') => item(fullCard(), { level, evidence: [quote(text)] });
    expect(faults(bare(1))).toEqual([['levels.goal', 'no-evidence']]);
    expect(faults(bare(4, ` ${'x'.repeat(19)} `))).toEqual([['levels.goal', 'no-evidence']]);
    expect(faults(bare(4, 'x'.repeat(20)))).toEqual([]);
    expect(faults(bare(0))).toEqual([]);
    expect(faults(bare(2), { isSelf: true })).toEqual([]);
  });

  it('R49: evidence has its own id and does not run backwards', () => {
    const same = [quote('x'.repeat(20)), quote('x'.repeat(20))];
    expect(faults(item(fullCard(), { evidence: same }))).toEqual([['levels', 'bad-input']]);
    expect(faults(item(fullCard(), { evidence: [{ ...quote('x'.repeat(20)), from: 3 }] }))).toEqual([
      ['levels', 'bad-input'],
    ]);
  });

  it('R49: evidence is from the interview or after it, and not from the future', () => {
    const at = (from: number, to: number) =>
      faults(item(fullCard(), { evidence: [{ ...quote('x'.repeat(20)), from, to }] }), {
        within: { from: START, until: START + 900 },
      });
    expect(at(START, START + 900)).toEqual([]);
    expect(at(START - 1, START)).toEqual([['levels.goal', 'bad-input']]);
    expect(at(0, 1)).toEqual([['levels.goal', 'bad-input']]);
    expect(at(START, START + 901)).toEqual([['levels.goal', 'bad-input']]);
  });

  it('R73: widest gap first, ties in the order of the rubric, unobserved left out', () => {
    const card = (...levels: (Level | null)[]): Card => ({
      ...fullCard(),
      levels: DIMENSIONS.map((dimension, index) => ({ dimension, level: levels[index] ?? null, evidence: [] })),
    });
    const cards = [
      { participant: 'a', card: card(3, 1, 0, 2) },
      { participant: 'b', card: card(2, 4, 4, 1) },
      { participant: 'c', card: card(2, null, 0, 2) },
    ];
    expect(gaps(cards, DIMENSIONS)).toEqual([
      { dimension: 'user', levels: { a: 1, b: 4 }, gap: 3 },
      { dimension: 'goal', levels: { a: 3, b: 2, c: 2 }, gap: 1 },
      { dimension: 'solution', levels: { a: 2, b: 1, c: 2 }, gap: 1 },
      { dimension: 'insight', levels: { a: 0, b: 4, c: 0 }, gap: 0 },
    ]);
  });

  it('R73, R94: a dimension that a card does not have takes no part', () => {
    const one = fullCard(4);
    const cards = [
      { participant: 'a', card: { ...one, levels: one.levels.slice(0, 1) } },
      { participant: 'b', card: fullCard(2) },
    ];
    expect(gaps(cards, DIMENSIONS).map(({ gap, levels }) => [gap, Object.keys(levels)])).toEqual([
      [2, ['a', 'b']],
      ...Array.from({ length: 3 }, () => [0, ['b']]),
    ]);
  });

  it.each([
    [2, 99, []],
    [3, 99, ['levels.goal']],
    [4, 99, ['levels.goal']],
    [0, 99, []],
    [4, 3, []],
    [4, 2, ['levels.goal']],
  ] as const)('R93: level %i with evidence up to 2 and a hint at %i', (level, at, fields) => {
    const late = { ...quote('x'.repeat(20)), from: 100, to: 101 };
    const early = { ...quote('y'.repeat(20)), id: idOf('early') };
    const card = item(fullCard(), { level, evidence: at === 99 ? [late] : [late, early] });
    expect(faults(card, { hintedAt: { goal: at } })).toEqual(fields.map((field) => [field, 'no-evidence']));
  });

  it('R93: evidence from before the hint must carry a level by itself, and the first hint counts', () => {
    const late = { ...quote('x'.repeat(20)), from: 100, to: 101 };
    const card = item(fullCard(), { level: 3, evidence: [late, quote('too short')] });
    expect(faults(card, { hintedAt: { goal: 50 } })).toEqual([['levels.goal', 'no-evidence']]);
    const hint = { kind: 'fact' as const, ref: 'a', text: 'A fact' };
    const hints = [
      { ...hint, at: 70, dimension: 'goal' },
      { ...hint, at: 50, dimension: 'goal' },
      { ...hint, at: 10, dimension: null },
      { ...hint, at: 20 },
    ];
    expect(hintTimes(hints)).toEqual({ goal: 50 });
  });

  describe('the computed band', () => {
    const weights = [
      { key: 'goal', weight: 40 },
      { key: 'user', weight: 30 },
      { key: 'insight', weight: 15 },
      { key: 'solution', weight: 15 },
    ];
    const levels = (...given: Level[]): Card => ({
      ...fullCard(),
      levels: given.map((level, index) => ({ dimension: DIMENSIONS[index] ?? '', level, evidence: [] })),
    });
    const bandOf = (...cards: Card[]) => computedBand(cards, weights);

    it.each([
      [[1, 1, 4, 4], 'no'],
      [[2, 1, 2, 2], 'strong-no'],
      [[2, 2, 1, 2], 'no'],
      [[2, 3, 2, 3], 'no'],
      [[3, 2, 2, 3], 'yes'],
      [[3, 3, 4, 3], 'yes'],
      [[4, 3, 2, 3], 'strong-yes'],
      [[4, 3, 3, 3], 'strong-yes'],
    ] as [Level[], string][])('R95: levels %j make %s', (given, band) => {
      expect(bandOf(levels(...given))).toBe(band);
    });

    it('R95: the ends of the bands belong to the band above', () => {
      const even = DIMENSIONS.map((key) => ({ key, weight: 25 }));
      expect(computedBand([levels(2, 2, 2, 1)], even)).toBe('no');
      expect(computedBand([levels(2, 3, 2, 3)], even)).toBe('yes');
      expect(computedBand([levels(3, 3, 3, 4)], even)).toBe('strong-yes');
    });

    it('R95: a heavy dimension below 1.5 and a red flag keep it at no', () => {
      expect(bandOf(levels(4, 1, 4, 4))).toBe('no');
      expect(bandOf(levels(4, 4, 1, 4))).toBe('strong-yes');
      expect(bandOf(levels(3, 1, 4, 4), levels(3, 2, 4, 4))).toBe('yes');
      expect(bandOf({ ...levels(4, 4, 4, 4), redFlags: [0] })).toBe('no');
    });

    it('R94, R95: what was not observed or not assigned is missing, and too little makes no band', () => {
      expect(bandOf(levels(3, 3, 0, 0))).toBe('yes');
      expect(bandOf(levels(3, 3))).toBe('yes');
      expect(bandOf(levels(3, 0, 3, 0))).toBeNull();
      expect(bandOf(levels(0, 0, 0, 0))).toBeNull();
      expect(bandOf(levels(3), levels(0, 4))).toBe('strong-yes');
      expect(bandsApart('strong-no', 'yes')).toBe(2);
      expect(bandsApart('strong-yes', 'yes')).toBe(1);
    });
  });
});
