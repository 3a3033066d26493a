import type { LiveEvent } from '@debrief/contracts';
import type { PanelState, Talk } from '../state';

/** One stretch more of talk. */
export const addTalk = (before: Talk | undefined, { from, to }: { from: number; to: number }): Talk => ({
  ms: (before?.ms ?? 0) + to - from,
  until: to,
});

/** Folds one event of an `rN.panel` stream; anything else changes nothing. */
export const applyPanel = (panel: PanelState, { kind, payload }: LiveEvent): PanelState => {
  switch (kind) {
    case 'prompt-chosen':
      return { ...panel, promptVersion: payload.promptVersion };
    case 'hint-logged':
      return { ...panel, hints: [...panel.hints, payload.hint] };
    case 'hint-filed':
      return {
        ...panel,
        hints: panel.hints.map((hint) =>
          hint.kind === 'fact' && hint.ref === payload.fact ? { ...hint, dimension: payload.dimension } : hint,
        ),
      };
    case 'scorer-assigned': {
      const { [payload.participant]: _old, ...assigned } = panel.assigned;
      return {
        ...panel,
        assigned: payload.dimensions ? { ...assigned, [payload.participant]: payload.dimensions } : assigned,
      };
    }
    case 'probe-asked':
      return { ...panel, probes: [...panel.probes, { probe: payload.probe, at: payload.at }] };
    case 'duty-set': {
      const { [payload.dimension]: _old, ...duties } = panel.duties;
      return {
        ...panel,
        duties: payload.participant ? { ...duties, [payload.dimension]: payload.participant } : duties,
      };
    }
    case 'talk-heard':
      return {
        ...panel,
        talk: { ...panel.talk, [payload.participant]: addTalk(panel.talk[payload.participant], payload) },
      };
    default:
      return panel;
  }
};
