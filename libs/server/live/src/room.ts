import type { Stream } from '@debrief/contracts';
import { emptySession, type SessionState } from '@debrief/live-core';
import { CHAIN_START } from './digest';
import type { RoomDoc } from './room-doc';

export interface Head {
  seq: number;
  at: number;
  chain: Buffer;
}

/** A session held in memory: the fold of its committed log, and the documents that somebody has opened. */
export class Room {
  state: SessionState = emptySession();
  rev = 0;
  writeEpoch = 0;
  readonly heads = new Map<Stream, Head>();
  readonly docs = new Map<string, RoomDoc>();
  /** Documents that have rows in the log; the others are empty, and take no memory until somebody writes. */
  readonly written = new Set<string>();
  /** Server time of the next thing the clock has to say, ms. */
  dueAt: number | null = null;
  lastUsed = Date.now();
  /** Set when memory may differ from the log: nobody may use this room again. */
  isDropped = false;
  /** The example session runs on a clock of its own; only the seed command sets this. */
  clock: (() => number) | null = null;

  constructor(
    readonly id: string,
    readonly isExample: boolean,
  ) {}

  head(stream: Stream): Head {
    return this.heads.get(stream) ?? { seq: 0, at: 0, chain: CHAIN_START };
  }

  /** Lets a document leave memory; whoever needs it next reads it from the log. */
  dropDoc(name: string): void {
    this.docs.get(name)?.destroy();
    this.docs.delete(name);
  }

  dropDocs(): void {
    for (const name of this.docs.keys()) this.dropDoc(name);
  }
}
