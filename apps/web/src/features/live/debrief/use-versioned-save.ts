import { ProblemError } from '@debrief/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { isSame } from '../../../shared/is-same';
import { readKept, writeKept } from '../../../shared/kept';
import { KEPT_CONFLICTS } from '../../../shared/kept-drafts';
import { useMe, useSessionId } from '../live-context';
import { debriefKey, debriefQuery } from '../round-data';
import { type Written } from './feedback';

/** Something of mine as it is stored; version 0 is nothing stored yet. */
export interface Stored<T> {
  version: number;
  value: T;
}
interface Options<T> {
  round: number;
  /** Which of the things one writes in a debrief. */
  what: string;
  written: Written;
  /** My own part of what was written. */
  of: (written: Written) => Stored<T>;
  put: (value: T, version: number) => Promise<{ version: number }>;
  /** Whether what this browser kept of an open conflict is such a thing. */
  isSuch: (kept: unknown) => kept is T;
}
interface Conflict<T> {
  mine: T;
  theirs: Stored<T>;
}

const RETRIES = 5;
const isConflict = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'conflict';
const isPassing = (error: unknown): boolean => error instanceof ProblemError && error.problem.retryable;

/**
 * Saves one thing of mine, one save after the other, each made from the version that the last one left. Where another
 * tab was faster nothing is overwritten: `conflict` holds both until the person has chosen, over a reload too.
 */
export const useVersionedSave = <T>({ round, what, written, of, put, isSuch }: Options<T>) => {
  const session = useSessionId();
  const me = useMe();
  const name = `${KEPT_CONFLICTS}${me}.${round}.${what}`;
  const client = useQueryClient();
  const version = useRef(of(written).version);
  /** What is on its way; known at once, while a render comes later than a second press. */
  const latest = useRef<{ value: T } | null>(null);
  const [conflict, setConflict] = useState<Conflict<T> | null>(() => {
    const mine = readKept(name);
    const theirs = of(written);
    return isSuch(mine) && !isSame(mine, theirs.value) ? { mine, theirs } : null;
  });
  // Kept at once: a save that meets another one may come back after its page is gone.
  const meet = (met: Conflict<T> | null) => {
    writeKept(name, met && met.mine);
    setConflict(met);
  };
  const save = useMutation({
    // In one scope they wait for each other, so that no save of this tab meets another one as a conflict.
    scope: { id: `${what} ${session} ${round}` },
    mutationFn: async (value: T) => {
      try {
        version.current = (await put(value, version.current)).version;
      } catch (error) {
        if (!isConflict(error)) throw error;
        const theirs = of(await client.fetchQuery({ ...debriefQuery(session, round), staleTime: 0 }));
        if (!isSame(theirs.value, value)) {
          // One that was written over meanwhile leaves it to the newest, which comes next.
          if (latest.current?.value === value) meet({ mine: value, theirs });
          throw error;
        }
        // It was stored, and only the answer was lost on the way.
        version.current = theirs.version;
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: debriefKey(session, round) }),
    onSettled: (_done, _error, value) => {
      if (latest.current?.value === value) latest.current = null;
    },
    retry: (failed, error) => failed < RETRIES && isPassing(error),
    retryDelay: 3_000,
  });
  const send = (value: T, onSaved?: () => void) => {
    latest.current = { value };
    save.mutate(value, { ...(onSaved && { onSuccess: onSaved }) });
  };
  const rests = !save.isPending && !save.isError && conflict === null;
  return {
    conflict,
    isPending: save.isPending,
    isSaved: save.isSuccess,
    error: isConflict(save.error) ? null : save.error,
    /** What was written last, as long as it is not stored. */
    unstored: (): T | undefined => conflict?.mine ?? latest.current?.value,
    /** What is written next was made from this version, as long as nothing is on its way. */
    basedOn: (shown: number) => {
      if (latest.current === null) version.current = shown;
    },
    /** Whether another tab has stored something newer and nothing here stands against it. */
    follows: (shown: number): boolean => {
      if (!rests || shown <= version.current) return false;
      version.current = shown;
      return true;
    },
    write: (value: T, onSaved?: () => void) => {
      if (conflict) meet({ ...conflict, mine: value });
      else send(value, onSaved);
    },
    /** After a conflict: mine, or what it has become since, is written over theirs, or theirs stays. Answers what holds now. */
    choose: (which: 'mine' | 'theirs', { onSaved, mine }: { onSaved?: () => void; mine?: T } = {}): T | undefined => {
      if (!conflict) return undefined;
      version.current = conflict.theirs.version;
      meet(null);
      save.reset();
      if (which === 'theirs') return conflict.theirs.value;
      const chosen = mine ?? conflict.mine;
      send(chosen, onSaved);
      return chosen;
    },
  };
};
export type VersionedSave<T> = ReturnType<typeof useVersionedSave<T>>;
