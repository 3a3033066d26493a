import { MAX_ELEMENTS, type BoardFields } from '@debrief/contracts';
import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types';
import * as Y from 'yjs';
import { byIndex, elementOf, fieldsOf, isSame } from './element';

/** The editor as the binding sees it. */
export interface Scene {
  /** All elements, deleted ones included, in the order of the stack. */
  elements(): readonly ExcalidrawElement[];
  /** Shows these instead; nothing of it may be undone here. */
  put(elements: readonly ExcalidrawElement[]): void;
  /** Elements under this person's hand now: replaced only when it lets go. */
  held(): ReadonlySet<string>;
}

/** Points of a stroke that are not stored yet, as somebody else draws them. */
export interface Tail {
  /** How many points come before them. */
  from: number;
  points: readonly (readonly [number, number])[];
}

interface Seen {
  version: number;
  nonce: number;
  /** The fields as they are on screen: what differs from them is this person's doing. */
  fields: BoardFields;
  storedAt: number;
}

const WRITE_AFTER = 100;
const STROKE_EVERY = 500;
const SHOW_AFTER = 20;
/** Characters of JSON that go into one change of the document: a large paste travels as several. */
const PIECE = 16_000;

/**
 * Ties an editor to a board of the log: a map from element id to a map of fields. Only fields that changed are written,
 * so that two people who move and recolour one element keep both. What others do is shown and can never be undone here.
 */
export class BoardBinding {
  private readonly seen = new Map<string, Seen>();
  private readonly dirty = new Set<string>();
  private readonly incoming = new Set<string>();
  /** Elements first stored from here; only these may vanish from the editor without a trace. */
  private readonly made = new Set<string>();
  private readonly tails = new Map<string, Tail>();
  private readonly root: Y.Map<unknown>;
  private writing: ReturnType<typeof setTimeout> | undefined;
  private showing: ReturnType<typeof setTimeout> | undefined;
  private isFull = false;

  constructor(
    private readonly doc: Y.Doc,
    root: string,
    private readonly scene: Scene,
    private readonly now: () => number = Date.now,
  ) {
    this.root = doc.getMap(root);
    for (const id of this.root.keys()) this.incoming.add(id);
    this.root.observeDeep(this.heard);
    this.pull();
  }

  /** The editor has drawn itself anew; cheap when nothing on the board moved. */
  changed(elements: readonly ExcalidrawElement[]): void {
    for (const element of elements) {
      const seen = this.seen.get(element.id);
      if (seen?.version !== element.version || seen.nonce !== element.versionNonce) this.dirty.add(element.id);
    }
    if (elements.length < this.seen.size && this.made.size) {
      const here = new Set(elements.map(({ id }) => id));
      for (const id of this.made) if (!here.has(id)) this.dirty.add(id);
    }
    if (this.dirty.size) this.writing ??= setTimeout(this.flush, WRITE_AFTER);
  }

  /** Writes what changed here, now. A stroke under the hand is stored every half second and when it ends. */
  readonly flush = (): void => {
    clearTimeout(this.writing);
    this.writing = undefined;
    if (!this.dirty.size) return;
    const elements = new Map(this.scene.elements().map((element) => [element.id, element]));
    const held = this.scene.held();
    const waiting = new Set<string>();
    let piece: [string, Y.Map<unknown> | undefined, Record<string, unknown>][] = [];
    let weight = 0;
    let isMoved = false;
    const write = () => {
      if (piece.length) this.doc.transact(() => piece.forEach((each) => this.store(...each)), this);
      piece = [];
      weight = 0;
    };
    for (const id of this.dirty) {
      const element = elements.get(id);
      const seen = this.seen.get(id);
      const stored = this.stored(id);
      if (!element) {
        if (stored && this.made.delete(id)) piece.push([id, stored, { isDeleted: true }]);
        this.seen.delete(id);
        continue;
      }
      if (held.has(id) && element.type === 'freedraw' && seen && this.now() - seen.storedAt < STROKE_EVERY) {
        waiting.add(id);
        continue;
      }
      const fields = fieldsOf(element);
      this.seen.set(id, { version: element.version, nonce: element.versionNonce, fields, storedAt: this.now() });
      if (!stored && (element.isDeleted || !fields.type || isTiny(element))) continue;
      const differing = Object.entries(fields).filter(
        ([field, value]) => !seen || !stored || !isSame(seen.fields[field as keyof BoardFields], value),
      );
      if (!stored && this.root.size + piece.length >= MAX_ELEMENTS) this.isFull = true;
      else if (differing.length) piece.push([id, stored, Object.fromEntries(differing)]);
      isMoved ||= differing.some(([field]) => field === 'index');
      weight += JSON.stringify(differing).length;
      if (weight > PIECE) write();
    }
    if (isMoved) for (const element of elements.values()) this.settleIndex(element, piece);
    write();
    this.dirty.clear();
    for (const id of waiting) this.dirty.add(id);
    if (waiting.size) this.writing = setTimeout(this.flush, WRITE_AFTER);
  };

  /** Shows what others did. Own changes of the last moment are written first, so that they are not taken back. */
  readonly pull = (): void => {
    clearTimeout(this.showing);
    this.showing = undefined;
    this.flush();
    const held = this.scene.held();
    const current = new Map(this.scene.elements().map((element) => [element.id, element]));
    const shown: string[] = [];
    for (const id of this.incoming) {
      if (held.has(id)) continue;
      this.incoming.delete(id);
      const element = this.read(id);
      const before = current.get(id);
      if (!element || (before && isSame(fieldsOf(before), fieldsOf(element)))) continue;
      const version = (before?.version ?? 0) + 1;
      current.set(id, { ...element, version, versionNonce: version });
      shown.push(id);
    }
    if (shown.length) {
      this.scene.put([...current.values()].sort(byIndex));
      // The editor may give new places in the stack to elements that share one; that is nobody's change.
      for (const element of this.scene.elements())
        if (!this.dirty.has(element.id)) this.remember(element, shown.includes(element.id));
    }
    if (this.incoming.size) this.showing ??= setTimeout(this.pull, STROKE_EVERY);
  };

  /** The tail of somebody’s stroke, or undefined when it is stored or abandoned. */
  tail(id: string, tail: Tail | undefined): void {
    if (tail) this.tails.set(id, tail);
    else if (!this.tails.delete(id)) return;
    if (this.root.has(id)) this.soon(id);
  }

  /** How many points of a stroke are stored. */
  storedPoints(id: string): number {
    const points: unknown = this.stored(id)?.get('points');
    return Array.isArray(points) ? points.length : 0;
  }

  /** True once, after an element found no place any more. */
  takeFull(): boolean {
    const was = this.isFull;
    this.isFull = false;
    return was;
  }

  destroy(): void {
    this.flush();
    clearTimeout(this.writing);
    clearTimeout(this.showing);
    this.root.unobserveDeep(this.heard);
  }

  private readonly heard = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction): void => {
    if (origin === this) return;
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === 'string') this.soon(id);
      else for (const key of event.keys.keys()) this.soon(key);
    }
  };
  private soon(id: string): void {
    this.incoming.add(id);
    this.showing ??= setTimeout(this.pull, SHOW_AFTER);
  }

  private stored(id: string): Y.Map<unknown> | undefined {
    const found = this.root.get(id);
    return found instanceof Y.Map ? found : undefined;
  }

  private store(id: string, stored: Y.Map<unknown> | undefined, fields: Record<string, unknown>): void {
    if (!stored) {
      this.root.set(id, new Y.Map(Object.entries(fields)));
      this.made.add(id);
    } else for (const [field, value] of Object.entries(fields)) stored.set(field, value);
  }

  private read(id: string): ExcalidrawElement | undefined {
    const fields = this.stored(id)?.toJSON();
    const element = fields && elementOf(id, fields, (other) => this.root.has(other));
    const tail = this.tails.get(id);
    if (element?.type !== 'freedraw' || !tail) return element;
    if (element.points.length >= tail.from + tail.points.length) {
      this.tails.delete(id);
      return element;
    }
    const points = [...element.points.slice(0, tail.from), ...(tail.points as typeof element.points)];
    return { ...element, points, simulatePressure: true };
  }

  private remember(element: ExcalidrawElement, isShown: boolean): void {
    const seen = this.seen.get(element.id);
    if (seen && !isShown && seen.version === element.version) return;
    const { version, versionNonce: nonce } = element;
    this.seen.set(element.id, { version, nonce, fields: fieldsOf(element), storedAt: seen?.storedAt ?? 0 });
  }

  /** Whoever changes the order writes all of it that is not yet stored, or others would stack differently. */
  private settleIndex(
    element: ExcalidrawElement,
    piece: [string, Y.Map<unknown> | undefined, Record<string, unknown>][],
  ): void {
    const stored = this.stored(element.id);
    if (
      stored &&
      stored.get('index') !== element.index &&
      !piece.some(([id, , fields]) => id === element.id && 'index' in fields)
    )
      piece.push([element.id, stored, { index: element.index }]);
  }
}

/** What a mere click leaves behind; the editor takes it away again. */
const isTiny = (element: ExcalidrawElement): boolean =>
  'points' in element
    ? element.points.length < (element.type === 'freedraw' ? 1 : 2)
    : element.type === 'text'
      ? element.text === ''
      : element.width === 0 && element.height === 0;
