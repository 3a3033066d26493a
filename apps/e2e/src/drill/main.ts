import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { closeClients } from '../support/clients';
import { hasRedis } from '../support/redis-process';
import { judge } from './checker';
import { House, migrateOnce, type Postgres } from './house';
import { plantNames, plants, type Plant } from './plants';
import { playSchedule, type Client, type Played } from './schedule';
import { storm } from './storm';

const SCHEDULE_WITHIN = 240_000;

interface Total {
  schedules: number;
  faults: number;
  acked: number;
  violations: number;
  /** Those that a slow machine alone cannot explain. */
  proven: number;
  skipped: number;
  /** From the end of a server to the next answer that each of its clients got, ms. */
  recovery: Record<string, { clients: number; p50: number; p99: number }>;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const nodesWord = (nodes: 1 | 2): string => (nodes === 1 ? 'one node' : 'two nodes');

/** Odd seeds run on one node, even ones on two with a Redis between them, so that a seed says all. */
const nodesOf = (seed: number): 1 | 2 => (seed % 2 === 0 ? 2 : 1);

const clientsOf = ({ rooms }: Played): Client[] => rooms.flatMap(({ host, guest }) => [host, guest]);

/** How long each client that a kill hit had to wait for its next answer. */
const recoveries = (played: Played): number[] =>
  played.faults
    .filter(({ kind }) => kind === 'kill')
    .flatMap(({ at }) =>
      clientsOf(played)
        .filter(({ lostAt }) => lostAt.some((lost) => lost >= at && lost < at + 500))
        .flatMap(({ answeredAt, lostAt }) => {
          const lost = lostAt.find((time) => time >= at) ?? at;
          const next = answeredAt.find((time) => time > lost);
          return next === undefined ? [] : [next - at];
        }),
    );

const quantile = (values: readonly number[], part: number): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0);

/** Plays the seeds on one house, planted or not; `stopAt` violations end it early. */
const drill = async (
  postgres: Postgres,
  nodes: 1 | 2,
  seeds: readonly number[],
  total: Total,
  { plant, isQuiet, stopAt = Infinity }: { plant?: Plant | undefined; isQuiet: boolean; stopAt?: number },
): Promise<void> => {
  if (!seeds.length) return;
  let house = await House.open(postgres, nodes, plant);
  const waited: number[] = [];
  try {
    for (const seed of seeds) {
      if (total.proven >= stopAt) break;
      const since = performance.now();
      let played: Played = { rooms: [], faults: [], late: [] };
      const faults: string[] = [];
      let step = '';
      try {
        const play = playSchedule(seed, house, (at) => (step = at), plant && plants[plant].fault);
        played = await inTime(play, () => step);
        faults.push(...(await inTime(judge(house.database, played), () => 'judging')));
      } catch (error) {
        faults.push(`C7 ${error instanceof Error ? error.message : String(error)}`);
      }
      closeClients();
      faults.push(...(await house.leftovers()));
      if (faults.some((fault) => fault.startsWith('C8 the server ended'))) {
        await house.close();
        house = await House.open(postgres, nodes, plant);
      }
      const clients = clientsOf(played);
      // A line in the notes is acknowledged too: the client called it saved.
      const acked = clients.reduce(
        (sum, { sent, typed }) => sum + sent.filter(({ ack }) => ack?.ok).length + typed.length,
        0,
      );
      // However slow the machine is, a schedule in which nothing happened proves nothing.
      if (acked < 10) faults.push(`C7 only ${acked} commands were accepted`);
      waited.push(...recoveries(played));
      total.schedules += 1;
      total.faults += played.faults.length;
      total.acked += acked;
      total.violations += faults.length;
      total.proven += faults.filter((fault) => !fault.startsWith('C7')).length;
      if (!isQuiet || faults.length)
        print(
          `seed ${seed}, ${nodesWord(nodes)}: ${played.faults.map(({ kind }) => kind).join(', ')}; ${acked} acked, ${faults.length} violations, ${((performance.now() - since) / 1000).toFixed(1)} s`,
        );
      for (const fault of faults.slice(0, 8)) print(`  ${fault}`);
      if (faults.length)
        print(`  again: npm run drill -- --schedules 1 --seed ${seed}${plant ? ` --plant ${plant}` : ''}`);
    }
  } finally {
    await house.close();
  }
  if (waited.length)
    total.recovery[nodesWord(nodes)] = {
      clients: waited.length,
      p50: quantile(waited, 0.5),
      p99: quantile(waited, 0.99),
    };
};

/** A schedule that neither ends nor fails is a violation too. */
const inTime = async <T>(work: Promise<T>, step: () => string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the schedule did not come to an end: ${step()}`)), SCHEDULE_WITHIN);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const empty = (): Total => ({ schedules: 0, faults: 0, acked: 0, violations: 0, proven: 0, skipped: 0, recovery: {} });

/** Each planted bug must be found within so many schedules. */
const prove = async (
  postgres: Postgres,
  seeds: readonly number[],
  canShare: boolean,
  names: readonly Plant[],
): Promise<number> => {
  const missed: string[] = [];
  for (const name of names) {
    const { nodes } = plants[name];
    if (nodes > 1 && !canShare) {
      print(`${name}: skipped, redis-server is not installed`);
      continue;
    }
    const total = empty();
    await drill(postgres, nodes, seeds, total, { plant: name, isQuiet: true, stopAt: 1 });
    const { proven, schedules } = total;
    print(`${name}: ${proven ? `caught in schedule ${schedules}` : `not caught in ${schedules} schedules`}`);
    if (!proven) missed.push(name);
  }
  return missed.length ? 1 : 0;
};

// What was started here goes with us: the servers hear their channel close, Redis is ended by its own hook.
process.on('SIGTERM', () => process.exit(143));

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      plant: { type: 'string' },
      'prove-plants': { type: 'boolean', default: false },
      storm: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const postgres: Postgres = {
    url: process.env['DATABASE_URL'] ?? '',
    folder: process.env['DRILL_POSTGRES_FOLDER'] ?? '',
  };
  const named = values.plant?.split(',') ?? [];
  const chosen = plantNames.filter((name) => named.includes(name));
  if (chosen.length !== named.length) throw new Error(`--plant is one of ${plantNames.join(', ')}`);
  const [plant] = chosen;
  migrateOnce(postgres.url);
  const canShare = hasRedis();
  const first = Number(values.seed);
  const seeds = Array.from({ length: Number(values.schedules) }, (_, at) => first + at);
  if (values.storm) return storm(postgres, Number(values.storm), canShare ? [1, 2] : [1], print);
  if (values['prove-plants']) return prove(postgres, seeds, canShare, chosen.length ? chosen : plantNames);
  const total = empty();
  for (const nodes of [1, 2] as const) {
    const own = plant
      ? seeds.filter(() => plants[plant].nodes === nodes)
      : seeds.filter((seed) => nodesOf(seed) === nodes);
    if (nodes === 2 && !canShare) {
      total.skipped = own.length;
      if (own.length) print(`${own.length} schedules skipped: two nodes need redis-server, which is not installed`);
    } else await drill(postgres, nodes, own, total, { plant, isQuiet: values.json });
  }
  print(JSON.stringify(total));
  return total.violations ? 1 : 0;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
