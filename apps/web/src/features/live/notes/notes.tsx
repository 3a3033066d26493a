import { notesDoc, panelDoc } from '@debrief/contracts';
import { roundOf } from '@debrief/live-core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useLive, useMe, useRoom } from '../live-context';
import { useDoc } from './use-doc';
import styles from './notes.module.css';

/** The editor is the heaviest thing in the room and nobody needs it before the prompt has appeared. */
const NotesEditor = lazy(() => import('./notes-editor').then((module) => ({ default: module.NotesEditor })));

/** Carets take their colour from the seat. */
const seatColour = (seat: number | undefined) => `var(--p${((seat ?? 0) % 4) + 1})`;

let docs = 0;
const ids = new WeakMap<object, number>();
/** A refusal brings a new Y.Doc, and a new editor with it. */
const keyOf = (doc: object): number => {
  const known = ids.get(doc) ?? ++docs;
  ids.set(doc, known);
  return known;
};

interface Props {
  round: number;
  /** `panel`: the interviewers' own, which nobody else ever receives. */
  kind?: 'shared' | 'panel';
}

/** The notes of a round: the shared ones by candidate and interviewers, read by everybody and kept for the replay. */
export const Notes = ({ round, kind = 'shared' }: Props) => {
  const isShared = kind === 'shared';
  const { state } = useDoc(isShared ? notesDoc(round) : panelDoc(round));
  const room = useRoom();
  const people = useLive((live) => live.people);
  const me = useMe();
  const [isCut, setCut] = useState(false);
  const { candidate, phases } = roundOf(room, round) ?? {};
  const frame = useMemo(
    () => (candidate === me && phases ? { type: room.type, phases: phases.map(({ key }) => key) } : undefined),
    [candidate, me, phases, room.type],
  );
  const who = useCallback(
    (participant: string) => {
      const person = people.find((each) => each.participant === participant);
      return {
        name: firstName(person?.name ?? i18n.t('Somebody')),
        colour: seatColour(room.people[participant]?.seat),
      };
    },
    [people, room.people],
  );
  return (
    <div className={styles.notes}>
      {isCut && (
        <p role="status" className={styles.cut}>
          {i18n.t('That was too long to paste at once. The first 16,000 characters are in.')}
        </p>
      )}
      <Suspense fallback={<p className={styles.saved}>{i18n.t('Opening the notes')}</p>}>
        <NotesEditor
          key={`${keyOf(state.doc)}-${state.isWritable}`}
          state={state}
          label={isShared ? i18n.t('Shared notes') : i18n.t('Notes of the panel')}
          who={who}
          onPasteCut={() => setCut(true)}
          frame={isShared ? frame : undefined}
        />
      </Suspense>
    </div>
  );
};
