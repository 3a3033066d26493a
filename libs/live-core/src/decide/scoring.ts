import { cardFaults, cardRules } from '../card';
import { isCandidateAlone } from '../roles';
import { needLead, needRound, needStage, refuse, write, writeFor } from './draft';
import { startScoring } from './finish';
import { settleRound } from './opening';
import type { Handlers } from './table';

export const scoringHandlers: Handlers<'scorer.assign' | 'scoring.start' | 'scoring.extend' | 'card.lock'> = {
  'scorer.assign': (draft, { round: number, participant, dimensions, supply }, me) => {
    const round = needRound(draft, number);
    needLead(round, me);
    needStage(draft, number, 'brief', 'interview');
    if (!round.scorers.includes(participant)) refuse('bad-input', 'They do not score this round.');
    const chosen = dimensions && supply.dimensions.filter((dimension) => dimensions.includes(dimension));
    if (chosen && chosen.length < (dimensions?.length ?? 0))
      refuse('bad-input', 'Name dimensions of the rubric, each once.');
    const isAll = chosen?.length === supply.dimensions.length;
    const payload = { round: number, dimensions: isAll ? null : chosen };
    // Never in the room: how the scorers split the work is not the candidate's to know.
    write(draft, { kind: 'scorer-assigned', payload: { ...payload, participant } });
    writeFor(draft, participant, { kind: 'dimensions-assigned', payload });
  },

  'scoring.start': (draft, { round: number }, me) => {
    const round = needRound(draft, number);
    const { room } = draft.session;
    const isAlone = isCandidateAlone(room, me, number, draft.now);
    // Whoever performs before an audience may stop it at any moment.
    const stops = room.format === 'fishbowl' && me === round.candidate;
    if (!isAlone && !stops) needLead(round, me);
    const reason = stops ? 'stopped' : isAlone ? 'candidate-alone' : 'lead';
    startScoring(draft, needStage(draft, number, 'interview'), reason);
  },

  'scoring.extend': (draft, { round: number, minutes }, me) => {
    const round = needRound(draft, number);
    needLead(round, me);
    const { scoring } = needStage(draft, number, 'scoring');
    if (!scoring || round.lapsedAt !== null) return refuse('not-now', 'The scoring clock does not run.');
    if (draft.session.room.rounds.length > number) refuse('not-now', 'The next round has begun.');
    const endsAt = Math.max(draft.now, scoring.endsAt) + minutes * 60_000;
    write(draft, { kind: 'scoring-extended', payload: { round: number, minutes, endsAt } });
  },

  'card.lock': (draft, { round: number, card, supply }, me) => {
    const round = needRound(draft, number);
    const isSelf = me === round.candidate;
    if (!isSelf && !round.scorers.includes(me)) refuse('not-your-role', 'You do not score this round.');
    if (round.locked.includes(me)) refuse('already-done', 'You have locked your card already.');
    if (round.openedAt !== null)
      refuse('ended', 'The cards are open: yours can still be locked as a late card, shown as not blind.');
    if (round.lapsedAt !== null) refuse('ended', 'The day for locking this round has passed.');
    if (!round.scoring) refuse('not-now', 'Cards are locked once scoring has started.');
    const { selves, panels } = draft.session;
    const faults = cardFaults(
      card,
      cardRules(round, me, supply, { self: selves[me], panel: panels[number], now: draft.now }),
    );
    const [first] = faults;
    if (first) {
      const fields = Object.fromEntries(faults.map(({ field, sentence }) => [field, sentence]));
      refuse(first.code, first.sentence, fields);
    }
    writeFor(draft, me, { kind: 'card-locked', payload: { round: number, card, at: draft.now } });
    write(draft, { kind: 'scorer-locked', payload: { round: number, participant: me, at: draft.now } });
    // In the same decision: two nodes that each lock one card must not both believe the other is missing.
    settleRound(draft, number);
  },
};
