import type { LoadOrder, LoadReport, Plan, TurnResult } from './plan';
import { scheduleOf, type Due } from './schedule';
import { seatFor, type Seat } from './seats';
import { latencyOf, Tally } from './tally';

/** Connections that are being made at once. */
const CONNECTING = 24;
/** Everybody has joined after this, in ms, or the turn fails. */
const CONNECT_WITHIN = 90_000;
/** Frames are made this long before they are due, in ms, and so many in one go: made all at once, an hour's would keep pings waiting. */
const AHEAD = { ms: 10_000, atOnce: 100 } as const;
/** After the last edit, what is still missing gets this long, in ms. */
const DRAIN = 8_000;

const report = (message: LoadReport): void => void process.send?.(message);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The load of one turn, in a process of its own: its work is never counted as a server's. */
class Load {
  private readonly tally = new Tally();
  private readonly seats: Seat[][];
  private readonly due: Due[];
  private startedAt = 0;
  private readonly propagation: number[] = [];
  private readonly acks: number[] = [];
  private readonly lags: number[] = [];
  private remark: string | null = null;

  constructor(private readonly plan: Plan) {
    this.due = scheduleOf(plan);
    let reader = 0;
    this.seats = plan.rooms.map((room) =>
      room.places.map((place, at) => {
        const own = reader++;
        return seatFor(plan, room.id, place, {
          delivered: (edit) => this.delivered(edit, at, own),
          acked: (edit) => this.acked(edit),
          refused: (why) => {
            this.tally.refuse();
            this.remark ??= why;
          },
        });
      }),
    );
  }

  async connect(): Promise<void> {
    const left = this.seats.flat();
    const worker = async () => {
      for (let seat = left.shift(); seat; seat = left.shift()) await seat.connect();
    };
    const late = setTimeout(() => report({ type: 'failed', message: 'not everybody could connect' }), CONNECT_WITHIN);
    await Promise.all(Array.from({ length: CONNECTING }, worker));
    clearTimeout(late);
  }

  close(): void {
    for (const seat of this.seats.flat()) seat.close();
  }

  async run(): Promise<TurnResult> {
    const { warmup, measure, rooms } = this.plan;
    const frames = new Map<number, string | Uint8Array>();
    let made = 0;
    /** A seat's frames are made in the order in which they go out. */
    const makeUntil = (at: number, atMost: number): void => {
      for (let due = this.due[made], left = atMost; due && due.at <= at && left > 0; due = this.due[++made], left -= 1)
        frames.set(made, this.seats[due.room]?.[due.place]?.frame(made) ?? '');
    };
    makeUntil(AHEAD.ms, Infinity);
    let readerOffset = 0;
    const offsets = rooms.map(({ places }) => (readerOffset += places.length) - places.length);
    this.startedAt = performance.now() + 100;
    const marks: [number, LoadReport][] = [
      [warmup, { type: 'measuring' }],
      [warmup + measure, { type: 'measured' }],
    ];
    let next = 0;
    while (next < this.due.length || marks.length) {
      const now = performance.now() - this.startedAt;
      const [mark] = marks;
      if (mark && mark[0] <= now) report((marks.shift() ?? mark)[1]);
      for (let due = this.due[next]; due && due.at <= now; due = this.due[++next]) {
        const { room, place, at } = due;
        this.tally.send(next, (offsets[room] ?? 0) + place, (rooms[room]?.places.length ?? 1) - 1);
        if (next >= made) makeUntil(now, Infinity);
        const frame = frames.get(next);
        frames.delete(next);
        if (frame !== undefined) this.seats[room]?.[place]?.send(frame, next);
        if (at >= warmup) this.lags.push(performance.now() - this.startedAt - at);
      }
      makeUntil(now + AHEAD.ms, AHEAD.atOnce);
      await pause(1);
    }
    for (const until = performance.now() + DRAIN; performance.now() < until && !this.tally.isComplete;)
      await pause(100);
    // What comes twice may come late.
    await pause(300);
    return {
      propagation: latencyOf(this.propagation),
      ack: latencyOf(this.acks),
      lag: latencyOf(this.lags),
      measuredDeliveries: this.propagation.length,
      losses: this.tally.losses(),
      remark: this.remark,
    };
  }

  private delivered(edit: number, place: number, reader: number): void {
    const due = this.due[edit];
    // A sender hears its own edit back where the target sends everything to everybody.
    if (!due || due.place === place) return;
    if (this.tally.deliver(edit, place, reader) && due.at >= this.plan.warmup)
      this.propagation.push(performance.now() - this.startedAt - due.at);
  }

  private acked(edit: number): void {
    const due = this.due[edit];
    if (due && this.tally.ack(edit) && due.at >= this.plan.warmup)
      this.acks.push(performance.now() - this.startedAt - due.at);
  }
}

let load: Load | undefined;
const follow = async (order: LoadOrder): Promise<void> => {
  if (order.type === 'plan') {
    load = new Load(order.plan);
    await load.connect();
    report({ type: 'connected' });
  } else if (order.type === 'go' && load) {
    report({ type: 'done', result: await load.run() });
  } else if (order.type === 'close') {
    load?.close();
    process.disconnect();
    setTimeout(() => process.exit(), 200);
  }
};
process.on('message', (order: LoadOrder) => {
  follow(order).catch((error: unknown) =>
    report({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
