import { MAX_RUN, panelRound, selfOwner, type JoinAnswer, type WireEvent } from '@debrief/contracts';
import {
  applyPanel,
  applyRoom,
  applySelf,
  emptyPanel,
  emptyRoom,
  emptySelf,
  type PanelState,
  type RoomState,
  type SelfState,
} from '@debrief/live-core';
import { Inbox } from './inbox';
import { type LiveSocket } from './socket';

const SINCE_WAIT = 10_000;

/** The folds of a session's streams, the same that the server and the replay make. */
export interface Slices {
  room: RoomState;
  panels: Record<number, PanelState>;
  self: SelfState;
}
type DocRow = Extract<WireEvent, { kind: 'doc' }>;

interface Reader {
  /** A row of a document: its text is not folded here. */
  document(row: DocRow): void;
  /** Any row that happens now; those of the past, which a join brings, are not told. */
  news(row: WireEvent): void;
  /** All rows at hand are folded: a screen that drew in between would draw half a decision. */
  folded(slices: Slices): void;
  /** A gap that no answer fills: a join brings everything in order again. */
  stuck(): void;
}

/** The log of a session as this page has it: rows taken in order, each once, what is missing asked for, all of it folded. */
export class SessionLog {
  private current: Slices = { room: emptyRoom(), panels: {}, self: emptySelf() };
  private isCatchingUp = false;
  private readonly inbox = new Inbox(
    (row) => this.take(row),
    (stream, seq) => void this.fillGap(stream, seq),
  );

  constructor(
    private readonly socket: LiveSocket,
    private readonly reader: Reader,
  ) {}

  get slices(): Slices {
    return this.current;
  }
  /** The last row of each stream, for a join. */
  last(): Record<string, number> {
    return this.inbox.all();
  }

  /** What others did may have waited behind any of these rows, an own edit too. */
  receive(rows: readonly WireEvent[]): void {
    this.inbox.receive(rows);
    this.reader.folded(this.current);
  }

  /** The server says a stream has come to `seq`. */
  head(stream: string, seq: number): void {
    this.inbox.head(stream, seq);
  }

  /** What a join brings of each stream. `folded` is not called: a join changes more than the slices. */
  catchUp(streams: JoinAnswer['streams']): void {
    this.isCatchingUp = true;
    for (const [stream, part] of Object.entries(streams)) {
      if ('snapshot' in part) {
        this.takeSnapshot(stream, part.head, part.snapshot);
      } else {
        this.inbox.receive(part.run);
        this.inbox.head(stream, part.head);
      }
    }
    this.isCatchingUp = false;
  }

  stop(): void {
    this.inbox.stop();
  }

  private take(row: WireEvent): void {
    const { current } = this;
    if (row.kind === 'doc') {
      this.reader.document(row);
    } else {
      const round = panelRound(row.stream);
      if (row.stream === 'room') this.current = { ...current, room: applyRoom(current.room, row) };
      else if (round !== undefined)
        this.current = {
          ...current,
          panels: { ...current.panels, [round]: applyPanel(current.panels[round] ?? emptyPanel(), row) },
        };
      else this.current = { ...current, self: applySelf(current.self, row) };
    }
    if (!this.isCatchingUp) this.reader.news(row);
  }

  private async fillGap(stream: string, seq: number): Promise<void> {
    const { inbox, socket } = this;
    const answer = await socket.request('since', { stream, seq }, SINCE_WAIT);
    const found = answer as { ok?: boolean; events?: WireEvent[]; head?: number; snapshot?: unknown } | undefined;
    if (found?.ok && found.snapshot !== undefined && found.head !== undefined) {
      this.takeSnapshot(stream, found.head, found.snapshot);
      return this.reader.folded(this.current);
    }
    if (found?.ok && found.events?.length) {
      this.receive(found.events);
      // A full page means that there may be more.
      if (found.events.length >= MAX_RUN) inbox.head(stream, inbox.lastOf(stream) + 1);
      return;
    }
    if (!socket.isUp) return;
    // A quiet room says nothing more that would show the gap again, so whoever got no answer asks once more.
    if (found === undefined) return inbox.head(stream, seq + 1);
    if (found.ok === false) this.reader.stuck();
  }

  private takeSnapshot(stream: string, head: number, snapshot: unknown): void {
    const { current, inbox } = this;
    // A row written while the answer was made overtakes it: the older state would take it back.
    if (head < inbox.lastOf(stream)) return;
    const round = panelRound(stream);
    if (stream === 'room') this.current = { ...current, room: snapshot as RoomState };
    else if (round !== undefined)
      this.current = { ...current, panels: { ...current.panels, [round]: snapshot as PanelState } };
    else if (selfOwner(stream)) this.current = { ...current, self: snapshot as SelfState };
    inbox.jump(stream, head);
  }
}
