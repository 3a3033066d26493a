import { EVIDENCE_MIN, MAX_CARD, type Card, type Level, type ParticipantId } from '@debrief/contracts';

/** Why a card cannot be locked: the field (as a path), one sentence for it, and the code of the refusal. */
export interface CardFault {
  field: string;
  sentence: string;
  code: 'bad-input' | 'no-evidence';
}

export interface CardRules {
  /** The rubric's dimensions, in order; the card must cover exactly these. */
  dimensions: readonly string[];
  /** The candidate's own card: evidence and confidence are optional. */
  isSelf: boolean;
  /** How many red flags the rubric has; flags are named by index. */
  redFlags: number;
}

const hasEvidence = (item: Card['levels'][number]): boolean =>
  item.evidence.some(({ text }) => text.trim().length >= EVIDENCE_MIN);

/** Bytes of a value as JSON in UTF-8. */
const jsonBytes = (value: unknown): number => {
  let bytes = 0;
  for (const character of JSON.stringify(value)) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
};

/**
 * Everything that keeps a card from being locked, in the order of the form; empty when it can be. Levels 1–4 of a
 * scorer need one piece of evidence of at least 20 characters; 0 (not observed) needs none.
 */
export const cardFaults = (card: Card, { dimensions, isSelf, redFlags }: CardRules): CardFault[] => {
  const faults: CardFault[] = [];
  const fault = (field: string, sentence: string, code: CardFault['code'] = 'bad-input') =>
    faults.push({ field, sentence, code });

  for (const dimension of dimensions) {
    const field = `levels.${dimension}`;
    const items = card.levels.filter((item) => item.dimension === dimension);
    const [item] = items;
    if (!item || item.level === null) fault(field, 'Choose a level, or “not observed”.');
    else if (items.length > 1) fault(field, 'This dimension is on the card twice.');
    else if (!isSelf && item.level > 0 && !hasEvidence(item))
      fault(
        field,
        `Add a quote or paraphrase of at least ${EVIDENCE_MIN} characters, or choose “not observed”.`,
        'no-evidence',
      );
  }
  for (const { dimension } of card.levels)
    if (!dimensions.includes(dimension)) fault(`levels.${dimension}`, 'This dimension is not in the rubric.');

  const evidence = card.levels.flatMap((item) => item.evidence);
  if (new Set(evidence.map(({ id }) => id)).size < evidence.length)
    fault('levels', 'Two pieces of evidence have the same id.');
  if (evidence.some(({ from, to }) => from > to)) fault('levels', 'A piece of evidence ends before it begins.');

  if (card.overall === null) fault('overall', 'Choose an overall recommendation.');
  if (!isSelf && card.confidence === null) fault('confidence', 'Say how sure you are: low, medium or high.');
  const flags = new Set(card.redFlags);
  if (flags.size < card.redFlags.length || card.redFlags.some((flag) => flag >= redFlags))
    fault('redFlags', 'A red flag is not in the rubric or is named twice.');
  if (jsonBytes(card) > MAX_CARD) fault('card', 'The card is too long: shorten some evidence.');
  return faults;
};

/** One dimension's levels side by side. */
export interface Gap {
  dimension: string;
  /** Level by participant; 0 is “not observed” and takes no part in the gap. */
  levels: Record<ParticipantId, Level>;
  /** Highest minus lowest observed level, 0 when fewer than two were observed. */
  gap: number;
}

/** The gaps between cards, widest first; equally wide ones in the rubric's order. */
export const gaps = (
  cards: readonly { participant: ParticipantId; card: Card }[],
  dimensions: readonly string[],
): Gap[] =>
  dimensions
    .map((dimension) => {
      const levels: Record<ParticipantId, Level> = {};
      for (const { participant, card } of cards) {
        const level = card.levels.find((item) => item.dimension === dimension)?.level;
        if (level !== undefined && level !== null) levels[participant] = level;
      }
      const observed = Object.values(levels).filter((level) => level > 0);
      const gap = observed.length < 2 ? 0 : Math.max(...observed) - Math.min(...observed);
      return { dimension, levels, gap };
    })
    .sort((a, b) => b.gap - a.gap);
