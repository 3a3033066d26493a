import { EVIDENCE_MIN, MAX_CARD, type Card, type Level, type Overall, type ParticipantId } from '@debrief/contracts';
import type { Hint, PanelState, RoundState, SelfState } from './state';

/** Why a card cannot be locked: the field (as a path), one sentence for it, and the code of the refusal. */
export interface CardFault {
  field: string;
  sentence: string;
  code: 'bad-input' | 'no-evidence';
}

export interface CardRules {
  /** The dimensions that this card has, in the rubric's order; it must cover exactly these. */
  dimensions: readonly string[];
  /** The candidate's own card: evidence and confidence are optional. */
  isSelf: boolean;
  /** How many red flags the rubric has; flags are named by index. */
  redFlags: number;
  /** By dimension, server time (ms) of the first hint that counts against it; only on an interviewer's card. */
  hintedAt: Readonly<Record<string, number>>;
  /** Facts given unasked of which nobody has said what they count against; only on an interviewer's card. */
  unfiled?: readonly string[];
  /** What evidence may speak of: from the start of the interview until now, server time (ms). */
  within?: { readonly from: number; readonly until: number };
}

/** A fact given unasked of which nobody has said yet what it counts against; “none” is said, too. */
export const isUnfiled = ({ kind, dimension }: Hint): boolean => kind === 'fact' && dimension === undefined;

/** By dimension, when the first hint was given that is filed under it, ms. */
export const hintTimes = (hints: readonly Hint[]): Record<string, number> => {
  const times: Record<string, number> = {};
  for (const { dimension, at } of hints)
    if (dimension) times[dimension] = Math.min(at, times[dimension] ?? Number.POSITIVE_INFINITY);
  return times;
};

/**
 * The rules of one scorer's card of a round, from what that scorer alone and the round's interviewers know. The ledger
 * of hints counts on interviewers' cards only: nobody else knows it, and a refusal would tell them.
 *
 * @param rubric of the round's own version: all its dimensions, in order, and how many red flags it has
 * @param known.now server time, ms
 */
export const cardRules = (
  round: RoundState,
  participant: ParticipantId,
  rubric: { dimensions: readonly string[]; redFlags: number },
  { self, panel, now }: { self: SelfState | undefined; panel: PanelState | undefined; now: number },
): CardRules => {
  const hints = round.interviewers.includes(participant) ? (panel?.hints ?? []) : [];
  const assigned = rubric.dimensions.filter((dimension) => self?.assigned[round.round]?.includes(dimension));
  return {
    dimensions: assigned.length > 0 ? assigned : rubric.dimensions,
    isSelf: participant === round.candidate,
    redFlags: rubric.redFlags,
    hintedAt: hintTimes(hints),
    // Once the cards are open nothing can be filed any more, so a late card is not held up by it.
    unfiled: round.openedAt === null ? hints.filter(isUnfiled).map(({ text }) => text) : [],
    ...(round.startedAt !== null && { within: { from: round.startedAt, until: now } }),
  };
};

const carries = ({ text }: Card['levels'][number]['evidence'][number]): boolean => text.trim().length >= EVIDENCE_MIN;

/** A level above this, on a dimension that was helped, must have been earned before the help. */
export const MOST_AFTER_HINT = 2;

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
 * scorer need one piece of evidence of at least 20 characters; 0 (not observed) needs none. Levels above 2 on a dimension
 * with a hint need such a piece that ends before the first one, so every hint has to be filed by then.
 */
export const cardFaults = (
  card: Card,
  { dimensions, isSelf, redFlags, hintedAt, unfiled = [], within }: CardRules,
): CardFault[] => {
  const faults: CardFault[] = [];
  const fault = (field: string, sentence: string, code: CardFault['code'] = 'bad-input') =>
    faults.push({ field, sentence, code });

  for (const fact of unfiled)
    fault('hints', `Say first what “${fact}” counts against: it was given unasked. “None” is an answer, too.`);
  for (const dimension of dimensions) {
    const field = `levels.${dimension}`;
    const items = card.levels.filter((item) => item.dimension === dimension);
    const [item] = items;
    const hint = hintedAt[dimension];
    if (!item || item.level === null) fault(field, 'Choose a level, or “not observed”.');
    else if (items.length > 1) fault(field, 'This dimension is on the card twice.');
    else if (!isSelf && item.level > 0 && !item.evidence.some(carries))
      fault(
        field,
        `Add a quote or paraphrase of at least ${EVIDENCE_MIN} characters, or choose “not observed”.`,
        'no-evidence',
      );
    else if (within && item.evidence.some(({ from, to }) => from < within.from || to > within.until))
      fault(field, 'A piece of evidence names a time before the interview began or after now.');
    else if (
      hint !== undefined &&
      item.level > MOST_AFTER_HINT &&
      !item.evidence.some((each) => carries(each) && each.to < hint)
    )
      fault(
        field,
        `A fact was given unasked here: a level above ${MOST_AFTER_HINT} needs evidence from before it.`,
        'no-evidence',
      );
  }
  for (const { dimension } of card.levels)
    if (!dimensions.includes(dimension)) fault(`levels.${dimension}`, 'This dimension is not on your card.');

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

/** From this share of the rubric's weight on, levels say something about the whole. */
const MIN_COVERAGE = 0.6;
/** Upper ends of the first three bands of a weighted mean level. */
const BAND_ENDS = [1.75, 2.5, 3.25];
/** A dimension that weighs this much keeps the band at No when it is this low. */
const HEAVY = 20;
const LOW = 1.5;

/** The four recommendations from the lowest to the highest. */
export const OVERALLS: readonly Overall[] = ['strong-no', 'no', 'yes', 'strong-yes'];

/**
 * The recommendation that levels add up to; null while less than 60 % of the rubric's weight was observed. A mean below
 * 1.5 on a dimension of weight 20 or more, or a confirmed red flag, keeps it at “no” at most.
 *
 * @param cards one or several cards; levels of 0, null and absent dimensions are missing data
 * @param dimensions all of the rubric, with weights that add up to 100
 */
export const computedBand = (
  cards: readonly Pick<Card, 'levels' | 'redFlags'>[],
  dimensions: readonly { key: string; weight: number }[],
): Overall | null => {
  const observed = dimensions.flatMap(({ key, weight }) => {
    const levels = cards.flatMap((card) =>
      card.levels.flatMap(({ dimension, level }) => (dimension === key && level ? [level] : [])),
    );
    return levels.length ? [{ weight, mean: levels.reduce((sum: number, one) => sum + one, 0) / levels.length }] : [];
  });
  const weighed = observed.reduce((sum, { weight }) => sum + weight, 0);
  const all = dimensions.reduce((sum, { weight }) => sum + weight, 0);
  // A rubric of 60 % in decimal weights must not fail by a rounding of the last bit.
  if (weighed === 0 || weighed / all < MIN_COVERAGE - 1e-9) return null;
  const mean = observed.reduce((sum, one) => sum + one.weight * one.mean, 0) / weighed;
  const band = BAND_ENDS.filter((end) => mean >= end - 1e-9).length;
  const isCapped =
    cards.some(({ redFlags }) => redFlags.length > 0) || observed.some((one) => one.weight >= HEAVY && one.mean < LOW);
  return OVERALLS[isCapped ? Math.min(band, 1) : band] ?? null;
};

/** How many steps lie between two recommendations, 0–3. */
export const bandsApart = (one: Overall, other: Overall): number =>
  Math.abs(OVERALLS.indexOf(one) - OVERALLS.indexOf(other));
