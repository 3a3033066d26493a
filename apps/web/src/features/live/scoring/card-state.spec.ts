import { type MarkState } from '@debrief/live-core';
import {
  addEvidence,
  cardToLock,
  emptyCard,
  itemOf,
  missingCharacters,
  mayHaveLevel,
  openLevels,
  prefilledCard,
  setLevel,
  spanAt,
  toggleMark,
} from './card-state';

const dimensions = ['framing', 'users'];
const mark: MarkState = {
  mark: 'm1',
  round: 1,
  dimension: 'users',
  kind: 'strong',
  words: 'Ana, sanding a door on Sunday',
  from: 1,
  to: 2,
  at: 2,
};

describe('the card', () => {
  it('counts the dimensions that have no level; not observed is a level', () => {
    const card = emptyCard(dimensions);
    expect(openLevels(card, dimensions)).toBe(2);
    expect(openLevels(setLevel(setLevel(card, 'users', 0), 'framing', 3), dimensions)).toBe(0);
  });

  it('copies the words of a mark it cites, and takes them out again', () => {
    const cited = toggleMark(emptyCard(dimensions), mark);
    expect(itemOf(cited, 'users').evidence).toMatchObject([
      { text: mark.words, kind: 'strong', from: 1, to: 2, mark: 'm1' },
    ]);
    expect(itemOf(toggleMark(cited, mark), 'users').evidence).toEqual([]);
  });

  it('says how much is missing until evidence carries a level', () => {
    expect(missingCharacters('  short  ')).toBe(15);
    expect(missingCharacters('x'.repeat(20))).toBe(0);
  });

  it('is locked in the order of the rubric and without empty evidence', () => {
    const empty = { id: 'e', text: ' ', kind: 'quote', from: 0, to: 0 } as const;
    const card = addEvidence({ ...emptyCard([]), levels: [itemOf(emptyCard([]), 'users')] }, 'users', empty);
    expect(cardToLock(card, dimensions).levels).toEqual([
      { dimension: 'framing', level: null, evidence: [] },
      { dimension: 'users', level: null, evidence: [] },
    ]);
  });

  it('opens with the marks that have words, and stays far below what a card may hold', () => {
    const bare = { ...mark, mark: 'm2', words: ' ' };
    const other = { ...mark, mark: 'm3', dimension: 'elsewhere' };
    const card = prefilledCard(dimensions, [mark, bare, other]);
    expect(card.levels.map(({ level, evidence }) => [level, evidence.map((each) => each.mark)])).toEqual([
      [null, []],
      [null, ['m1']],
    ]);
    expect(mayHaveLevel(card, 'users')).toBe(true);
    expect(mayHaveLevel(card, 'framing')).toBe(false);
    const many = Array.from({ length: 40 }, (_, n) => ({ ...mark, mark: `m${n}`, words: 'x'.repeat(600) }));
    expect(JSON.stringify(prefilledCard(dimensions, many)).length).toBeLessThan(10_000);
  });

  it.each([
    ['', { from: 1_000, to: 601_000 }],
    ['2:05', { from: 116_000, to: 126_000 }],
    ['2', { from: 111_000, to: 121_000 }],
    ['0:04', { from: 1_000, to: 5_000 }],
    ['99', { from: 591_000, to: 601_000 }],
    ['soon', undefined],
    ['2:75', undefined],
  ])('reads the time %j', (typed, span) => {
    expect(spanAt(typed, 1_000, 601_000)).toEqual(span);
  });
});
