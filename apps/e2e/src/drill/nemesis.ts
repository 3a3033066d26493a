import type { SeededRandom } from '@debrief/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house';

/** What a schedule may do to the house; each ends healed. */
const faults = {
  /** Lines are cut. */
  cut: async ({ proxy }: House, random: SeededRandom) => proxy.cut(() => random.chance(0.6)),
  /** Answers are lost, then the line. */
  mute: ({ proxy }: House, random: SeededRandom) => proxy.mute(() => random.chance(0.6), random.int(60, 300)),
  /** Nothing arrives any more and nobody is told. */
  'black-hole': ({ proxy }: House, random: SeededRandom) =>
    proxy.swallow(() => random.chance(0.4), random.int(200, 900)),
  /** Readers stop reading and go on. */
  'slow-readers': ({ proxy }: House, random: SeededRandom) =>
    proxy.stall(() => random.chance(0.5), random.int(300, 900)),
  /** Some are without a network, and it refuses whoever tries. */
  offline: ({ proxy }: House, random: SeededRandom) => proxy.refuse(() => random.chance(0.5), random.int(300, 1_200)),
  kill: async (house: House, random: SeededRandom) => {
    const node = house.node(random.int(0, 1));
    await node.kill();
    await node.start();
  },
  /** Asked to stop, as in an upgrade, and started again. */
  restart: async (house: House, random: SeededRandom) => {
    const node = house.node(random.int(0, 1));
    await node.stop();
    await node.start();
  },
  freeze: async (house: House, random: SeededRandom) => {
    const { pid } = house.node(random.int(0, 1));
    process.kill(pid, 'SIGSTOP');
    await sleep(random.int(200, 1_500));
    process.kill(pid, 'SIGCONT');
  },
  'postgres-kill': (house: House) => house.killPostgres(),
  'backends-ended': async (house: House, random: SeededRandom) => {
    for (let times = random.int(1, 3); times > 0; times -= 1) {
      await house.endBackends();
      await sleep(random.int(20, 120));
    }
  },
  'redis-kill': async ({ redis }: House, random: SeededRandom) => {
    await redis?.kill();
    await sleep(random.int(100, 1_500));
    await redis?.start();
  },
  'redis-freeze': async ({ redis }: House, random: SeededRandom) => {
    redis?.freeze();
    await sleep(random.int(300, 2_000));
    redis?.thaw();
  },
} satisfies Record<string, (house: House, random: SeededRandom) => Promise<unknown>>;
export type Fault = keyof typeof faults;

const onLines: Fault[] = ['cut', 'mute', 'black-hole', 'slow-readers', 'offline'];
const onNodes: Fault[] = ['kill', 'kill', 'restart', 'freeze', 'postgres-kill', 'backends-ended'];
const onRedis: Fault[] = ['redis-kill', 'redis-freeze'];

/** A fault that was done, and when, by `performance.now()`. */
export interface Done {
  readonly kind: Fault;
  readonly at: number;
}

/**
 * Breaks things at random moments: at least two faults a schedule, most of the time one of them a process. `always`
 * ends the schedule where a planted bug needs a certain fault to show.
 */
export const nemesis = async (house: House, random: SeededRandom, always?: Fault): Promise<Done[]> => {
  const processes = house.redis ? [...onNodes, ...onRedis, ...onRedis] : onNodes;
  const isHard = random.chance(0.8);
  const turns = random.int(2, 3);
  const done: Done[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await sleep(random.int(100, 450));
    const isLast = turn === turns - 1;
    const kind = isLast && always ? always : isLast && isHard ? random.pick(processes) : random.pick(onLines);
    done.push({ kind, at: performance.now() });
    await faults[kind](house, random);
  }
  return done;
};
