import type { Guide, InterviewLength, Phase, SessionFormat } from '@debrief/contracts';
import { fitPhases } from '@debrief/live-core';

const total = (phases: readonly Phase[]): number => phases.reduce((sum, { minutes }) => sum + minutes, 0);

/**
 * The guide with the minutes that a session of this format plays: its phases as they are fitted, and what comes at a
 * minute moved in proportion, so that a late twist does not fall behind the end of a shorter interview.
 */
export const fitGuide = (guide: Guide, format: SessionFormat, length: InterviewLength): Guide => {
  const planned = guide.phases.map(({ key, name, minutes }) => ({ key, name, minutes: minutes[length] }));
  const fitted = fitPhases(
    format,
    planned.filter(({ minutes }) => minutes > 0),
  );
  const share = total(fitted) / total(planned);
  if (share === 1) return guide;
  const moved = (minute: number): number => Math.round(minute * share);
  return {
    ...guide,
    phases: guide.phases.map((phase) => ({
      ...phase,
      minutes: { ...phase.minutes, [length]: fitted.find(({ key }) => key === phase.key)?.minutes ?? 0 },
    })),
    facts: guide.facts.map((fact) => ({
      ...fact,
      ifNeverAsked: fact.ifNeverAsked === 'withhold' ? 'withhold' : { minute: moved(fact.ifNeverAsked.minute) },
    })),
    twists: guide.twists.map((twist) => ({ ...twist, minute: moved(twist.minute) })),
  };
};
