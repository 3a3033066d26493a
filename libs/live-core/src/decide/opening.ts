import { LATE_FOR } from '@debrief/contracts';
import { isHere } from '../roles';
import type { RoundState } from '../state';
import { type Draft, write } from './draft';

const openCards = (draft: Draft, { round, candidate, interviewers, locked }: RoundState): void => {
  const cards = locked.flatMap((participant) => {
    const own = draft.session.selves[participant]?.cards[round];
    return own ? [{ participant, isSelf: participant === candidate, lockedAt: own.at, card: own.card }] : [];
  });
  const hints = draft.session.panels[round]?.hints ?? [];
  const spoken = draft.session.panels[round]?.talk ?? {};
  const talk = [candidate, ...interviewers].flatMap((participant) =>
    spoken[participant] ? [{ participant, ms: spoken[participant].ms }] : [],
  );
  write(draft, { kind: 'cards-opened', payload: { round, cards, hints, talk, at: draft.now } });
};

/** Somebody whose lock may open the cards without the others: not the candidate, unless nobody else scores. */
const hasOpener = ({ locked, candidate, scorers }: RoundState): boolean =>
  locked.some((participant) => participant !== candidate || scorers.length === 0);

/** While the scoring clock runs, cards open as soon as everybody present has locked; an empty room opens nothing. */
const everybodyPresentLocked = (draft: Draft, round: RoundState): boolean => {
  const present = [round.candidate, ...round.scorers].filter((one) => isHere(draft.session.room, one));
  return present.length > 0 && present.every((one) => round.locked.includes(one));
};

/**
 * The rule of the opening, asked after every lock, every change of presence and by the clock: opens the cards of a
 * round, lets its scoring end, or lets it lapse, when that is due at the draft's time. `putAtEnd` ends the scoring clock
 * now, as the end of the session does.
 */
export const settleRound = (draft: Draft, number: number, { putAtEnd = false } = {}): void => {
  const round = draft.session.room.rounds[number - 1];
  if (!round?.scoring || round.openedAt !== null || round.lapsedAt !== null) return;
  const { endsAt, over, lapsesAt } = round.scoring;
  const clockEnded = over || putAtEnd || draft.now >= endsAt;
  if (clockEnded ? hasOpener(round) : everybodyPresentLocked(draft, round)) return openCards(draft, round);
  const endedAt = Math.min(endsAt, draft.now);
  if (!over && clockEnded)
    write(draft, { kind: 'scoring-over', payload: { round: number, at: draft.now, lapsesAt: endedAt + LATE_FOR } });
  else if (over && lapsesAt !== null && draft.now >= lapsesAt)
    write(draft, { kind: 'cards-lapsed', payload: { round: number, at: draft.now } });
};

/** Asks the rule of the opening for every round: an earlier one may still wait for a lost card. */
export const settle = (draft: Draft): void => {
  for (const { round } of draft.session.room.rounds) settleRound(draft, round);
};
