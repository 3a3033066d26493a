import { currentRun, openPause } from '../clock';
import { keepsTime } from '../roles';
import type { RoundState } from '../state';
import { type Draft, needRound, needStage, refuse, write } from './draft';
import type { Handlers } from './table';

const needRun = (round: RoundState): RoundState['runs'][number] =>
  currentRun(round) ?? refuse('not-now', 'No phase runs now.');

/** The round in its interview, for its lead and for the timekeeper. */
const needTimedInterview = (draft: Draft, number: number, me: string): RoundState => {
  needRound(draft, number);
  if (!keepsTime(draft.session.room, me, number))
    refuse('not-your-role', 'Only the lead interviewer and the timekeeper can do this.');
  return needStage(draft, number, 'interview');
};

export const clockHandlers: Handlers<'phase.next' | 'phase.done' | 'clock.pause' | 'clock.resume' | 'clock.add'> = {
  'phase.next': (draft, { round: number, from }, me) => {
    const round = needTimedInterview(draft, number, me);
    // Two presses, or two tabs, must not skip a phase.
    if (needRun(round).index !== from) refuse('conflict', 'The phase has changed already.');
    if (from + 1 >= round.phases.length) refuse('not-now', 'This is the last phase: start scoring.');
    write(draft, { kind: 'phase-started', payload: { round: number, index: from + 1, at: draft.now } });
  },

  'phase.done': (draft, { round: number, index }, me) => {
    if (needRound(draft, number).candidate !== me)
      refuse('not-your-role', 'Only the candidate says that they are done with a phase.');
    const run = needRun(needStage(draft, number, 'interview'));
    if (run.index !== index) refuse('conflict', 'The phase has changed already.');
    if (run.doneAt !== null) refuse('already-done', 'You have said so already.');
    write(draft, { kind: 'phase-done', payload: { round: number, index, at: draft.now } });
  },

  'clock.pause': (draft, { round: number }, me) => {
    const round = needTimedInterview(draft, number, me);
    if (openPause(round)) refuse('already-done', 'The clock is paused already.');
    write(draft, { kind: 'clock-paused', payload: { round: number, at: draft.now } });
  },

  'clock.resume': (draft, { round: number }, me) => {
    const round = needTimedInterview(draft, number, me);
    if (!openPause(round)) refuse('already-done', 'The clock runs already.');
    write(draft, { kind: 'clock-resumed', payload: { round: number, at: draft.now, reason: 'asked' } });
  },

  'clock.add': (draft, { round: number, minutes }, me) => {
    const { index } = needRun(needTimedInterview(draft, number, me));
    write(draft, { kind: 'time-added', payload: { round: number, index, minutes, at: draft.now } });
  },
};
