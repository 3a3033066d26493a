import { ProblemError } from '@debrief/client';
import { routes } from '@debrief/contracts';
import { type PromptDraft } from '@debrief/prompt-bank';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../shared/http';
import { isSame } from '../../shared/is-same';
import { sentenceOf } from '../../shared/problem-note';
import { keepDraft, keptDraft } from './kept-drafts';
import { type Path, setIn } from './path';

/** A draft goes to the server when the typing rests this long, in ms; while the server is away it is asked this often. */
const REST_MS = 700;
const RETRY_MS = 3_000;

export interface Stored {
  content: PromptDraft;
  rev: number;
  savedAt: string;
}
export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'saving' }
  | { kind: 'offline' }
  /** Another draft was stored meanwhile: nothing is sent until one of the two is chosen. */
  | { kind: 'held' }
  /** The server does not take it: the sentence says why. */
  | { kind: 'refused'; why: string };

/** The state of a draft that is written, and its way to the server: latest wins, from the revision it was made of. */
export const useDraft = (account: string, prompt: string, stored: Stored) => {
  const [start] = useState(() => begin(account, prompt, stored));
  const [draft, setDraft] = useState(start.draft);
  const [state, setState] = useState<SaveState>(
    start.isBehind ? { kind: 'held' } : start.isUnsaved ? { kind: 'saving' } : { kind: 'saved', at: stored.savedAt },
  );
  /** What somebody else, or this person elsewhere, has stored meanwhile. */
  const [theirs, setTheirs] = useState<Stored | null>(start.isBehind ? stored : null);
  const now = useRef(start.draft);
  const rev = useRef(start.rev);
  const isDirty = useRef(start.isUnsaved);
  const isStopped = useRef(start.isBehind);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(async (): Promise<void> => {
    while (isDirty.current && !isStopped.current) {
      isDirty.current = false;
      const content = now.current;
      setState({ kind: 'saving' });
      try {
        const saved = await call(routes.savePromptDraft, { params: { prompt }, body: { rev: rev.current, content } });
        rev.current = saved.rev;
        keepDraft(account, prompt, isDirty.current ? { rev: saved.rev, content: now.current } : null);
        if (!isDirty.current) setState({ kind: 'saved', at: saved.savedAt });
      } catch (error) {
        isDirty.current = true;
        if (error instanceof ProblemError && error.problem.code === 'conflict') {
          const current = await call(routes.getPromptDraft, { params: { prompt } }).catch(() => null);
          if (current && isSame(current.content, content)) {
            // It had arrived; only the answer was lost.
            rev.current = current.rev;
            isDirty.current = now.current !== content;
            keepDraft(account, prompt, isDirty.current ? { rev: current.rev, content: now.current } : null);
            if (!isDirty.current) setState({ kind: 'saved', at: current.savedAt });
            continue;
          }
          if (current) {
            isStopped.current = true;
            setTheirs({ content: current.content, rev: current.rev, savedAt: current.savedAt });
          }
        }
        const isLost = !(error instanceof ProblemError) || error.problem.retryable;
        setState(
          isStopped.current
            ? { kind: 'held' }
            : isLost
              ? { kind: 'offline' }
              : { kind: 'refused', why: sentenceOf(error) },
        );
        if (isLost) timer.current = setTimeout(() => void flush.current(), RETRY_MS);
        return;
      }
    }
  }, [account, prompt]);
  const flush = useRef(async (): Promise<void> => undefined);
  flush.current = () => {
    clearTimeout(timer.current);
    running.current ??= send().finally(() => {
      running.current = null;
    });
    return running.current;
  };

  const store = useCallback(
    (content: PromptDraft) => {
      if (content === now.current) return;
      now.current = content;
      isDirty.current = true;
      setDraft(content);
      setState((before) => (before.kind === 'offline' || before.kind === 'held' ? before : { kind: 'saving' }));
      keepDraft(account, prompt, { rev: rev.current, content });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush.current(), REST_MS);
    },
    [account, prompt],
  );
  const set = useCallback(
    (path: Path, next: unknown) => {
      const change = typeof next === 'function' ? (before: unknown): unknown => next(before) : () => next;
      store(setWith(now.current, path, change));
    },
    [store],
  );

  useEffect(() => {
    const go = () => void flush.current();
    const hide = () => document.visibilityState === 'hidden' && go();
    if (isDirty.current) go();
    window.addEventListener('online', go);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('online', go);
      document.removeEventListener('visibilitychange', hide);
      go();
    };
  }, []);

  /** Ends a conflict with one of the two; the other one can be brought back. */
  const settle = (choice: 'mine' | 'theirs') => {
    if (!theirs) return;
    const mine = now.current;
    rev.current = theirs.rev;
    isStopped.current = false;
    setTheirs(null);
    if (choice === 'mine') {
      isDirty.current = true;
      keepDraft(account, prompt, { rev: theirs.rev, content: mine });
      void flush.current();
    } else {
      now.current = theirs.content;
      isDirty.current = false;
      setDraft(theirs.content);
      keepDraft(account, prompt, null);
      setState({ kind: 'saved', at: theirs.savedAt });
    }
    return choice === 'mine' ? theirs.content : mine;
  };

  return {
    draft,
    state,
    theirs,
    set,
    /** Puts another draft in its place, as when a version is restored. */
    replace: store,
    settle,
    /** Sends what is left and answers the revision that the server has then; null when it could not. */
    saved: async (): Promise<number | null> => {
      await flush.current();
      return isDirty.current ? null : rev.current;
    },
  };
};

/** What is written on: the server's draft, or what this browser kept of it when it could not be sent. */
const begin = (account: string, prompt: string, stored: Stored) => {
  const kept = keptDraft(account, prompt);
  if (!kept || isSame(kept.content, stored.content))
    return { draft: stored.content, rev: stored.rev, isUnsaved: false, isBehind: false };
  return { draft: kept.content, rev: kept.rev, isUnsaved: true, isBehind: kept.rev !== stored.rev };
};

const setWith = (draft: PromptDraft, path: Path, change: (before: unknown) => unknown): PromptDraft => {
  const before = path.reduce<unknown>(
    (node, part) => (typeof node === 'object' && node ? Reflect.get(node, part) : undefined),
    draft,
  );
  return setIn(draft, path, change(before)) as PromptDraft;
};
