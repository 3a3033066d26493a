import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

const NAME = 'debrief-unsent';
/** Where recorded sound waits on its way to the server. */
export const SOUND_DB = 'debrief-sound';
/** A sign-in lives for a week without use: what waited longer has nobody left who could send it. */
const KEEP_FOR = 7 * 24 * 3_600_000;

/**
 * Session, participant, kind, what it belongs to (a document, a round, nothing), tab, number. Everything of one
 * participant lies side by side; a tab's rows are in the order in which they were made.
 */
export type RowKey = [
  session: string,
  participant: string,
  kind: 'command' | 'edit' | 'card' | 'refused',
  name: string,
  tab: string,
  n: number,
];
export interface KeptRow {
  key: RowKey;
  /** Client time, ms. */
  at: number;
  body: unknown;
}
interface Schema extends DBSchema {
  rows: { key: RowKey; value: KeptRow; indexes: { at: number } };
}
export type KeepDb = IDBPDatabase<Schema>;

/**
 * Opens what this browser keeps for all sessions, and drops what is too old. `onGone` tells that the connection has
 * ended: `wiped` when somebody signed out, `closed` when the browser took it away, which opening it again may repair.
 */
export const openKeepDb = async (onGone: (why: 'wiped' | 'closed') => void): Promise<KeepDb> => {
  const db = await openDB<Schema>(NAME, 1, {
    upgrade: (made) => {
      made.createObjectStore('rows', { keyPath: 'key' }).createIndex('at', 'at');
    },
    blocking: (_, wanted, event) => {
      // A deletion or a newer page waits for this connection; holding on would block it for good.
      (event.target as IDBDatabase).close();
      onGone(wanted === null ? 'wiped' : 'closed');
    },
    terminated: () => onGone('closed'),
  });
  const old = IDBKeyRange.upperBound(Date.now() - KEEP_FOR);
  const tx = db.transaction('rows', 'readwrite');
  for (let row = await tx.store.index('at').openCursor(old); row; row = await row.continue()) void row.delete();
  await tx.done;
  return db;
};

/**
 * Forgets everything unsent in this browser, of every session: call it when somebody signs out. Other tabs stop
 * keeping at once. Never throws: a browser that keeps nothing has nothing to forget.
 */
export const forgetUnsent = async (): Promise<void> => {
  try {
    await Promise.all([deleteDB(NAME), deleteDB(SOUND_DB)]);
  } catch {
    // No storage, nothing kept.
  }
};
