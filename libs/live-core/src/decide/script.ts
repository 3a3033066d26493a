import { scriptDue } from '../clock';
import { roleOf } from '../roles';
import { needInterviewer, needRound, needStage, refuse, write } from './draft';
import type { RoundState } from '../state';
import type { Handlers, ServerHandlers } from './table';

const needDimension = (round: RoundState, dimension: string): void => {
  if (!round.dimensions.includes(dimension)) refuse('bad-input', 'This dimension is not in the rubric.');
};

/** What interviewers take from the guide: facts, twists, nudges, probes, and who watches for what. */
export const scriptHandlers: Handlers<
  'fact.give' | 'hint.file' | 'twist.give' | 'nudge.log' | 'probe.ask' | 'duty.set'
> = {
  'fact.give': (draft, { round: number, fact, asked, dimension, supply }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    const round = needStage(draft, number, 'interview');
    if (round.facts.some((given) => given.fact === fact)) refuse('already-done', 'This fact has been given already.');
    if (asked && dimension !== undefined) refuse('bad-input', 'What was asked for counts against nothing.');
    if (dimension) needDimension(round, dimension);
    const { label, answer, table } = supply;
    const at = draft.now;
    const said = { ...(answer !== undefined && { answer }), ...(table !== undefined && { table }) };
    write(draft, { kind: 'fact-given', payload: { round: number, fact, label, ...said, at } });
    // That it was not asked for is the panel's to know until the cards open.
    if (!asked)
      write(draft, {
        kind: 'hint-logged',
        payload: {
          round: number,
          hint: { kind: 'fact', ref: fact, text: label, at, ...(dimension !== undefined && { dimension }) },
        },
      });
  },

  'hint.file': (draft, { round: number, fact, dimension }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    const round = needStage(draft, number, 'interview', 'scoring');
    if (round.lapsedAt !== null) refuse('ended', 'The day for locking this round has passed.');
    if (dimension !== null) needDimension(round, dimension);
    const hint =
      draft.session.panels[number]?.hints.find(({ kind, ref }) => kind === 'fact' && ref === fact) ??
      refuse('not-found', 'This fact was not given unasked.');
    if (hint.dimension === dimension) return;
    // Else a refused card would be answered by filing the hint elsewhere.
    if (round.stage === 'scoring' && hint.dimension !== undefined)
      refuse('not-now', 'Where a hint is filed stays as it is once scoring has started.');
    write(draft, { kind: 'hint-filed', payload: { round: number, fact, dimension } });
  },

  'twist.give': (draft, { round: number, twist, supply }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    const round = needStage(draft, number, 'interview');
    if (round.twists.some((given) => given.twist === twist))
      refuse('already-done', 'This twist has been given already.');
    write(draft, { kind: 'twist-given', payload: { round: number, twist, text: supply.text, at: draft.now } });
  },

  'nudge.log': (draft, { round: number, phase, supply }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    needStage(draft, number, 'interview');
    const hint = { kind: 'nudge' as const, ref: phase, text: supply.text, at: draft.now };
    write(draft, { kind: 'hint-logged', payload: { round: number, hint } });
  },

  'probe.ask': (draft, { round: number, probe, supply }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    needStage(draft, number, 'interview');
    if (!supply.known) refuse('not-found', 'The guide has no such probe.');
    if (draft.session.panels[number]?.probes.some((one) => one.probe === probe))
      refuse('already-done', 'This probe has been asked already.');
    write(draft, { kind: 'probe-asked', payload: { round: number, probe, at: draft.now } });
  },

  'duty.set': (draft, { round: number, dimension, participant }, me) => {
    needInterviewer(draft, needRound(draft, number), me);
    // A panel splits its dimensions while it reads the guide, before the dimensions are in the log.
    const round = needStage(draft, number, 'brief', 'interview');
    if (round.dimensions.length > 0 && !round.dimensions.includes(dimension))
      refuse('bad-input', 'This dimension is not in the rubric.');
    if (participant !== null && roleOf(draft.session.room, participant, number) !== 'interviewer')
      refuse('bad-input', 'A duty goes to an interviewer of this round.');
    write(draft, { kind: 'duty-set', payload: { round: number, dimension, participant } });
  },
};

export const scriptServerHandlers: ServerHandlers<'script.play'> = {
  'script.play': (draft, { round: number, entries }) => {
    const round = needRound(draft, number);
    if (round.lead !== null) refuse('not-your-role', 'This round has interviewers: they give what the guide holds.');
    needStage(draft, number, 'interview');
    for (const entry of scriptDue(round, entries, draft.now)) {
      const at = draft.now;
      if (entry.kind === 'twist') {
        write(draft, { kind: 'twist-given', payload: { round: number, twist: entry.id, text: entry.text, at } });
        continue;
      }
      const { id, label, answer, table } = entry;
      const said = { ...(answer !== undefined && { answer }), ...(table !== undefined && { table }) };
      write(draft, { kind: 'fact-given', payload: { round: number, fact: id, label, ...said, at } });
    }
  },
};
