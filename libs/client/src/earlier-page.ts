import * as Y from 'yjs';
import * as z from 'zod/mini';
import { fromBase64 } from './base64';
import { type Keep, type Kept } from './keep';

const commands = z.array(z.object({ op: z.string(), kind: z.string(), input: z.record(z.string(), z.unknown()) }));
const keptDoc = z.object({ clientIds: z.array(z.int()), update: z.string() });

/** Of a whole document, what the given client ids wrote: the rest is on the server, and is not this person's to send. */
const ownPart = (update: Uint8Array, clientIds: readonly number[]): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const own of clientIds) vector.set(own, 0);
  const part = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
  doc.destroy();
  return part;
};

/**
 * Pages of live contract 1 kept in `sessionStorage` what was not sent. A tab that was told to load again still has it:
 * moves it into `keep` and answers with it, like anything else that a closed page has left.
 */
export const moveEarlierPage = (
  storage: Pick<Storage, 'length' | 'key' | 'getItem' | 'removeItem'>,
  session: string,
  participant: string,
  keep: Pick<Keep, 'add' | 'keepCard'>,
): Kept[] => {
  const left: Kept[] = [];
  const add = (kind: 'command' | 'edit', name: string, body: unknown) =>
    left.push({ id: keep.add(kind, name, body).id, kind, name, at: Date.now(), body });
  const names = [...Array(storage.length).keys()].flatMap((n) => storage.key(n) ?? []);
  for (const name of names) {
    const [product, kind = '', of, last = ''] = name.split(':');
    // Much else lies there under this session's name: its invite link, the seat in the call.
    const isOurs = kind === 'doc' || kind === 'draft' || (kind === 'outbox' && last === participant);
    if (product !== 'debrief' || of !== session || !isOurs) continue;
    try {
      const body: unknown = JSON.parse(storage.getItem(name) ?? 'null');
      if (kind === 'outbox')
        for (const { op, kind: command, input } of commands.parse(body))
          add('command', '', { op, kind: command, input });
      else if (kind === 'doc') {
        const { clientIds, update } = keptDoc.parse(body);
        add('edit', last, ownPart(fromBase64(update), clientIds));
      } else keep.keepCard(Number(last), { version: 0, card: body });
    } catch {
      // Not what that version wrote.
    }
    storage.removeItem(name);
  }
  return left;
};
