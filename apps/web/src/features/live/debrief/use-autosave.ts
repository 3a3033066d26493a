import { useEffect, useRef, type RefObject } from 'react';
import { i18n } from '../../../shared/i18n';
import { type VersionedSave } from './use-versioned-save';

const WRITE_AFTER = 700;

/** Words that somebody has typed and that are not sent on before they rest. */
interface Waiting<T> {
  words: T;
  timer: ReturnType<typeof setTimeout>;
}
const taken = <T>(waiting: RefObject<Waiting<T> | undefined>): T | undefined => {
  const { words, timer } = waiting.current ?? {};
  clearTimeout(timer);
  waiting.current = undefined;
  return words;
};

/** Stores what somebody writes as soon as they rest, and when they go. */
export const useAutosave = <T>(save: VersionedSave<T>) => {
  const waiting = useRef<Waiting<T>>(undefined);
  const write = useRef(save.write);
  write.current = save.write;
  const flush = () => {
    const words = taken(waiting);
    if (words !== undefined) write.current(words);
  };
  useEffect(() => flush, []);
  return {
    write: (words: T) => {
      clearTimeout(waiting.current?.timer);
      waiting.current = { words, timer: setTimeout(flush, WRITE_AFTER) };
    },
    /** Chooses between two versions; what was typed in the last moment belongs to mine, and is never written over theirs. */
    choose: (which: 'mine' | 'theirs'): T | undefined => {
      const mine = taken(waiting);
      return save.choose(which, mine === undefined ? {} : { mine });
    },
    /** Whether something newer of another tab may be shown instead: nothing of this one waits. */
    follows: (version: number): boolean => waiting.current === undefined && save.follows(version),
    state: save.conflict
      ? i18n.t('Kept here, not saved yet')
      : save.isPending
        ? i18n.t('Saving')
        : save.error
          ? i18n.t('Kept here, not saved yet')
          : save.isSaved
            ? i18n.t('Saved')
            : undefined,
  };
};
