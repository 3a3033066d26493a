import { PEOPLE, planFor, startProduct, type Ground, type Outcome, type Say } from './bench';
import type { Options } from './options';
import { playTurn } from './turn';
import { memoryOf } from './usage';

const ROOMS = 100;
const MINUTES = 60;
/** Caches and the heap's own size settle; they are no leak. */
const WARMUP_SHARE = 0.25;
const EVERY = 10_000;
const MB = 1024 * 1024;
const MOST = 1;

/** Least-squares slope of MB over minutes. */
const slopeOf = (points: readonly { minute: number; mb: number }[]): number => {
  const mean = (list: readonly number[]) => list.reduce((total, one) => total + one, 0) / Math.max(1, list.length);
  const x = mean(points.map(({ minute }) => minute));
  const y = mean(points.map(({ mb }) => mb));
  const spread = points.reduce((total, { minute }) => total + (minute - x) ** 2, 0);
  return spread ? points.reduce((total, { minute, mb }) => total + (minute - x) * (mb - y), 0) / spread : 0;
};

/** Standard load on 100 rooms for an hour, by people who delete as much as they write: documents are meant to grow. */
export const soak = async (options: Options, ground: Ground, say: Say): Promise<Outcome> => {
  const minutes = options.minutes ?? MINUTES;
  const product = await startProduct(ground);
  try {
    say(`${ROOMS} sessions of ${PEOPLE} people go into their interview …`);
    await product.prepare(ROOMS, PEOPLE, minutes);
    const points: { minute: number; mb: number }[] = [];
    let watch: NodeJS.Timeout | undefined;
    const plan = { ...planFor(product, { seconds: minutes * 60, warmup: 5 }, ROOMS, options.seed), isTrimming: true };
    const turn = await playTurn(product, plan, {
      began: async () => {
        const since = performance.now();
        watch = setInterval(() => {
          const minute = (performance.now() - since) / 60_000;
          const mb = memoryOf(product.server) / MB;
          points.push({ minute, mb });
          if (points.length % 30 === 0) say(`  ${minute.toFixed(0)} min: ${mb.toFixed(1)} MB`);
        }, EVERY);
      },
      ended: async () => clearInterval(watch),
    });
    const slope = slopeOf(points.filter(({ minute }) => minute >= minutes * WARMUP_SHARE)) * 10;
    const { lost, duplicated, reordered, unacked, refused } = turn.losses;
    const isClean = lost + duplicated + reordered + unacked + refused === 0;
    say(`resident memory grows by ${slope.toFixed(2)} MB in 10 minutes; ${JSON.stringify(turn.losses)}`);
    say(`  bar  slope < ${MOST} MB in 10 min: ${slope < MOST ? 'yes' : 'NO'}`);
    return {
      failed: slope >= MOST || !isClean,
      document: { mode: 'soak', minutes, slope, points, losses: turn.losses },
    };
  } finally {
    await product.stop();
  }
};
