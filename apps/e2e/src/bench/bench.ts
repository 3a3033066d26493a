import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './options';
import type { Plan, TargetKind } from './plan';
import { Product } from './product';
import { Peer, type Cluster, type Target } from './target';

/** What tools/bench.mjs has started and made for this run. */
export interface Ground {
  readonly clusters: { readonly product: Cluster; readonly peers: Cluster };
  /** Throwaway folder on the RAM disk. */
  readonly folder: string;
  /** Where results and profiles are kept. */
  readonly results: string;
  readonly ports: Readonly<Record<TargetKind | 'inspector', number>>;
  /** False where there is no RAM disk: then a flush costs what the disk costs, beside the 2 ms. */
  readonly isRamDisk: boolean;
}

/** A line for people; with --json it goes to the error stream, which leaves the document alone. */
export type Say = (line: string) => void;

/** What a mode found: the document of --json, and whether a bar was missed. */
export interface Outcome {
  readonly failed: boolean;
  readonly document: unknown;
}

/** People of a room at standard load. */
export const PEOPLE = 3;
const BURST = { size: 10, every: 5_000 } as const;

/** Starts one target; the product still needs its people (`prepare`). */
export const startTarget = async (
  kind: TargetKind,
  ground: Ground,
  people: number,
  nodeFlags: readonly string[] = [],
): Promise<Target> => {
  const port = ground.ports[kind];
  if (kind !== 'product') return Peer.start({ kind, port, cluster: ground.clusters.peers, people, nodeFlags });
  return startProduct(ground, nodeFlags);
};

/** The built server; with `before`, on the data and with the people of one that was stopped. */
export const startProduct = (ground: Ground, nodeFlags: readonly string[] = [], before?: Product): Promise<Product> =>
  Product.start({
    port: ground.ports.product,
    cluster: ground.clusters.product,
    dataDir: before?.dataDir ?? mkdtempSync(join(ground.folder, 'data-')),
    nodeFlags,
    made: before?.rooms(Infinity) ?? [],
  });

/** The load of one turn on a target's first rooms. */
export const planFor = (
  target: Target,
  options: Pick<Options, 'seconds' | 'warmup'> & Partial<Pick<Options, 'each'>>,
  rooms: number,
  seed: number,
  burst: Plan['burst'] = BURST,
): Plan => ({
  kind: target.kind,
  port: target.port,
  rooms: target.rooms(rooms),
  seed,
  warmup: options.warmup * 1_000,
  measure: options.seconds * 1_000,
  editsPerSecond: 5,
  burst,
  isEach: options.each ?? false,
});

/** Ends targets, whatever happened. */
export const stopAll = async (targets: readonly Target[]): Promise<void> => {
  for (const target of targets) await target.stop();
};
