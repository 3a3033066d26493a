import { liveCommands, type CommandKind, type Problem } from '@debrief/contracts';
import * as Y from 'yjs';

/** Words that the server refused for good, shown for copying until the person lets them go. */
export interface Unstored {
  id: string;
  /** The document or the kind of command they were meant for. */
  from: string;
  text: string;
  problem: Problem;
}

/** Presses that mean this moment of the room; done minutes later they would surprise everybody. */
const steering: ReadonlySet<string> = new Set<CommandKind>([
  'participant.leave',
  'brief.open',
  'round.start',
  'phase.next',
  'clock.pause',
  'clock.resume',
  'clock.add',
  'lead.take',
  'timekeeper.set',
  'scoring.start',
  'scoring.extend',
  'swap.propose',
  'swap.agree',
  'swap.decline',
  'end.propose',
  'end.agree',
  'end.cancel',
  'hand.raise',
  'recording.start',
]);
const STALE_AFTER = 60_000;

/** True for a press that steers the room and waited a minute for a connection; what people said or noted never is. */
export const isStale = (kind: string, at: number): boolean => steering.has(kind) && Date.now() - at > STALE_AFTER;

/** Whether the server of this contract can still read a command that an older page has left behind. */
export const isUnderstood = (kind: string, op: string, input: unknown): kind is CommandKind =>
  Object.hasOwn(liveCommands, kind) &&
  liveCommands[kind as CommandKind].safeParse({ op, ...(input as object) }).success;

/** What somebody wrote in a command; empty where it was only a press. */
export const wordsOfCommand = (kind: string, input: Record<string, unknown>): string => {
  const { text, words, markKind, dimension } = input;
  if (kind === 'mark.set') return [markKind, dimension, words].filter((part) => typeof part === 'string').join(', ');
  return [text, words].filter((part) => typeof part === 'string').join(' ');
};

/** The text that updates insert, for edits that cannot be put back where they belong. Unreadable ones add nothing. */
export const wordsOfEdits = (updates: readonly Uint8Array[]): string =>
  updates
    .flatMap((update) => {
      try {
        return Y.decodeUpdate(update).structs;
      } catch {
        return [];
      }
    })
    .map((struct) => {
      if (!(struct instanceof Y.Item)) return '';
      if (struct.content instanceof Y.ContentString) return struct.content.str;
      return struct.content instanceof Y.ContentType ? '\n' : '';
    })
    .join('')
    .trim();
