import type { LiveEvent } from '@debrief/contracts';
import type { SelfState } from '../state';
import { addTalk } from './panel';

/** Folds one event of a `self.<participant>` stream; anything else changes nothing. */
export const applySelf = (self: SelfState, { kind, payload }: LiveEvent): SelfState => {
  switch (kind) {
    case 'mark-set': {
      const { mark, round, dimension, kind: markKind, words, from, to, at } = payload;
      return { ...self, marks: [...self.marks, { mark, round, dimension, kind: markKind, words, from, to, at }] };
    }
    case 'mark-changed':
      return {
        ...self,
        marks: self.marks.map((mark) =>
          mark.mark === payload.mark
            ? {
                ...mark,
                kind: payload.kind ?? mark.kind,
                dimension: payload.dimension ?? mark.dimension,
                words: payload.words ?? mark.words,
              }
            : mark,
        ),
      };
    case 'mark-undone':
      return { ...self, marks: self.marks.filter(({ mark }) => mark !== payload.mark) };
    case 'card-locked':
      return { ...self, cards: { ...self.cards, [payload.round]: { card: payload.card, at: payload.at } } };
    case 'dimensions-assigned': {
      const { [payload.round]: _old, ...assigned } = self.assigned;
      return {
        ...self,
        assigned: payload.dimensions ? { ...assigned, [payload.round]: payload.dimensions } : assigned,
      };
    }
    case 'talk-spoken':
      return { ...self, talk: { ...self.talk, [payload.round]: addTalk(self.talk[payload.round], payload) } };
    default:
      return self;
  }
};
