/** What stands on the other side of the wire. `faulty` is a relay that makes known mistakes, to prove that they are counted. */
export const targetKinds = ['relay', 'insert', 'product', 'hocuspocus', 'faulty'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** One person's place in a room, as the load process connects it. */
export interface Place {
  /** Sent with the handshake: the product's cookie, Origin and address. */
  readonly headers: Readonly<Record<string, string>>;
}
export interface PlannedRoom {
  /** Room, document or session id. */
  readonly id: string;
  readonly places: readonly Place[];
}
/** One turn of load on one target. Times in ms, rates per room. */
export interface Plan {
  readonly kind: TargetKind;
  readonly port: number;
  readonly rooms: readonly PlannedRoom[];
  readonly seed: number;
  /** Not counted: compilers and caches settle. */
  readonly warmup: number;
  readonly measure: number;
  readonly editsPerSecond: number;
  /** `size` edits at one moment by one person, every `every` ms; size 0 for none. */
  readonly burst: { readonly size: number; readonly every: number };
  /** The product is sent every edit in a push of its own, not as its client merges them. */
  readonly isEach: boolean;
  /** People delete as much as they write, so that documents stay short. */
  readonly isTrimming?: boolean;
}

/** Middle, 99th percentile and maximum, in ms. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}
/** Every edit of a turn, warm-up included, is counted here; all but `edits` and `deliveries` should be 0. */
export interface Losses {
  readonly edits: number;
  readonly deliveries: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly unacked: number;
  readonly refused: number;
}
/** What the load process saw; latencies count from the moment an edit was due, not from when it went out. */
export interface TurnResult {
  readonly propagation: Latency;
  readonly ack: Latency;
  /** How late edits left this process. */
  readonly lag: Latency;
  /** Deliveries of the measured stretch. */
  readonly measuredDeliveries: number;
  readonly losses: Losses;
  /** The first refusal or surprise, in words. */
  readonly remark: string | null;
}

/** Load process to runner. */
export type LoadReport =
  | { type: 'connected' }
  | { type: 'measuring' }
  | { type: 'measured' }
  | { type: 'done'; result: TurnResult }
  | { type: 'failed'; message: string };
/** Runner to load process. `close` ends it without load. */
export type LoadOrder = { type: 'plan'; plan: Plan } | { type: 'go' } | { type: 'close' };
