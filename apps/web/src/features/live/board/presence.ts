import type { Awareness } from 'y-protocols/awareness';
import { MAX_POINTS } from '@debrief/contracts';
import * as z from 'zod/mini';
import type { BoardBinding, Tail } from './binding';

/** A frame of presence holds 2,000 characters; this many points always fit. */
const MAX_TAIL = 90;

const number = z.number().check(z.gte(-1_000_000), z.lte(1_000_000));
const pair = z.tuple([number, number]);
/** What a tab tells the others many times a second, never stored: where its pointer is, and the end of its stroke. */
const said = z.object({
  user: z.object({ participant: z.string() }),
  at: z.optional(z.nullable(pair)),
  stroke: z.optional(
    z.nullable(
      z.object({
        id: z.string().check(z.maxLength(64)),
        from: z.int().check(z.gte(0), z.lte(MAX_POINTS)),
        points: z.array(pair).check(z.maxLength(MAX_TAIL)),
      }),
    ),
  ),
});
export interface Pointer {
  client: number;
  participant: string;
  at: readonly [number, number];
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Tells the others where the pointer is; null when it has left the board. */
export const sayPointer = (awareness: Awareness, at: readonly [number, number] | null): void =>
  awareness.setLocalStateField('at', at && [Math.round(at[0]), Math.round(at[1])]);

/** Tells the others the points of a stroke that are not stored yet; null at its end. */
export const sayStroke = (
  awareness: Awareness,
  stroke: { id: string; points: readonly (readonly [number, number])[]; stored: number } | null,
): void => {
  if (!stroke || stroke.points.length > MAX_POINTS) {
    if (awareness.getLocalState()?.stroke) awareness.setLocalStateField('stroke', null);
    return;
  }
  const tail = stroke.points.slice(stroke.stored);
  const step = Math.ceil(tail.length / MAX_TAIL);
  const points = tail.filter((_, at) => at % step === 0).map(([x, y]) => [tenth(x), tenth(y)]);
  awareness.setLocalStateField('stroke', { id: stroke.id, from: stroke.stored, points });
};

/** Follows what the others say: pointers to draw, tails of strokes for the binding. Returns how to stop. */
export const followOthers = (
  awareness: Awareness,
  binding: BoardBinding,
  onPointers: (pointers: Pointer[]) => void,
): (() => void) => {
  const strokes = new Map<number, string>();
  const hear = () => {
    const pointers: Pointer[] = [];
    const drawing = new Map<number, { id: string; tail: Tail }>();
    for (const [client, state] of awareness.getStates()) {
      if (client === awareness.clientID) continue;
      const { data } = said.safeParse(state);
      if (!data) continue;
      if (data.at) pointers.push({ client, participant: data.user.participant, at: data.at });
      if (data.stroke) drawing.set(client, { id: data.stroke.id, tail: data.stroke });
    }
    for (const [client, id] of strokes) if (drawing.get(client)?.id !== id) binding.tail(id, undefined);
    strokes.clear();
    for (const [client, { id, tail }] of drawing) {
      strokes.set(client, id);
      binding.tail(id, tail);
    }
    onPointers(pointers);
  };
  awareness.on('change', hear);
  hear();
  return () => awareness.off('change', hear);
};
