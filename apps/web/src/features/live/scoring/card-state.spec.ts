import { type MarkState } from '@debrief/live-core';
import {
  addEvidence,
  cardToLock,
  emptyCard,
  itemOf,
  missingCharacters,
  openLevels,
  setLevel,
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
});
