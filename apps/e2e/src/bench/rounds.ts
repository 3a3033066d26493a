import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE, planFor, startProduct, startTarget, stopAll, type Ground, type Outcome, type Say } from './bench';
import { Inspector, inspectFlag } from './inspector';
import type { Options } from './options';
import type { TargetKind } from './plan';
import { Product } from './product';
import type { Target } from './target';
import { playTurn, type Stretch, type Turn } from './turn';
import { memoryOf } from './usage';

const MOST_ROUNDS = 10;
const MINUTES = 8.5;
/** Beside louder neighbours, or with a load process that cannot keep time, a round says nothing. */
const QUIET = { neighbourCores: 0.4, lag: 5 } as const;

interface Round {
  readonly seed: number;
  readonly turns: readonly Turn[];
}
interface Kept {
  readonly build: string;
  readonly rounds: Round[];
}
/** Middle and range over the counted rounds. */
interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export const isQuiet = ({ neighbourCores, lag }: Turn): boolean =>
  neighbourCores < QUIET.neighbourCores && lag.p99 < QUIET.lag;

const spreadOf = (values: readonly number[]): Spread | null => {
  const sorted = [...values].sort((a, b) => a - b);
  if (!sorted.length) return null;
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
};

/** Rounds of another build, or of another load, must not be mixed in. */
const buildOf = ({ rooms, seconds, warmup, only }: Options): string =>
  createHash('sha256')
    .update(JSON.stringify([rooms, seconds, warmup, only]))
    .update(process.env['BENCH_BUILD'] ?? '')
    .digest('hex')
    .slice(0, 16);

const turnLine = (turn: Turn): string => {
  const { kind, cpu, propagation, ack, losses, neighbourCores, lag } = turn;
  const wrong = losses.lost + losses.duplicated + losses.reordered + losses.unacked;
  return [
    `  ${kind.padEnd(11)}`,
    `cpu ${cpu.sum.toFixed(0).padStart(4)} (${cpu.server.toFixed(0)} + ${cpu.database.toFixed(0)}) ms/1k`,
    `peer ${propagation.p50.toFixed(1)} / ${propagation.p99.toFixed(1)} ms`,
    `ack ${ack.p50.toFixed(1)} / ${ack.p99.toFixed(1)} ms`,
    `wrong ${wrong}`,
    `neighbours ${neighbourCores.toFixed(2)}, lag ${lag.p99.toFixed(1)} ms${isQuiet(turn) ? '' : ' (not quiet)'}`,
    ...(turn.remark ? [turn.remark] : []),
  ].join('  ');
};

/** Writes what the server's processor did in the measured stretch, in the form that browsers' tools read. */
const profiled = (ground: Ground, name: string): Stretch => {
  let inspector: Inspector | undefined;
  return {
    began: async () => {
      inspector = await Inspector.open(ground.ports.inspector);
      await inspector.call('Profiler.enable');
      await inspector.call('Profiler.start');
    },
    ended: async () => {
      const found = await inspector?.call<{ profile: unknown }>('Profiler.stop');
      inspector?.close();
      writeFileSync(join(ground.results, `${name}.cpuprofile`), JSON.stringify(found?.profile));
    },
  };
};

/** Interleaved rounds over all targets, until enough of them count or the time is over. */
export const playRounds = async (options: Options, ground: Ground, say: Say): Promise<Outcome> => {
  const file = join(ground.results, 'rounds.json');
  const build = buildOf(options);
  const before = options.resume && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : null;
  const rounds: Round[] = before?.build === build ? before.rounds : [];
  if (options.resume) say(`${rounds.length} rounds of this build are there already.`);
  const endsAt = performance.now() + (options.minutes ?? MINUTES) * 60_000;
  const targets: Target[] = [];
  const empty = new Map<TargetKind, number>();
  const counted = () => rounds.filter(({ turns }) => turns.every(isQuiet));
  try {
    for (const kind of options.only) {
      const flags = options.profile ? [inspectFlag(ground.ports.inspector)] : [];
      const target =
        kind === 'product' ? await startProduct(ground, flags) : await startTarget(kind, ground, PEOPLE, flags);
      targets.push(target);
      empty.set(kind, memoryOf(target.server));
      if (target instanceof Product) {
        say(`${options.rooms} sessions of ${PEOPLE} people go into their interview …`);
        await target.prepare(options.rooms, PEOPLE);
      }
    }
    let longest = 0;
    while (counted().length < options.rounds && rounds.length < MOST_ROUNDS) {
      const since = performance.now();
      if (longest && since + longest > endsAt) {
        say('No time for another round; go on with --resume.');
        break;
      }
      const seed = options.seed + rounds.length;
      const turns: Turn[] = [];
      for (const target of targets) {
        const turn = await playTurn(
          target,
          planFor(target, options, options.rooms, seed),
          options.profile ? profiled(ground, `${target.kind}-${seed}`) : {},
        );
        turns.push(turn);
        say(turnLine(turn));
      }
      rounds.push({ seed, turns });
      longest = Math.max(longest, performance.now() - since);
      say(`round ${rounds.length}${turns.every(isQuiet) ? '' : ' does not count'}`);
      writeFileSync(file, JSON.stringify({ build, rounds } satisfies Kept));
    }
  } finally {
    await stopAll(targets);
  }
  return summarise(options, ground, rounds, counted(), say);
};

/** The figures of the goals, from the rounds that count, or from all of them where none does. */
const summarise = (
  { only, rounds: wanted, rooms }: Options,
  ground: Ground,
  all: readonly Round[],
  counted: readonly Round[],
  say: Say,
): Outcome => {
  const used = counted.length ? counted : all;
  const of = (kind: TargetKind, figure: (turn: Turn) => number): (number | undefined)[] =>
    used.map(({ turns }) => turns.find((turn) => turn.kind === kind)).map((turn) => turn && figure(turn));
  const spread = (kind: TargetKind, figure: (turn: Turn) => number) =>
    spreadOf(of(kind, figure).filter((value) => value !== undefined));
  const ratio = (to: TargetKind, figure: (turn: Turn) => number) => {
    const others = of(to, figure);
    return spreadOf(
      of('product', figure).flatMap((own, at) => {
        const other = others[at];
        return own !== undefined && other ? [own / other] : [];
      }),
    );
  };
  const targets = Object.fromEntries(
    only.map((kind) => [
      kind,
      {
        cpu: spread(kind, ({ cpu }) => cpu.sum),
        cpuServer: spread(kind, ({ cpu }) => cpu.server),
        cpuDatabase: spread(kind, ({ cpu }) => cpu.database),
        propagationP50: spread(kind, ({ propagation }) => propagation.p50),
        propagationP99: spread(kind, ({ propagation }) => propagation.p99),
        ackP50: spread(kind, ({ ack }) => ack.p50),
        ackP99: spread(kind, ({ ack }) => ack.p99),
        residentMB: spread(kind, ({ memory }) => memory / 1024 / 1024),
      },
    ]),
  );
  const losses = Object.fromEntries(
    only.map((kind) => {
      const sum = { edits: 0, deliveries: 0, lost: 0, duplicated: 0, reordered: 0, unacked: 0, refused: 0 };
      for (const { turns } of all)
        for (const turn of turns)
          if (turn.kind === kind)
            for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += turn.losses[key];
      return [kind, sum];
    }),
  );
  const cpu = (turn: Turn) => turn.cpu.sum;
  const p50 = (turn: Turn) => turn.propagation.p50;
  const p99 = (turn: Turn) => turn.propagation.p99;
  const ratios = {
    'cpu product : relay': ratio('relay', cpu),
    'cpu product : insert': ratio('insert', cpu),
    'cpu product : hocuspocus': ratio('hocuspocus', cpu),
    'p50 product : hocuspocus': ratio('hocuspocus', p50),
    'p99 product : hocuspocus': ratio('hocuspocus', p99),
    'p99 product : insert': ratio('insert', p99),
  };
  const own = losses['product'];
  const clean = !own || own.lost + own.duplicated + own.reordered + own.unacked + own.refused === 0;
  const within = (value: Spread | null | undefined, limit: number) => (value ? value.median <= limit : null);
  const bars = {
    'product: 0 lost, duplicated, reordered, unacked': own ? clean : null,
    'cpu <= 1.8 x relay': within(ratios['cpu product : relay'], 1.8),
    'cpu <= 0.8 x insert': within(ratios['cpu product : insert'], 0.8),
  };
  const aims = {
    'cpu <= 1.5 x relay': within(ratios['cpu product : relay'], 1.5),
    'p50 <= 10 ms': within(targets['product']?.propagationP50, 10),
    'p99 <= 30 ms': within(targets['product']?.propagationP99, 30),
    'p99 <= 0.7 x hocuspocus': within(ratios['p99 product : hocuspocus'], 0.7),
  };
  const show = (value: Spread | null | undefined, digits = 2) =>
    value
      ? `${value.median.toFixed(digits)} (${value.min.toFixed(digits)}–${value.max.toFixed(digits)})`
      : 'not measured';
  say('');
  say(
    counted.length
      ? `${counted.length} of ${all.length} rounds count. Median (range):`
      : `None of ${all.length} rounds qualifies: the machine was not quiet. All of them, for orientation only:`,
  );
  for (const [kind, figures] of Object.entries(targets))
    say(
      `  ${kind.padEnd(11)} cpu ${show(figures.cpu, 0)} ms/1k (server ${show(figures.cpuServer, 0)}, database ${show(figures.cpuDatabase, 0)})  ` +
        `peer p50 ${show(figures.propagationP50, 1)} p99 ${show(figures.propagationP99, 1)} ms  ` +
        `ack p50 ${show(figures.ackP50, 1)} p99 ${show(figures.ackP99, 1)} ms  resident ${show(figures.residentMB, 0)} MB`,
    );
  for (const [name, value] of Object.entries(ratios)) say(`  ${name.padEnd(26)} ${show(value)}`);
  for (const [kind, sum] of Object.entries(losses)) say(`  ${kind.padEnd(11)} ${JSON.stringify(sum)}`);
  const verdict = (holds: boolean | null) => (holds === null ? '–' : holds ? 'yes' : 'NO');
  for (const [name, holds] of Object.entries(bars)) say(`  bar  ${name}: ${verdict(holds)}`);
  for (const [name, holds] of Object.entries(aims)) say(`  aim  ${name}: ${verdict(holds)}`);
  if (!ground.isRamDisk) say('  There was no RAM disk: the disk itself is part of these figures.');
  const isEnough = counted.length >= wanted;
  if (!isEnough) say(`  ${wanted} counted rounds were wanted; ${counted.length} are there.`);
  return {
    // Without counted rounds only what was lost can be judged.
    failed: !clean || (counted.length > 0 && Object.values(bars).includes(false)),
    document: {
      mode: 'rounds',
      rooms,
      people: PEOPLE,
      isRamDisk: ground.isRamDisk,
      roundsPlayed: all.length,
      roundsCounted: counted.length,
      isEnough,
      targets,
      ratios,
      losses,
      bars,
      aims,
    },
  };
};
