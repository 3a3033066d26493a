import { boardDoc } from '@debrief/contracts';
import { lazy, Suspense, useCallback } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useLive, useRoom, useSessionId } from '../live-context';
import { useDoc } from '../notes/use-doc';
import { BoardGone } from './board-gone';
import styles from './board.module.css';

/** Half a megabyte that most rounds never need: it comes when somebody opens the board. */
const BoardRoom = lazy(() =>
  import('./board-room').then(
    (module) => ({ default: module.BoardRoom }),
    () => ({ default: BoardGone }),
  ),
);

let docs = 0;
const ids = new WeakMap<object, number>();
/** A refusal brings a new Y.Doc, and with it an editor that knows nothing of the old one. */
const keyOf = (doc: object): number => {
  const known = ids.get(doc) ?? ++docs;
  ids.set(doc, known);
  return known;
};

/** The whiteboard of a round: drawn on by candidate and interviewers, seen by everybody, kept for the replay. */
export const Board = ({ round }: { round: number }) => {
  const { state } = useDoc(boardDoc(round));
  const session = useSessionId();
  const room = useRoom();
  const people = useLive((live) => live.people);
  const who = useCallback(
    (participant: string) => ({
      name: firstName(people.find((each) => each.participant === participant)?.name ?? i18n.t('Somebody')),
      seat: room.people[participant]?.seat ?? 0,
    }),
    [people, room.people],
  );
  return (
    <div className={styles.board}>
      <Suspense fallback={<p className={styles.waiting}>{i18n.t('Opening the board')}</p>}>
        <BoardRoom key={keyOf(state.doc)} state={state} session={session} who={who} />
      </Suspense>
    </div>
  );
};
