import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

const MEMORY_MB = 1_024;
const LIMIT_MS = 10 * 60_000;

/** The built worker stands beside the server; in the source tree it is compiled as it loads. */
const file = (): string => {
  const built = join(dirname(process.argv[1] ?? ''), 'replay-worker.js');
  return existsSync(built) ? built : join(process.cwd(), 'tools/jest/replay-worker.cjs');
};

/** Replays everything in a thread with a connection of its own: whoever is in a room notices nothing. */
export const replayInThread = (databaseUrl: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file(), {
      workerData: { databaseUrl },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => void worker.terminate(), LIMIT_MS);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`The replay ended with code ${code}.`));
    });
  });
