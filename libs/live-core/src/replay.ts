import type { Evidence, MarkKind, ParticipantId, WireEvent } from '@debrief/contracts';
import { emptySession } from './empty';
import { applyEvent } from './apply/session';
import type { RoundState, SessionState } from './state';

/** The log of every stream a reader has, in the order it happened: by time, then stream, then seq. */
export const inOrder = (events: readonly WireEvent[]): WireEvent[] =>
  [...events].sort((a, b) => a.at - b.at || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.seq - b.seq));

/**
 * The session as its reader knew it at `at` (server time, ms): the same fold that the live screen ran. `events` must be
 * {@link inOrder}; document updates are left to whoever shows documents.
 */
export const stateAt = (events: readonly WireEvent[], at: number): SessionState => {
  let state = emptySession();
  for (const event of events) {
    if (event.at > at) break;
    if (event.kind !== 'doc') state = applyEvent(state, event);
  }
  return state;
};

/** Something of a round that one can go back to. `at` is server time, ms; `from` is where it began, when it lasted. */
export type Moment = { key: string; at: number; from?: number } & (
  | { kind: 'phase'; name: string; minutes: number }
  | { kind: 'fact' | 'twist'; label: string; text: string }
  | { kind: 'hint'; hint: 'nudge' | 'fact'; text: string }
  | { kind: 'mark' | 'shared-mark'; mark: MarkKind; dimension: string; words: string; by: ParticipantId }
  | { kind: 'evidence'; mark: MarkKind; dimension: string; words: string; by: ParticipantId; level: number | null }
  | { kind: 'opened' }
);

/**
 * The moments of a round that `reader` may see, oldest first: phases, facts, twists, hints once the cards are open, own
 * and shared marks, and evidence that opened cards cite. A mark that was cited is shown as its evidence.
 */
export const momentsOf = (session: SessionState, round: RoundState, reader: ParticipantId): Moment[] => {
  const moments: Moment[] = [];
  round.runs.forEach(({ index, startedAt }, run) => {
    const phase = round.phases[index];
    if (phase)
      moments.push({ key: `phase-${run}`, kind: 'phase', at: startedAt, name: phase.name, minutes: phase.minutes });
  });
  for (const { fact, label, answer, at } of round.facts)
    moments.push({ key: `fact-${fact}`, kind: 'fact', at, label, text: answer ?? '' });
  for (const { twist, text, at } of round.twists)
    moments.push({ key: `twist-${twist}`, kind: 'twist', at, label: '', text });
  const hints = round.hints ?? session.panels[round.round]?.hints ?? [];
  hints.forEach(({ kind, text, at }, index) =>
    moments.push({ key: `hint-${index}`, kind: 'hint', hint: kind, text, at }),
  );
  const cited = new Set<string>();
  for (const { participant, card } of round.cards ?? []) {
    for (const { dimension, level, evidence } of card.levels) {
      for (const each of evidence) {
        if (each.mark) cited.add(each.mark);
        moments.push({ ...evidenceMoment(each, dimension), by: participant, level });
      }
    }
  }
  for (const mark of session.selves[reader]?.marks ?? []) {
    if (mark.round !== round.round || cited.has(mark.mark)) continue;
    moments.push({
      key: `mark-${mark.mark}`,
      kind: 'mark',
      at: mark.to,
      from: mark.from,
      mark: mark.kind,
      dimension: mark.dimension,
      words: mark.words,
      by: reader,
    });
  }
  for (const mark of round.sharedMarks) {
    if (cited.has(mark.mark) || mark.participant === reader) continue;
    moments.push({
      key: `shared-${mark.mark}`,
      kind: 'shared-mark',
      at: mark.to,
      from: mark.from,
      mark: mark.kind,
      dimension: mark.dimension,
      words: mark.words,
      by: mark.participant,
    });
  }
  if (round.openedAt !== null) moments.push({ key: 'opened', kind: 'opened', at: round.openedAt });
  return moments.sort((a, b) => a.at - b.at);
};

const evidenceMoment = ({ id, text, kind, from, to }: Evidence, dimension: string) =>
  ({ key: `evidence-${id}`, kind: 'evidence', at: to, from, mark: kind, dimension, words: text }) as const;
