import { gaps, momentsOf, type Moment, type RoundState } from '@debrief/live-core';
import type { Replay } from './review-data';

/** Fewer than this and the whole list is the better one to begin with. */
const ENOUGH = 3;

/**
 * The moments to talk about first: what the cards rest on where they differ, nudges and twists. While the cards are
 * shut, or where they agree, everything marked or cited counts. Null when too few are left to be a choice.
 */
export const turningPoints = (moments: readonly Moment[], round: RoundState): Moment[] | null => {
  const contested = new Set(
    gaps(round.cards ?? [], round.dimensions)
      .filter(({ gap }) => gap > 0)
      .map(({ dimension }) => dimension),
  );
  const chosen = moments.filter((moment) => {
    if (moment.kind === 'twist') return true;
    if (moment.kind === 'hint') return moment.hint === 'nudge';
    if (!('mark' in moment)) return false;
    return contested.size === 0 || (moment.kind === 'evidence' && contested.has(moment.dimension));
  });
  return chosen.length >= ENOUGH && chosen.length < moments.length ? chosen : null;
};

/** All moments of a round that the reader may see, and the ones to begin with. */
export const momentsFor = (replay: Replay, round: RoundState): { all: Moment[]; turning: Moment[] | null } => {
  const all = momentsOf(replay.end, round, replay.reader);
  return { all, turning: turningPoints(all, round) };
};

/** Where the page opens: at what there is most to talk about, or at the beginning. */
export const openingOf = (replay: Replay, round: RoundState): { at: number; chosen: string | null } => {
  const first = momentsFor(replay, round).turning?.[0];
  return first ? { at: first.at, chosen: first.key } : { at: round.startedAt ?? 0, chosen: null };
};
