import { MAX_UPDATE, type DocName } from '@debrief/contracts';
import * as Y from 'yjs';
import { type Keep } from './keep';
import { wordsOfEdits } from './unstored';

/** Updates merged into one push at most. */
const MAX_MERGED = 200;

/** One local change that the server has not confirmed, and its row in the storage. */
interface Edit {
  row: string;
  update: Uint8Array;
}

/** Own edits of one document that the server has not confirmed, oldest first; each is in the storage until it is. */
export class OwnEdits {
  /** Edits of this moment, not yet merged and not yet in the storage. */
  private fresh: Uint8Array[] = [];
  private waiting: Edit[] = [];

  constructor(
    private readonly name: DocName,
    private readonly keep: Pick<Keep, 'add' | 'remove'>,
  ) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0 && this.fresh.length === 0;
  }
  /** How many pieces lie in the storage. */
  get count(): number {
    return this.waiting.length;
  }

  add(update: Uint8Array): void {
    this.fresh.push(update);
  }

  /** One that lies in the storage already, under this row. */
  adopt(row: string, update: Uint8Array): void {
    this.waiting.push({ row, update });
  }

  /** Puts the edits of this moment into the storage. */
  flush(): void {
    for (const update of merged(this.fresh.splice(0)))
      this.waiting.push({ row: this.keep.add('edit', this.name, update).id, update });
  }

  /** The oldest that fit one push together, and how many of them that are. */
  next(): { update: Uint8Array; covers: number } | undefined {
    let size = 0;
    let covers = 0;
    for (const { update } of this.waiting) {
      if (covers > 0 && (size + update.length > MAX_UPDATE / 2 || covers >= MAX_MERGED)) break;
      size += update.length;
      covers++;
    }
    const [update] = merged(this.waiting.slice(0, covers).map((edit) => edit.update));
    return update && { update, covers };
  }

  /** The server has the oldest `covers` of them. */
  confirm(covers: number): void {
    this.keep.remove(this.waiting.splice(0, covers).map(({ row }) => row));
  }

  /** What they inserted, for edits that cannot be put back where they belong. */
  words(): string {
    return wordsOfEdits([...this.waiting.map(({ update }) => update), ...this.fresh]);
  }

  forget(): void {
    this.fresh = [];
    this.confirm(this.waiting.length);
  }
}

/** Merged into pieces that fit a frame. Merging is for the few edits of one moment: over a whole history it takes seconds. */
const merged = (updates: readonly Uint8Array[]): Uint8Array[] => {
  const pieces: Uint8Array[][] = [];
  let size = Infinity;
  for (const update of updates) {
    if (size + update.length > MAX_UPDATE / 2 || (pieces.at(-1)?.length ?? 0) >= MAX_MERGED) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)?.push(update);
    size += update.length;
  }
  return pieces.flatMap((piece) => (piece.length > 1 ? [Y.mergeUpdates(piece)] : piece));
};
