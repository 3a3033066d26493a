import type { Card, Level } from '@debrief/contracts';
import { cardFaults, gaps } from './index';
import { DIMENSIONS, fullCard, idOf } from './testing';

const rules = { dimensions: DIMENSIONS, isSelf: false, redFlags: 3 };
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
});
