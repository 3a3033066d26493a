import { seededRandom } from '@debrief/testing';
import type { Plan } from './plan';

/** One edit that is due `at` ms after the start, by the person at `place` of room `room`. */
export interface Due {
  readonly at: number;
  readonly room: number;
  readonly place: number;
}

/**
 * Every edit of a turn, in time order, known before the first is sent: a server that answers late is not sent less.
 * Arrivals of each room are Poisson; its bursts start at a moment of its own.
 */
export const scheduleOf = (
  plan: Pick<Plan, 'rooms' | 'seed' | 'warmup' | 'measure' | 'editsPerSecond' | 'burst'>,
): Due[] => {
  const random = seededRandom(plan.seed);
  const end = plan.warmup + plan.measure;
  const due: Due[] = [];
  plan.rooms.forEach(({ places }, room) => {
    const anybody = () => random.int(0, places.length - 1);
    const gap = () => (-Math.log(1 - random.next()) * 1_000) / plan.editsPerSecond;
    for (let at = gap(); at < end; at += gap()) due.push({ at, room, place: anybody() });
    if (!plan.burst.size) return;
    for (let at = random.next() * plan.burst.every; at < end; at += plan.burst.every) {
      const place = anybody();
      for (let one = 0; one < plan.burst.size; one += 1) due.push({ at, room, place });
    }
  });
  return due.sort((a, b) => a.at - b.at);
};
