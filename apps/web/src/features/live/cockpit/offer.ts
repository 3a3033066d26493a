import { type Guide } from '@debrief/contracts';
import { type PanelState, type RoundState, type RoundView } from '@debrief/live-core';

/** Nobody has spoken for this long: the candidate has stalled. */
export const SILENCE = 60_000;
/** A phase this much over its time, as a share of it, calls for a nudge. */
const OVERRUN = 0.5;

/** What the guide would have the interviewer do now, and why. */
export type Offer =
  | { kind: 'twist'; id: string; minute: number; text: string }
  | { kind: 'fact'; id: string; minute: number; label: string; text: string }
  | { kind: 'nudge'; phase: string; text: string; because: 'overrun' | 'silence'; ms: number };

/** Since when everybody has been silent, server time in ms; null while talk is not measured or the clock stands. */
const silentSince = (round: RoundState, panel: PanelState | undefined): number | null => {
  const heard = Object.values(panel?.talk ?? {}).map(({ until }) => until);
  const run = round.runs.at(-1);
  const pause = round.pauses.at(-1);
  // Without a word from the candidate's microphone nothing is known: they may be talking on another line.
  if (!run || !panel?.talk[round.candidate] || (pause && pause.to === null)) return null;
  return Math.max(run.startedAt, pause?.to ?? 0, ...heard);
};

/**
 * The most urgent thing due now, or null: a twist at its minute, then a fact that the guide gives unasked by now, then
 * a nudge, once per stall, after a minute of silence or half a phase over its time.
 */
export const offerOf = (
  guide: Guide,
  round: RoundState,
  panel: PanelState | undefined,
  view: RoundView,
  now: number,
): Offer | null => {
  if (view.stage !== 'interview' || view.isPaused) return null;
  const minute = view.elapsedMs / 60_000;
  const twist = guide.twists.find(
    ({ id, minute: due }) => due <= minute && !round.twists.some((given) => given.twist === id),
  );
  if (twist) return { kind: 'twist', ...twist };
  for (const { id, label, answer, ifNeverAsked } of guide.facts)
    if (ifNeverAsked !== 'withhold' && ifNeverAsked.minute <= minute && !round.facts.some(({ fact }) => fact === id))
      return { kind: 'fact', id, label, text: answer ?? '', minute: ifNeverAsked.minute };
  const { phase } = view;
  const script = guide.phases.find(({ key }) => key === phase?.phase.key);
  if (!phase || !script) return null;
  const last = (panel?.hints ?? []).filter(({ kind, ref }) => kind === 'nudge' && ref === script.key).at(-1)?.at;
  const offer = { kind: 'nudge' as const, phase: script.key, text: script.nudge };
  const since = silentSince(round, panel);
  if (since !== null && now - since >= SILENCE && (last === undefined || last < since))
    return { ...offer, because: 'silence', ms: now - since };
  if (phase.overrunMs >= phase.lengthMs * OVERRUN && last === undefined)
    return { ...offer, because: 'overrun', ms: phase.overrunMs };
  return null;
};
