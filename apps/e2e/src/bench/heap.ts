import { type Inspector } from './inspector';

/** Memory of a server after its collector has run, bytes. */
export interface Held {
  readonly heap: number;
  /** Buffers outside the heap: document bytes, socket buffers. */
  readonly external: number;
  readonly resident: number;
}

/** Collects twice, so that what a finaliser let go is gone too, and reads what is left. */
export const heldBy = async (inspector: Inspector): Promise<Held> => {
  for (let time = 0; time < 2; time += 1) await inspector.call('HeapProfiler.collectGarbage');
  const { result } = await inspector.call<{ result: { value: NodeJS.MemoryUsage } }>('Runtime.evaluate', {
    expression: 'process.memoryUsage()',
    returnByValue: true,
  });
  const { heapUsed, external, rss } = result.value;
  return { heap: heapUsed, external, resident: rss };
};

/** How many timers keep the process awake; those that were told not to are not listed. */
export const timersOf = async (inspector: Inspector): Promise<number> => {
  const { result } = await inspector.call<{ result: { value: number } }>('Runtime.evaluate', {
    expression: `process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length`,
    returnByValue: true,
  });
  return result.value;
};

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
}

/** Living objects by the name of their class, of the classes asked for. */
export const countObjects = async <N extends string>(
  inspector: Inspector,
  names: readonly N[],
): Promise<Record<N, number>> => {
  const chunks: string[] = [];
  inspector.on('HeapProfiler.addHeapSnapshotChunk', (params) => chunks.push((params as { chunk: string }).chunk));
  await inspector.call('HeapProfiler.enable');
  await inspector.call('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const { snapshot, nodes, strings } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const type = fields.indexOf('type');
  const name = fields.indexOf('name');
  const object = types[0].indexOf('object');
  const counts = Object.fromEntries(names.map((one) => [one, 0])) as Record<N, number>;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] !== object) continue;
    const found = strings[nodes[at + name] ?? 0];
    const known = names.find((one) => one === found);
    if (known) counts[known] += 1;
  }
  return counts;
};
