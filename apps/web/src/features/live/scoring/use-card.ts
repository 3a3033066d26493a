import { DraftSlot, type DraftState } from '@debrief/client';
import { routes, type Card } from '@debrief/contracts';
import { cardFaults, cardRules, type RoundState } from '@debrief/live-core';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { call } from '../../../shared/http';
import { useLive, useLiveSession, useMe, useSend, useSessionId } from '../live-context';
import { cardToLock, emptyCard, openLevels } from './card-state';

/** My card of a round: the stored draft, what keeps it from being locked, and the lock. */
export const useCard = (round: RoundState, redFlags: number) => {
  const session = useSessionId();
  const live = useLiveSession();
  const me = useMe();
  const send = useSend();
  const [isLocking, setLocking] = useState(false);
  const self = useLive((state) => state.self);
  const panel = useLive((state) => state.panels[round.round]);
  const rules = cardRules(round, me, { dimensions: round.dimensions, redFlags }, { self, panel });
  const { dimensions, isSelf } = rules;
  const slot = useMemo(
    () =>
      new DraftSlot(call, { session, round: String(round.round) }, emptyCard(dimensions), live.keptCard(round.round)),
    // The dimensions of a round never change once it has a number.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [session, round.round],
  );
  const draft: DraftState = useSyncExternalStore(slot.subscribe, slot.get);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    void slot.load().catch(setError);
    return () => slot.close(false);
  }, [slot]);
  const isLocked = round.locked.includes(me);
  const card = draft.card;
  const ready = card && cardToLock(card, dimensions);
  const faults = ready ? cardFaults(ready, rules) : [];
  const lock = async () => {
    if (!ready || faults.length || isLocking) return;
    setLocking(true);
    const isLate = round.openedAt !== null;
    if (isLate)
      await call(routes.lockLate, { params: { session, round: String(round.round) }, body: { card: ready } }).catch(
        setError,
      );
    else {
      const ack = await send('card.lock', { round: round.round, card: ready });
      if (ack.ok) slot.close(true);
    }
    setLocking(false);
  };
  return {
    card,
    draft,
    error,
    faults,
    isSelf,
    isLocked,
    isLocking,
    open: card ? openLevels(card, dimensions) : dimensions.length,
    change: (next: Card) => slot.change(next),
    resolve: (which: 'mine' | 'theirs') => slot.resolve(which),
    lock,
  };
};
export type CardForm = ReturnType<typeof useCard>;
