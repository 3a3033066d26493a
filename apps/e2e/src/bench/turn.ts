import { BUILT } from './built';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadReport, Plan, TurnResult } from './plan';
import type { Target } from './target';
import { cpuOfMachine, cpuOfTrees, memoryOf } from './usage';

/** One turn as it is reported. CPU in ms per 1,000 deliveries, `cores` as a share of one core. */
export interface Turn extends TurnResult {
  readonly kind: Target['kind'];
  readonly cpu: { readonly server: number; readonly database: number; readonly sum: number };
  readonly serverCores: number;
  readonly loadCores: number;
  readonly neighbourCores: number;
  /** Resident memory of the server when everybody had joined and nobody typed, bytes. */
  readonly memory: number;
}

/** The load process of one turn, spoken to over IPC. */
export class LoadProcess {
  private readonly child: ChildProcess = fork(join(BUILT, 'bench-load.js'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  private readonly heard: LoadReport[] = [];
  private wake: (() => void) | undefined;

  constructor() {
    this.child.on('message', (report: LoadReport) => {
      this.heard.push(report);
      this.wake?.();
    });
    this.child.on('exit', () => {
      this.heard.push({ type: 'failed', message: 'the load process ended' });
      this.wake?.();
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  order(order: LoadOrder): void {
    this.child.send(order);
  }

  /** Waits for the next report, which has to be of this type. */
  async next<T extends LoadReport['type']>(type: T): Promise<Extract<LoadReport, { type: T }>> {
    while (!this.heard.length) await new Promise<void>((resolve) => (this.wake = resolve));
    const report = this.heard.shift();
    if (report?.type !== type)
      throw new Error(report?.type === 'failed' ? report.message : `expected ${type}, heard ${report?.type}`);
    return report as Extract<LoadReport, { type: T }>;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.order({ type: 'close' });
    await gone;
  }
}

/** What else happens around the measured stretch. */
export interface Stretch {
  began?(): Promise<void>;
  ended?(): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** After everybody has joined, for timers and collectors to come to rest. */
const SETTLE = 500;

/** Connects a plan's people, drives its load, and measures the processes meanwhile. */
export const playTurn = async (target: Target, plan: Plan, { began, ended }: Stretch = {}): Promise<Turn> => {
  const load = new LoadProcess();
  const roots = [target.server, target.database ?? 0, load.pid, process.pid];
  const read = () => ({ trees: cpuOfTrees(roots), machine: cpuOfMachine(), at: performance.now() });
  try {
    load.order({ type: 'plan', plan });
    await load.next('connected');
    await pause(SETTLE);
    const memory = memoryOf(target.server);
    load.order({ type: 'go' });
    await load.next('measuring');
    const before = read();
    await began?.();
    await load.next('measured');
    const after = read();
    await ended?.();
    const { result } = await load.next('done');
    const used = (pid: number) => (after.trees.get(pid) ?? 0) - (before.trees.get(pid) ?? 0);
    const wall = after.at - before.at;
    const server = used(target.server);
    const database = target.database === null ? 0 : used(target.database);
    // The runner's tree holds the load process and the servers, but not Postgres, which is nobody's child.
    const own = used(process.pid) + database;
    const per = (ms: number) => (ms / Math.max(1, result.measuredDeliveries)) * 1_000;
    return {
      ...result,
      kind: target.kind,
      cpu: { server: per(server), database: per(database), sum: per(server + database) },
      serverCores: server / wall,
      loadCores: used(load.pid) / wall,
      neighbourCores: Math.max(0, (after.machine - before.machine - own) / wall),
      memory,
    };
  } finally {
    await load.close();
  }
};
