import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Pack } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import type { PackRead, PackTask, PackWord } from './pack-task';

const START_MS = 10_000;
/** As many wait for their turn as can be served within a time-out; each may hold two megabytes. */
const MOST_WAITING = 8;
const MEMORY_MB = 320;

/** The built worker stands beside the server; in the source tree it is compiled as it loads. */
const file = (): string => {
  const built = join(dirname(process.argv[1] ?? ''), 'pack-worker.js');
  return existsSync(built) ? built : join(process.cwd(), 'tools/jest/pack-worker.cjs');
};

/** Reads and writes packs in a thread of its own, one at a time, and ends it when it takes too long or too much. */
@Injectable()
export class PackWorkshop {
  /** Milliseconds. What a hostile text could make slow is refused by its counts before it is parsed; this is for the rest. */
  readonly limits = { parse: 5_000, work: 5_000 };
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** @throws ProblemError `too-many` when others wait already */
  async read(bytes: Uint8Array): Promise<PackRead> {
    const word = await this.inTurn({ do: 'read', bytes });
    if (word?.is === 'read') return word.read;
    const message = 'This file takes too long to read, or too much memory. Try again with fewer prompts in it.';
    return { pack: null, count: 1, faults: [{ line: 1, column: 1, message, text: '' }], hashes: [] };
  }

  async write(pack: Pack): Promise<string> {
    const word = await this.inTurn({ do: 'write', pack });
    if (word?.is === 'written') return word.text;
    throw new ProblemError('unavailable', 'The pack took too long to write. Try again with fewer prompts.');
  }

  private async inTurn(task: PackTask): Promise<PackWord | undefined> {
    if (this.waiting >= MOST_WAITING)
      throw new ProblemError('too-many', 'Several packs are being read right now. Try again in a minute.');
    this.waiting += 1;
    const turn = this.last.then(() => work(task, this.limits));
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** The worker's answer; undefined when it was ended or ended itself. */
function work(task: PackTask, limits: PackWorkshop['limits']): Promise<PackWord | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(file(), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 48 },
    });
    let timer: NodeJS.Timeout;
    const end = (word?: PackWord): void => {
      clearTimeout(timer);
      resolve(word);
      void worker.terminate();
    };
    const limit = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => end(), ms);
    };
    limit(START_MS);
    worker.on('message', (word: PackWord) => {
      if (word.is === 'begun') limit(task.do === 'read' ? limits.parse : limits.work);
      else if (word.is === 'parsed') limit(limits.work);
      else end(word);
    });
    worker.on('error', () => end());
    worker.on('exit', () => end());
  });
}
