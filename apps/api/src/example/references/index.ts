import { CalibrationService } from '@debrief/server/progress';
import type { INestApplicationContext } from '@nestjs/common';
import { playOnce } from '../play';
import { ROUND } from '../scene';
import { lockers } from './lockers';
import { lostThings } from './lost-things';

/** In the order in which they are offered. */
export const references = [lockers, lostThings];

/** Makes the sessions that raters compare themselves with, and writes their agreed levels beside them. */
export const seedReferences = async (app: INestApplicationContext): Promise<{ session: string; made: boolean }[]> => {
  const calibration = app.get(CalibrationService);
  const done: { session: string; made: boolean }[] = [];
  for (const [place, { key, cast, script, content }] of references.entries()) {
    const played = await playOnce(app, key, cast, script);
    await calibration.setReference(key, { place, session: played.session, round: ROUND }, content);
    done.push(played);
  }
  return done;
};
