import type { Pack, ReadPack } from '@debrief/prompt-bank';

/** What the worker is asked to do, and what it says: `begun` once it has loaded, `parsed` once only checks are left. */
export type PackTask = { do: 'read'; bytes: Uint8Array } | { do: 'write'; pack: Pack };
export type PackRead = ReadPack & { hashes: string[] };
export type PackWord =
  { is: 'begun' } | { is: 'parsed' } | { is: 'read'; read: PackRead } | { is: 'written'; text: string };
