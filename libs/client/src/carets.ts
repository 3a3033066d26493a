import { type Presence } from '@debrief/contracts';
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import { type Doc } from 'yjs';

/** Carets move at most every 100 ms. */
const CARET_EVERY = 100;
const MAX_STATE = 2_000;
/** Marks what did not come from a hand on this page, so that it is not sent from here and not undone here. */
export const REMOTE = Symbol('remote');

/** The carets in one copy of a document: those of others as the server tells them, and the own one on its way out. */
export class Carets {
  readonly awareness: Awareness;
  private readonly others = new Map<number, string>();
  private toldAt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    doc: Doc,
    private readonly tell: (caret: { clientId: number; state: string }) => void,
  ) {
    this.awareness = new Awareness(doc);
    this.awareness.on('update', (_: unknown, origin: unknown) => origin !== REMOTE && this.moved());
  }

  /** Somebody's caret. `participant` comes from the server, so it cannot be forged; the state beside it can. */
  receive({ participant, clientId, state }: Presence & { participant: string }): void {
    const { awareness } = this;
    if (clientId === undefined || clientId === awareness.clientID) return;
    const parsed = readCaret(state);
    if (!parsed) return this.drop([clientId]);
    const isNew = !awareness.states.has(clientId);
    const clock = (awareness.meta.get(clientId)?.clock ?? 0) + 1;
    awareness.meta.set(clientId, { clock, lastUpdated: Date.now() });
    awareness.states.set(clientId, { ...parsed, user: { participant } });
    this.others.set(clientId, participant);
    const change = { added: isNew ? [clientId] : [], updated: isNew ? [] : [clientId], removed: [] };
    awareness.emit('change', [change, REMOTE]);
    awareness.emit('update', [change, REMOTE]);
  }

  /** Carets of people without a connection go. */
  keep(connected: ReadonlySet<string>): void {
    this.drop([...this.others].filter(([, participant]) => !connected.has(participant)).map(([clientId]) => clientId));
  }

  destroy(): void {
    this.awareness.destroy();
    clearTimeout(this.later);
  }

  private drop(clientIds: number[]): void {
    for (const clientId of clientIds) this.others.delete(clientId);
    if (clientIds.length) removeAwarenessStates(this.awareness, clientIds, REMOTE);
  }

  private moved(): void {
    if (this.later) return;
    const send = () => {
      this.later = undefined;
      this.toldAt = Date.now();
      const state = JSON.stringify(this.awareness.getLocalState());
      if (state.length <= MAX_STATE) this.tell({ clientId: this.awareness.clientID, state });
    };
    this.later = setTimeout(send, Math.max(0, this.toldAt + CARET_EVERY - Date.now()));
  }
}

const readCaret = (state: string | undefined): Record<string, unknown> | null => {
  try {
    const read: unknown = JSON.parse(state ?? 'null');
    return read && typeof read === 'object' ? { ...read } : null;
  } catch {
    return null;
  }
};
