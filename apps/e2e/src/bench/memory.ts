import { PEOPLE, planFor, startProduct, startTarget, stopAll, type Ground, type Outcome, type Say } from './bench';
import { countObjects, heldBy, timersOf, type Held } from './heap';
import { Inspector, inspectFlag } from './inspector';
import type { Options } from './options';
import type { Plan } from './plan';
import type { Target } from './target';
import { LoadProcess, playTurn } from './turn';

const IDLE_ROOMS = 150;
const MB = 1024 * 1024;
/** An hour of typing, 10 edits a second, in each of a few rooms; sent as fast as three people may. */
const HOUR = { rooms: 8, editsPerSecond: 80, seconds: 450 } as const;
const CHURN = { rooms: 1_000, atOnce: 100 } as const;
/** With --quick, to try the tool: so much of the hour and of the rooms. */
const QUICK = { seconds: 20, rooms: 200 } as const;
/** Rooms leave memory when they were empty for 60 s, looked for every 5; a little more for the last of them. */
const EMPTIED = 60_000 + 16_000;
/** A room counts as idle when nobody has typed for so long; by then the product has put its documents away. */
const QUIET = 40_000;
const BARS = { idle: 1.5, hour: 4 * MB, left: 5 * MB } as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sum = ({ heap, external }: Held): number => heap + external;
const mb = (bytes: number): string => `${(bytes / MB).toFixed(2)} MB`;

/** Connects everybody of a plan, calls `meanwhile`, and lets them go. */
const whileJoined = async (plan: Plan, meanwhile: () => Promise<void>): Promise<void> => {
  const load = new LoadProcess();
  try {
    load.order({ type: 'plan', plan });
    await load.next('connected');
    await pause(1_000);
    await meanwhile();
  } finally {
    await load.close();
  }
};

/** A silent plan: people are there and nobody types. */
const silent = (target: Target, rooms: number, from = 0): Plan => ({
  ...planFor(target, { seconds: 0.001, warmup: 0 }, rooms, 1, { size: 0, every: 1 }),
  rooms: target.rooms(from + rooms).slice(from),
});

/** What one room of three costs while nobody types: heap and buffers after collection, and resident memory. */
const idleRoom = async (
  target: Target,
  inspector: Inspector,
  before: Held,
): Promise<{ held: number; resident: number }> => {
  const found = { held: 0, resident: 0 };
  await whileJoined(silent(target, IDLE_ROOMS), async () => {
    await pause(QUIET);
    const after = await heldBy(inspector);
    found.held = (sum(after) - sum(before)) / IDLE_ROOMS;
    found.resident = (after.resident - before.resident) / IDLE_ROOMS;
  });
  return found;
};

/** Memory: an idle room beside the relay's, a room with an hour's document, and what 1,000 emptied rooms leave behind. */
export const measureMemory = async (options: Options, ground: Ground, say: Say): Promise<Outcome> => {
  const targets: Target[] = [];
  const churn = options.quick ? QUICK.rooms : CHURN.rooms;
  const flags = [inspectFlag(ground.ports.inspector)];
  try {
    const relay = await startTarget('relay', ground, PEOPLE, flags);
    targets.push(relay);
    const intoRelay = await Inspector.open(ground.ports.inspector);
    // The first sockets load code that stays.
    await whileJoined({ ...silent(relay, 10) }, async () => undefined);
    const relayRoom = await idleRoom(relay, intoRelay, await heldBy(intoRelay));
    intoRelay.close();
    await relay.stop();

    // People and sessions are made by one process and met by another, which has to load them.
    const maker = await startProduct(ground);
    targets.push(maker);
    say(`${churn} sessions of ${PEOPLE} people go into their interview …`);
    await maker.prepare(churn, PEOPLE);
    await maker.stop();
    const product = await startProduct(ground, flags, maker);
    targets.push(product);
    const inspector = await Inspector.open(ground.ports.inspector);
    await whileJoined(silent(product, 10), async () => undefined);
    await pause(EMPTIED);
    const base = await heldBy(inspector);
    const baseTimers = await timersOf(inspector);
    const productRoom = await idleRoom(product, inspector, base);
    const idleRatio = productRoom.held / relayRoom.held;
    const residentRatio = productRoom.resident / relayRoom.resident;
    say(
      `idle room of ${PEOPLE}: product ${mb(productRoom.held)} (resident ${mb(productRoom.resident)}), ` +
        `relay ${mb(relayRoom.held)} (resident ${mb(relayRoom.resident)}), ratio ${idleRatio.toFixed(2)} (resident ${residentRatio.toFixed(2)})`,
    );

    let hour = 0;
    const turn = await playTurn(
      product,
      {
        ...planFor(
          product,
          { seconds: options.quick ? QUICK.seconds : HOUR.seconds, warmup: 1 },
          HOUR.rooms,
          options.seed,
          {
            size: 0,
            every: 1,
          },
        ),
        editsPerSecond: HOUR.editsPerSecond,
      },
      {
        ended: async () => {
          hour = (sum(await heldBy(inspector)) - sum(base)) / HOUR.rooms;
        },
      },
    );
    const edits = Math.round(turn.losses.edits / HOUR.rooms);
    say(`a room that holds ${edits} edits: ${mb(hour)}`);

    for (let from = 0; from < churn; from += CHURN.atOnce)
      await whileJoined(silent(product, CHURN.atOnce, from), async () => undefined);
    say(`${churn} rooms were opened and are empty; waiting until they have left …`);
    await pause(EMPTIED);
    const after = await heldBy(inspector);
    const left = sum(after) - sum(base);
    const timers = (await timersOf(inspector)) - baseTimers;
    const objects = await countObjects(inspector, ['Room', 'RoomDoc', 'Bucket']);
    inspector.close();
    say(`left after ${churn} rooms: ${mb(left)}, ${JSON.stringify(objects)}, timers ${timers}`);
    const bars = {
      'idle room <= 1.5 x relay, resident': residentRatio <= BARS.idle,
      'room with an hour of edits <= 4 MB': hour <= BARS.hour,
      'left <= 5 MB, no rooms, documents or timers':
        left <= BARS.left && objects.Room === 0 && objects.RoomDoc === 0 && timers <= 0,
    };
    for (const [name, holds] of Object.entries(bars)) say(`  bar  ${name}: ${holds ? 'yes' : 'NO'}`);
    return {
      failed: Object.values(bars).includes(false),
      document: {
        mode: 'memory',
        relayRoom,
        productRoom,
        idleRatio,
        residentRatio,
        edits,
        hour,
        left,
        objects,
        timers,
        bars,
      },
    };
  } finally {
    await stopAll(targets);
  }
};
