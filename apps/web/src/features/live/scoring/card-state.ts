import { newId } from '@debrief/client';
import { EVIDENCE_MIN, type Card, type Evidence, type Level } from '@debrief/contracts';
import { type MarkState } from '@debrief/live-core';

export const emptyCard = (dimensions: readonly string[]): Card => ({
  levels: dimensions.map((dimension) => ({ dimension, level: null, evidence: [] })),
  overall: null,
  confidence: null,
  redFlags: [],
});

type Item = Card['levels'][number];
export const itemOf = (card: Card, dimension: string): Item =>
  card.levels.find((item) => item.dimension === dimension) ?? { dimension, level: null, evidence: [] };

const withItem = (card: Card, dimension: string, change: (item: Item) => Item): Card => {
  const has = card.levels.some((item) => item.dimension === dimension);
  const levels = has ? card.levels : [...card.levels, itemOf(card, dimension)];
  return { ...card, levels: levels.map((item) => (item.dimension === dimension ? change(item) : item)) };
};

export const setLevel = (card: Card, dimension: string, level: Level): Card =>
  withItem(card, dimension, (item) => ({ ...item, level }));

/** Cites a mark, or takes the citation back. The words of the mark are copied: the card must stand by itself. */
export const toggleMark = (card: Card, mark: MarkState): Card =>
  withItem(card, mark.dimension, (item) => {
    const cited = item.evidence.some((each) => each.mark === mark.mark);
    const evidence: Evidence = {
      id: newId(),
      text: mark.words,
      kind: mark.kind,
      from: mark.from,
      to: mark.to,
      mark: mark.mark,
    };
    return {
      ...item,
      evidence: cited
        ? item.evidence.filter((each) => each.mark !== mark.mark)
        : [...item.evidence, evidence].slice(0, 12),
    };
  });

export const addEvidence = (card: Card, dimension: string, evidence: Evidence): Card =>
  withItem(card, dimension, (item) => ({ ...item, evidence: [...item.evidence, evidence].slice(0, 12) }));
export const changeEvidence = (card: Card, dimension: string, id: string, change: Partial<Evidence>): Card =>
  withItem(card, dimension, (item) => ({
    ...item,
    evidence: item.evidence.map((each) => (each.id === id ? { ...each, ...change } : each)),
  }));
export const removeEvidence = (card: Card, dimension: string, id: string): Card =>
  withItem(card, dimension, (item) => ({ ...item, evidence: item.evidence.filter((each) => each.id !== id) }));

/** The words of marks that a card begins with, in characters: far below what a whole card may hold. */
const PREFILL = 6_000;

/** A card as it opens: under each dimension the marks that have words, the level still open. */
export const prefilledCard = (dimensions: readonly string[], marks: readonly MarkState[]): Card => {
  let left = PREFILL;
  return marks.reduce((card, mark) => {
    const words = mark.words.trim().length;
    left -= words;
    return words > 0 && left >= 0 && dimensions.includes(mark.dimension) ? toggleMark(card, mark) : card;
  }, emptyCard(dimensions));
};

/** A scorer's level 1–4 needs a piece of evidence that carries it; “not observed” needs none. */
export const mayHaveLevel = (card: Card, dimension: string): boolean =>
  itemOf(card, dimension).evidence.some(({ text }) => missingCharacters(text) === 0);

const REACH = 10_000;
/**
 * The stretch that a typed time means: the ten seconds up to it, as a mark's. Empty is the whole interview; undefined
 * is no time. `typed` counts from `startedAt`, as `12:40` or, in minutes, `12`.
 */
export const spanAt = (typed: string, startedAt: number, endedAt: number): { from: number; to: number } | undefined => {
  if (typed.trim() === '') return { from: startedAt, to: endedAt };
  const found = /^(\d{1,3})(?::([0-5]?\d))?$/.exec(typed.trim());
  if (!found) return undefined;
  const to = Math.min(endedAt, startedAt + (Number(found[1]) * 60 + Number(found[2] ?? 0)) * 1_000);
  return { from: Math.max(startedAt, to - REACH), to };
};

/** How many dimensions still have no level; the overall opens at 0. */
export const openLevels = (card: Card, dimensions: readonly string[]): number =>
  dimensions.filter((dimension) => itemOf(card, dimension).level === null).length;

/** Characters that are still missing before a piece of evidence carries a level. */
export const missingCharacters = (text: string): number => Math.max(0, EVIDENCE_MIN - text.trim().length);

/** The card as it is locked: empty evidence left out, dimensions in the rubric's order. */
export const cardToLock = (card: Card, dimensions: readonly string[]): Card => ({
  ...card,
  levels: dimensions.map((dimension) => {
    const item = itemOf(card, dimension);
    return { ...item, evidence: item.evidence.filter(({ text }) => text.trim() !== '') };
  }),
});
