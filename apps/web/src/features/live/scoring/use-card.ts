import { DraftSlot, type DraftState } from '@debrief/client';
import { routes, type Card, type Overall, type RubricView } from '@debrief/contracts';
import { bandsApart, cardFaults, cardRules, computedBand, type RoundState } from '@debrief/live-core';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { call } from '../../../shared/http';
import { useMyMarks } from '../cockpit/use-marks';
import { useLive, useLiveSession, useMe, useSend, useSessionId } from '../live-context';
import { cardToLock, openLevels, prefilledCard } from './card-state';

/** Two steps between what the levels add up to and what was chosen call for a second look. */
const APART = 2;
/** Until the rubric is here: no rubric has more. */
const MOST_FLAGS = 10;

/** What a press of Lock came to: done or on its way, a field to go to, or a second look that is asked for. */
export type Locking = { field: string } | 'asked' | 'sent';

/** My card of a round: the stored draft, what keeps it from being locked, and the lock. */
export const useCard = (round: RoundState, rubric: RubricView | undefined) => {
  const session = useSessionId();
  const live = useLiveSession();
  const me = useMe();
  const send = useSend();
  const marks = useMyMarks(round.round);
  const [isLocking, setLocking] = useState(false);
  const self = useLive((state) => state.self);
  const panel = useLive((state) => state.panels[round.round]);
  const redFlags = rubric?.redFlags.length ?? MOST_FLAGS;
  const rules = cardRules(round, me, { dimensions: round.dimensions, redFlags }, { self, panel, now: live.now() });
  const { dimensions, isSelf } = rules;
  const slot = useMemo(
    () =>
      new DraftSlot(
        call,
        { session, round: String(round.round) },
        // What was marked is cited already; a stored draft wins over it.
        prefilledCard(dimensions, marks),
        live.keptCard(round.round),
      ),
    // The dimensions of a card never change once scoring has begun, and marks made later are cited by hand.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [session, round.round],
  );
  const draft: DraftState = useSyncExternalStore(slot.subscribe, slot.get);
  const [error, setError] = useState<Error | null>(null);
  /** The choice that was looked at a second time, with the band it was held against. */
  const [askedFor, setAskedFor] = useState<string | null>(null);
  useEffect(() => {
    void slot.load().catch(setError);
    return () => slot.close(false);
  }, [slot]);
  const isLocked = round.locked.includes(me);
  const card = draft.card;
  const ready = card && cardToLock(card, dimensions);
  const faults = ready ? cardFaults(ready, rules) : [];
  const band = ready && rubric ? computedBand([ready], rubric.dimensions) : null;
  const apart: Overall | null =
    !isSelf && band && ready?.overall && bandsApart(band, ready.overall) >= APART ? band : null;
  const question = apart && `${apart} ${ready?.overall}`;

  const lock = async (): Promise<Locking> => {
    if (!ready || isLocking || isLocked || draft.sync === 'conflict') return 'sent';
    const [first] = faults;
    if (first) return { field: first.field };
    // Nothing is overwritten: whoever presses once more has looked again.
    if (question !== null && askedFor !== question) {
      setAskedFor(question);
      return 'asked';
    }
    setLocking(true);
    setError(null);
    let refused: string | undefined;
    if (round.openedAt !== null)
      await call(routes.lockLate, { params: { session, round: String(round.round) }, body: { card: ready } }).catch(
        setError,
      );
    else {
      const ack = await send('card.lock', { round: round.round, card: ready });
      if (ack.ok) slot.close(true);
      else refused = Object.keys(ack.fields ?? {})[0];
    }
    setLocking(false);
    return refused === undefined ? 'sent' : { field: refused };
  };
  return {
    card,
    draft,
    error,
    faults,
    rules,
    isSelf,
    isLocked,
    isLocking,
    /** What the levels add up to, shown only when a choice two steps away was about to be locked. */
    apart: question !== null && askedFor === question ? apart : null,
    open: card ? openLevels(card, dimensions) : dimensions.length,
    change: (next: Card) => slot.change(next),
    resolve: (which: 'mine' | 'theirs') => slot.resolve(which),
    lock,
  };
};
export type CardForm = ReturnType<typeof useCard>;
