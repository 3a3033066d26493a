import { planFor, startProduct, startTarget, stopAll, type Ground, type Outcome, type Say } from './bench';
import type { Options } from './options';
import type { Target } from './target';
import { playTurn } from './turn';

const PEOPLE = 2;
const NO_BURST = { size: 0, every: 1 } as const;
const P99 = 50;
const SHARE = 0.6;
/** Rooms of the first try, the step, and the most that is tried. */
const LADDER = { from: 800, step: 300, to: 3_800 } as const;
const RUNS = 5;
const GOOD_RUNS = 3;
const TIMES = { seconds: 8, warmup: 4 } as const;

/** Holds when nothing is wrong and 99 % of the edits reach the peer in time. */
const holds = async (target: Target, rooms: number, seed: number, each: boolean, say: Say): Promise<boolean> => {
  const turn = await playTurn(target, planFor(target, { ...TIMES, each }, rooms, seed, NO_BURST));
  const { lost, duplicated, reordered, unacked } = turn.losses;
  const isGood = turn.propagation.p99 < P99 && lost + duplicated + reordered + unacked === 0;
  say(
    `  ${target.kind} ${rooms} rooms: p50 ${turn.propagation.p50.toFixed(1)} p99 ${turn.propagation.p99.toFixed(1)} ms, ` +
      `server ${turn.serverCores.toFixed(2)} of a core, load ${turn.loadCores.toFixed(2)}, ` +
      `neighbours ${turn.neighbourCores.toFixed(2)}, lag ${turn.lag.p99.toFixed(1)} ms: ${isGood ? 'holds' : 'fails'}`,
  );
  return isGood;
};

/** Rooms of two that the bare relay carries on its one core, and whether the product carries 0.6 of them. */
export const measureOneCore = async (options: Options, ground: Ground, say: Say): Promise<Outcome> => {
  const targets: Target[] = [];
  try {
    const relay = await startTarget('relay', ground, PEOPLE);
    targets.push(relay);
    let carried = 0;
    let failures = 0;
    // One failed step may be a neighbour's doing; two in a row are the end.
    for (let rooms = LADDER.from; rooms <= LADDER.to && failures < 2; rooms += LADDER.step) {
      if (await holds(relay, rooms, options.seed, options.each, say)) {
        carried = rooms;
        failures = 0;
      } else failures += 1;
    }
    await relay.stop();
    const wanted = Math.floor(carried * SHARE);
    say(`the relay carries ${carried} rooms; the product is asked for ${wanted}`);
    let good = 0;
    if (wanted) {
      const product = await startProduct(ground);
      targets.push(product);
      say(`${wanted} sessions of ${PEOPLE} people go into their interview …`);
      await product.prepare(wanted, PEOPLE);
      for (let run = 0; run < RUNS; run += 1)
        if (await holds(product, wanted, options.seed + run, options.each, say)) good += 1;
    }
    const isHeld = good >= GOOD_RUNS;
    say(
      `  bar  p99 < ${P99} ms at ${SHARE} of the relay's rooms in ${GOOD_RUNS} of ${RUNS}: ${isHeld ? 'yes' : 'NO'} (${good})`,
    );
    return {
      failed: !isHeld,
      document: { mode: 'one-core', relayRooms: carried, productRooms: wanted, goodRuns: good, runs: RUNS, isHeld },
    };
  } finally {
    await stopAll(targets);
  }
};
