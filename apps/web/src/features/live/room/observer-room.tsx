import { Button, cx } from '@debrief/ui';
import { notesDoc } from '@debrief/contracts';
import { keepsTime, roleOf, type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import cockpit from '../cockpit/cockpit.module.css';
import { BoardSaved, KeptBoard } from '../board/kept-board';
import { CallBar } from '../call/call-bar';
import { CallBubble } from '../call/call-bubble';
import { CallTiles } from '../call/call-tiles';
import { MarkPad } from '../cockpit/mark-pad';
import { RubricPanel } from '../cockpit/rubric-panel';
import { useMarking } from '../cockpit/use-marks';
import { useMe, useNames, useRoom, useRoundView } from '../live-context';
import { useKeys } from '../room-keys';
import { Notes } from '../notes/notes';
import { PrivateNotes } from '../notes/private-notes';
import { Saved } from '../notes/saved';
import { useDoc } from '../notes/use-doc';
import { useRubric } from '../round-data';
import { useNarrow } from '../use-narrow';
import { Banners } from './banners';
import { Chat } from './chat';
import { ClockControls } from './clock-controls';
import { useLeave } from './leave';
import { PeopleHere } from './people-here';
import { PhaseClock } from './phase-clock';
import { PhaseStrip } from './phase-strip';
import { RoomBar } from './room-bar';
import { Statement } from './statement';
import { Tabs } from './tabs';
import { useClock } from './use-clock';
import styles from './room.module.css';

/** Watching: the prompt and the notes as they are written, marks and notes of one's own; for a timekeeper also the clock. */
export const ObserverRoom = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const view = useRoundView(round);
  const leave = useLeave();
  const rubric = useRubric(round);
  const marking = useMarking(round.round);
  const isNarrow = useNarrow(900);
  const isPhone = useNarrow();
  const { state } = useDoc(notesDoc(round.round));
  const [tab, setTab] = useState('prompt');
  const [desk, setDesk] = useState('notes');
  const clock = useClock(round, view);
  const keeps = round.stage === 'interview' && keepsTime(room, me, round.round);
  useKeys(keeps ? clock.keys : []);
  if (!view) return null;
  const observes = roleOf(room, me, round.round) === 'observer';
  const isScoring = view.stage === 'scoring';
  const statement = (
    <div className={styles.left} tabIndex={0} role="region" aria-label={i18n.t('The prompt')}>
      <Statement round={round} />
    </div>
  );
  const notes = <Notes round={round.round} />;
  const saved = (isNarrow ? tab : desk) === 'board' ? <BoardSaved round={round.round} /> : <Saved state={state} />;
  const own = (
    <>
      {!isNarrow && <CallTiles />}
      {!isNarrow && <CallBar />}
      {keeps && isNarrow && <Button onClick={clock.pause}>{clock.pauseWords}</Button>}
      <PeopleHere />
      {observes && rubric.data && (
        <RubricPanel rubric={rubric.data} marking={marking} startedAt={round.startedAt} round={round} />
      )}
      {observes && <PrivateNotes round={round.round} />}
      <Chat />
    </>
  );
  return (
    <div className={styles.room}>
      <RoomBar
        title={round.prompt?.title ?? ''}
        meta={i18n.t('You watch {candidate}, round {n}', { candidate: name(round.candidate), n: round.round })}
        end={
          <Button kind="quiet" onClick={leave}>
            {i18n.t('Leave')}
          </Button>
        }
      >
        <PhaseClock view={view} />
        <PhaseStrip round={round} view={view} />
        {keeps && !isPhone && <ClockControls clock={clock} view={view} />}
      </RoomBar>
      {keeps && isPhone && (
        <section className={styles.timeRow} aria-label={i18n.t('You keep the time')}>
          <ClockControls clock={clock} view={view} />
        </section>
      )}
      <Banners />
      {isScoring && (
        <section className={styles.banner} aria-label={i18n.t('Scoring')}>
          <p>{i18n.t('The cards are being written. They open to everybody in the round at once.')}</p>
        </section>
      )}
      <main id="main" className={styles.cand}>
        {isNarrow ? (
          <>
            <Tabs
              label={i18n.t('Parts of the room')}
              panel="observer-panel"
              value={tab}
              onChange={setTab}
              tabs={[
                { key: 'prompt', label: i18n.t('Prompt') },
                { key: 'notes', label: i18n.t('Notes') },
                { key: 'board', label: i18n.t('Board') },
                { key: 'own', label: i18n.t('Chat and marks') },
              ]}
              end={tab === 'notes' || tab === 'board' ? saved : undefined}
            />
            <div
              id="observer-panel"
              role="tabpanel"
              className={tab === 'own' ? styles.right : tab === 'prompt' ? styles.panel : cx(styles.mid, styles.desk)}
            >
              {tab === 'prompt' ? statement : tab === 'notes' ? notes : tab === 'own' && own}
              <KeptBoard round={round.round} isShown={tab === 'board'} />
            </div>
            <CallBubble />
          </>
        ) : (
          <>
            {statement}
            <section className={styles.mid} aria-label={i18n.t('Notes and board')}>
              <Tabs
                label={i18n.t('Notes and board')}
                panel="desk-panel"
                value={desk}
                onChange={setDesk}
                tabs={[
                  { key: 'notes', label: i18n.t('Notes') },
                  { key: 'board', label: i18n.t('Board') },
                ]}
                end={saved}
              />
              <div id="desk-panel" role="tabpanel" className={styles.desk}>
                {desk === 'notes' && notes}
                <KeptBoard round={round.round} isShown={desk === 'board'} />
              </div>
            </section>
            <aside className={styles.right}>{own}</aside>
          </>
        )}
      </main>
      {observes && !isScoring && (
        <footer className={cockpit.mp}>
          <MarkPad dimensions={rubric.data?.dimensions ?? []} marking={marking} startedAt={round.startedAt} />
        </footer>
      )}
    </div>
  );
};
