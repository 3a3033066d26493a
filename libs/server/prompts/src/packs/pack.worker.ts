import { parentPort, workerData } from 'node:worker_threads';
import { readPack, writePack } from '@debrief/prompt-bank';
import type { PackTask, PackWord } from './pack-task';
import { wordingOf } from '../wording';

/** One task, away from the thread that serves everybody: two megabytes of YAML are most of a second. */
const task = workerData as PackTask;
const say = (word: PackWord): void => parentPort?.postMessage(word);

say({ is: 'begun' });
if (task.do === 'write') say({ is: 'written', text: writePack(task.pack) });
else {
  const read = readPack(task.bytes, () => say({ is: 'parsed' }));
  say({ is: 'read', read: { ...read, hashes: read.pack?.prompts.map(wordingOf) ?? [] } });
}
