import { parseArgs } from 'node:util';
import { targetKinds, type TargetKind } from './plan';

export const HELP = `npm run bench -- [options]

Measures the built server against small peers on the same machine, in turns (A B C D A B C D …), each on its own
process, with an open loop: latencies count from the moment an edit was due. Postgres runs on a RAM disk where every
flush takes 2 ms. Needs Linux. A round counts only when everything else on the machine used less than 0.4 cores and
99 % of the edits left the load process within 5 ms of their time.

Without a mode: the standard load, 150 rooms of 3 people, in each 5 edits a second of 40 bytes at random moments and a
burst of 10 every 5 s. Prints CPU per 1,000 deliveries, propagation and ack, losses, memory per room, and the ratios.

  --rounds N           counted rounds wanted (5); it stops after 10 rounds in any case
  --minutes N          starts no round that would end later than this (8.5)
  --resume             adds to the rounds of the last run of this very build
  --seconds N          measured stretch of one turn (12), after --warmup N seconds (5)
  --only A,B           only these of relay, insert, product, hocuspocus
  --each               sends the product every edit in a push of its own; without it as the product's client does, which
                       sends the first at once and what follows within 50 ms together
  --rooms N            rooms (150)
  --seed N             of the arrivals (1); round K uses seed + K
  --prove              first shows that planted losses are counted exactly: a relay that errs and says how often
  --json               one JSON document at the end instead of tables
  --profile            with one --only target: writes CPU profiles of its server into tmp/bench

Other modes:
  --rooms-on-one-core  how many rooms of 2 the bare relay carries with p99 < 50 ms, and whether the product holds
                       p99 < 50 ms at 0.6 of them in 3 runs of 5
  --memory             an idle room of 3 against the relay's; a room that holds an hour's document; what is left 60 s
                       after 1,000 rooms were opened and emptied
  --quick              with --memory: a few minutes instead of about fifteen, to try the tool; its figures mean little
  --soak               100 rooms for an hour (--minutes N), the slope of the server's memory after warm-up
  --help`;

export interface Options {
  readonly mode: 'rounds' | 'one-core' | 'memory' | 'soak';
  readonly rounds: number;
  readonly minutes: number | null;
  readonly resume: boolean;
  readonly seconds: number;
  readonly warmup: number;
  readonly only: readonly TargetKind[];
  readonly each: boolean;
  readonly rooms: number;
  readonly seed: number;
  readonly prove: boolean;
  readonly json: boolean;
  readonly profile: boolean;
  readonly quick: boolean;
}

const peers = targetKinds.filter((kind) => kind !== 'faulty');

/** Reads the command line; throws with a sentence when it cannot be followed. */
export const readOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      minutes: { type: 'string' },
      resume: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '12' },
      warmup: { type: 'string', default: '5' },
      only: { type: 'string', default: peers.join(',') },
      each: { type: 'boolean', default: false },
      rooms: { type: 'string', default: '150' },
      seed: { type: 'string', default: '1' },
      prove: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      'rooms-on-one-core': { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      soak: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'rounds' | 'seconds' | 'warmup' | 'rooms' | 'seed' | 'minutes'): number => {
    const value = Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} has to be a number above 0.`);
    return value;
  };
  const only = values.only.split(',').map((name) => {
    const kind = peers.find((known) => known === name);
    if (!kind) throw new Error(`--only takes a list of ${peers.join(', ')}.`);
    return kind;
  });
  if (values.profile && only.length > 1) throw new Error('--profile takes one target: name it with --only.');
  const modes = [
    values['rooms-on-one-core'] && ('one-core' as const),
    values.memory && ('memory' as const),
    values.soak && ('soak' as const),
  ].filter((mode) => mode !== false);
  if (modes.length > 1) throw new Error('Choose one of --rooms-on-one-core, --memory and --soak.');
  return {
    mode: modes[0] ?? 'rounds',
    rounds: number('rounds'),
    minutes: values.minutes === undefined ? null : number('minutes'),
    resume: values.resume,
    seconds: number('seconds'),
    warmup: number('warmup'),
    only,
    each: values.each,
    rooms: number('rooms'),
    seed: number('seed'),
    prove: values.prove,
    json: values.json,
    profile: values.profile,
    quick: values.quick,
  };
};
