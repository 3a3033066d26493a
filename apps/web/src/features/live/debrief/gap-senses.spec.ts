import type { Gap } from '@debrief/live-core';
import { gapNumber, sensesOf, widthOf } from './gap-senses';

const gap = (levels: Gap['levels']): Gap => ({ dimension: 'scope', levels, gap: 0 });
const none = new Set<string>();

test('a gap has two senses: self against the mean of the others, and the others among themselves', () => {
  const senses = sensesOf(gap({ tom: 4, ana: 2, ivy: 3, max: 1 }), 'tom', none);
  expect(senses).toEqual({ self: 2, scorers: 2 });
  expect(sensesOf(gap({ tom: 2, ana: 2, ivy: 3, max: 3 }), 'tom', none).self).toBeCloseTo(-2 / 3);
  expect(widthOf({ self: -1.5, scorers: 1 })).toBe(1.5);
  expect(gapNumber(-2 / 3)).toBe('0.7');
});

test('what was not observed, not given, or given late makes no gap', () => {
  expect(sensesOf(gap({ tom: 0, ana: 2 }), 'tom', none)).toEqual({ self: null, scorers: null });
  expect(sensesOf(gap({ tom: 3, ana: 0, ivy: 1 }), 'tom', none)).toEqual({ self: 2, scorers: null });
  expect(sensesOf(gap({ tom: 3, ana: 3, ivy: 1 }), 'tom', new Set(['ivy']))).toEqual({ self: 0, scorers: null });
  expect(widthOf({ self: null, scorers: null })).toBe(0);
});
