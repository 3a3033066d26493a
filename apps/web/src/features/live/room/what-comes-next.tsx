import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { planFor, stepWords } from '../../../shared/session-plan';
import { useRoom } from '../live-context';

/** The plan in one line: what follows on what runs now, with its minutes. */
export const WhatComesNext = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  if (room.status === 'ended') return null;
  const plan = planFor(room);
  const rounds = Math.max(...plan.map((step) => step.round));
  const turn = ((round.round - 1) % rounds) + 1;
  const steps = plan.filter((step) => step.round === turn || step.round === 0);
  // A stage without a step of its own is over with the one before it.
  const now = steps.findLastIndex(({ key, round: of }) => of === turn && key === round.stage);
  const next = round.stage === 'brief' ? steps.find(({ key }) => key === 'interview') : steps[now + 1];
  if (now < 0 && round.stage !== 'brief') return null;
  if (next)
    return i18n.t('Next: {step}, {minutes} min.', { step: stepWords(next.key, room.format), minutes: next.minutes });
  return turn < rounds ? i18n.t('Next: you swap roles, with another prompt.') : null;
};
