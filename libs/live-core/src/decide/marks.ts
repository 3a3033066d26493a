import type { ParticipantId } from '@debrief/contracts';
import { mayNoteInPrivate } from '../access';
import { roleOf } from '../roles';
import type { MarkState, RoundState } from '../state';
import { type Draft, needRound, needStage, refuse, write, writeFor } from './draft';
import type { Handlers } from './table';

/** A mark reaches this far back from its press: what it is about was said before the key was pressed. */
const MARK_SPAN = 10_000;

/** Only interviewers and observers mark, and only until their own lock or the opening. */
const needMarking = (draft: Draft, number: number, me: ParticipantId): RoundState => {
  const { room } = draft.session;
  const role = roleOf(room, me, needRound(draft, number).round);
  if (role !== 'interviewer' && role !== 'observer')
    refuse('not-your-role', 'Marks belong to those who interview or watch.');
  const round = needStage(draft, number, 'interview', 'scoring');
  if (!mayNoteInPrivate(room, me, round))
    refuse('ended', 'Your marks are closed: you have locked, or the cards are open.');
  return round;
};

const needDimension = (round: RoundState, dimension: string): void => {
  if (!round.dimensions.includes(dimension)) refuse('bad-input', 'This dimension is not in the rubric.');
};

const needMark = (draft: Draft, round: number, mark: string, me: ParticipantId): MarkState =>
  draft.session.selves[me]?.marks.find((own) => own.mark === mark && own.round === round) ??
  refuse('not-found', 'You have no such mark.');

export const markHandlers: Handlers<'mark.set' | 'mark.change' | 'mark.undo' | 'mark.share'> = {
  'mark.set': (draft, { round: number, mark, dimension, markKind: kind, words, claimedAt, supply }, me) => {
    const round = needMarking(draft, number, me);
    needDimension(round, dimension);
    if (draft.session.selves[me]?.marks.some((own) => own.mark === mark))
      refuse('already-done', 'This mark is set already.');
    const { now } = draft;
    const startedAt = round.startedAt ?? now;
    // A press that waited for a connection keeps its time, but nobody can back-date further than their last ack.
    const earliest = Math.min(now, Math.max(startedAt, supply.claimFloor));
    const to = Math.min(now, Math.max(earliest, claimedAt ?? now));
    const from = Math.max(startedAt, to - MARK_SPAN);
    const claim = claimedAt !== undefined && { claimedAt };
    writeFor(draft, me, {
      kind: 'mark-set',
      payload: { round: number, mark, dimension, kind, words: words ?? '', from, to, at: now, ...claim },
    });
  },

  'mark.change': (draft, { round: number, mark, markKind: kind, dimension, words }, me) => {
    const round = needMarking(draft, number, me);
    needMark(draft, number, mark, me);
    if (dimension !== undefined) needDimension(round, dimension);
    const changes = {
      ...(kind !== undefined && { kind }),
      ...(dimension !== undefined && { dimension }),
      ...(words !== undefined && { words }),
    };
    if (Object.keys(changes).length === 0) refuse('bad-input', 'Say what to change: kind, dimension or words.');
    writeFor(draft, me, { kind: 'mark-changed', payload: { round: number, mark, ...changes } });
  },

  'mark.undo': (draft, { round: number, mark }, me) => {
    needMarking(draft, number, me);
    needMark(draft, number, mark, me);
    writeFor(draft, me, { kind: 'mark-undone', payload: { round: number, mark } });
  },

  'mark.share': (draft, { round: number, mark }, me) => {
    const round = needRound(draft, number);
    const { dimension, kind, words, from, to } = needMark(draft, number, mark, me);
    if (round.openedAt === null) refuse('not-now', 'Marks can be shared once the cards are open.');
    if (round.sharedMarks.some((shared) => shared.mark === mark))
      refuse('already-done', 'You have shared this mark already.');
    const payload = { round: number, mark, participant: me, dimension, kind, words, from, to };
    write(draft, { kind: 'mark-shared', payload });
  },
};
