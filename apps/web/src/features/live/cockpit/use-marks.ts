import { newId } from '@debrief/client';
import { markKinds, type MarkKind } from '@debrief/contracts';
import { type MarkState } from '@debrief/live-core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLive, useLiveSession, useSend } from '../live-context';

/** The kind of a fresh mark can be changed for this long, in ms. */
export const CHANGE_FOR = 8_000;
const RANGE = 10_000;

export interface ShownMark extends MarkState {
  /** Pressed here and not yet on the server. */
  isPending: boolean;
}

/** My marks of a round: filed ones, and those still on their way, which look the same but for a dashed edge. */
export const useMyMarks = (round: number): ShownMark[] => {
  const filed = useLive((state) => state.self.marks);
  const pending = useLive((state) => state.pending);
  return useMemo(() => {
    const marks: ShownMark[] = filed
      .filter((mark) => mark.round === round)
      .map((mark) => ({ ...mark, isPending: false }));
    const known = new Set(marks.map(({ mark }) => mark));
    for (const { kind, input } of pending) {
      if (kind !== 'mark.set' || input['round'] !== round || known.has(String(input['mark']))) continue;
      const to = Number(input['claimedAt']);
      marks.push({
        mark: String(input['mark']),
        round,
        dimension: String(input['dimension']),
        kind: input['markKind'] as MarkKind,
        words: '',
        from: to - RANGE,
        to,
        at: to,
        isPending: true,
      });
    }
    return marks.sort((a, b) => a.at - b.at);
  }, [filed, pending, round]);
};

/** Files marks and keeps the last one open for second thoughts. */
export const useMarking = (round: number) => {
  const live = useLiveSession();
  const send = useSend();
  const marks = useMyMarks(round);
  const [openId, setOpenId] = useState<string | null>(null);
  const [until, setUntil] = useState(0);
  const [isWriting, setWriting] = useState(false);
  const open = marks.find(({ mark }) => mark === openId) ?? null;

  const touch = useCallback(
    (mark: string) => {
      setOpenId(mark);
      setUntil(live.now() + CHANGE_FOR);
    },
    [live],
  );
  useEffect(() => {
    if (openId === null || isWriting) return;
    const timer = setTimeout(() => setOpenId(null), Math.max(0, until - live.now()));
    return () => clearTimeout(timer);
  }, [openId, until, isWriting, live]);

  const file = (dimension: string, kind: MarkKind) => {
    const mark = newId();
    setWriting(false);
    touch(mark);
    void send('mark.set', { round, mark, dimension, markKind: kind, claimedAt: Math.floor(live.now()) });
  };
  const change = (kind: MarkKind) => {
    if (!open || open.kind === kind) return;
    touch(open.mark);
    void send('mark.change', { round, mark: open.mark, markKind: kind });
  };
  const changeToNext = () =>
    open && change(markKinds[(markKinds.indexOf(open.kind) + 1) % markKinds.length] ?? 'strong');
  const undo = () => {
    if (!open) return;
    setOpenId(null);
    setWriting(false);
    void send('mark.undo', { round, mark: open.mark });
  };
  const write = (words: string) => {
    setWriting(false);
    if (!open) return;
    touch(open.mark);
    if (words !== open.words) void send('mark.change', { round, mark: open.mark, words });
  };
  return {
    marks,
    open,
    isWriting,
    file,
    change,
    changeToNext,
    undo,
    write,
    reopen: touch,
    startWriting: () => open && setWriting(true),
  };
};
export type Marking = ReturnType<typeof useMarking>;
