import { type Ground, type Say } from './bench';
import { measureMemory } from './memory';
import { measureOneCore } from './one-core';
import { HELP, readOptions } from './options';
import { proveCounting } from './prove';
import { playRounds } from './rounds';
import { soak } from './soak';

const modes = { rounds: playRounds, 'one-core': measureOneCore, memory: measureMemory, soak } as const;

const main = async (): Promise<number> => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const options = readOptions(args);
  const ground = JSON.parse(process.env['BENCH_GROUND'] ?? '{}') as Ground;
  const say: Say = (line) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const isProven = options.prove ? await proveCounting(ground, say) : true;
  const { failed, document } = await modes[options.mode](options, ground, say);
  if (options.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return failed || !isProven ? 1 : 0;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
