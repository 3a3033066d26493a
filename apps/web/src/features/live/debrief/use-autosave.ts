import { useEffect, useRef } from 'react';
import { i18n } from '../../../shared/i18n';
import { type VersionedSave } from './use-versioned-save';

const WRITE_AFTER = 700;

/** Stores what somebody writes as soon as they rest, and when they go. */
export const useAutosave = <T>(save: VersionedSave<T>) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<T>(undefined);
  const write = useRef(save.write);
  write.current = save.write;
  const flush = () => {
    if (timer.current === undefined || latest.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    write.current(latest.current);
  };
  useEffect(() => flush, []);
  return {
    write: (words: T) => {
      latest.current = words;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, WRITE_AFTER);
    },
    /** Chooses between two versions; what was typed in the last moment belongs to mine, and is never written over theirs. */
    choose: (which: 'mine' | 'theirs'): T | undefined => {
      const mine = timer.current === undefined ? undefined : latest.current;
      clearTimeout(timer.current);
      timer.current = undefined;
      return save.choose(which, mine === undefined ? {} : { mine });
    },
    /** Whether something newer of another tab may be shown instead: nothing of this one waits. */
    follows: (version: number): boolean => timer.current === undefined && save.follows(version),
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
