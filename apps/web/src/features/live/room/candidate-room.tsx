import { Button, cx } from '@debrief/ui';
import { notesDoc } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { interviewTypeTitle } from '../../../shared/interview-names';
import { BoardSaved, KeptBoard } from '../board/kept-board';
import { CallBar } from '../call/call-bar';
import { CallBubble } from '../call/call-bubble';
import { CallTiles } from '../call/call-tiles';
import { HandIcon, LeaveIcon } from '../call/icons';
import { OwnTalk } from '../call/talk-share';
import { Notes } from '../notes/notes';
import { Saved } from '../notes/saved';
import { useDoc } from '../notes/use-doc';
import { firstName, useMe, useNames, useRoom, useRoundView, useSend } from '../live-context';
import { useKeys } from '../room-keys';
import { useNarrow } from '../use-narrow';
import { Banners } from './banners';
import { Chat } from './chat';
import { useLeave } from './leave';
import { PeopleHere } from './people-here';
import { PhaseClock } from './phase-clock';
import { PhaseStrip } from './phase-strip';
import { RoomBar } from './room-bar';
import { SoloControls } from './solo-controls';
import { Statement } from './statement';
import { Tabs } from './tabs';
import styles from './room.module.css';

/** What the candidate sees: the prompt, the notes, the clock. Kept emptier than the interviewer's side on purpose. */
export const CandidateRoom = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const view = useRoundView(round);
  const send = useSend();
  const leave = useLeave();
  const isNarrow = useNarrow();
  // Below this the column with the faces is not drawn.
  const isBubble = useNarrow(900);
  const isMiddle = useNarrow(1199);
  const [showClock, setShowClock] = useState(true);
  const [isFocused, setFocused] = useState(false);
  const [tab, setTab] = useState('prompt');
  const [desk, setDesk] = useState('notes');
  const { state } = useDoc(notesDoc(round.round));
  const phase = view?.phase;
  const raised = room.people[me]?.handRaised ?? false;
  const done = () => phase && !phase.isDone && void send('phase.done', { round: round.round, index: phase.index });
  const raise = () => void send('hand.raise', { raised: !raised });
  useKeys([
    {
      key: 'T',
      label: showClock ? i18n.t('Hide the clock') : i18n.t('Show the clock'),
      run: () => setShowClock(!showClock),
    },
    {
      key: 'F',
      label: isFocused ? i18n.t('Show everything') : i18n.t('Focus on the notes'),
      run: () => setFocused(!isFocused),
    },
    {
      key: 'B',
      label: i18n.t('Notes or board'),
      run: () =>
        isNarrow ? setTab(tab === 'board' ? 'notes' : 'board') : setDesk(desk === 'board' ? 'notes' : 'board'),
    },
    { key: 'H', label: raised ? i18n.t('Take the hand down') : i18n.t('Ask for a moment'), run: raise },
    { key: '.', label: i18n.t('Done with this phase'), run: done },
  ]);
  if (!view) return null;
  const partner = firstName(name(round.lead));
  const doneWords = phase?.isDone
    ? i18n.t('{lead} moves on', { lead: partner })
    : i18n.t('Done with {phase}', { phase: phase?.phase.name ?? '' });
  const prompt = (
    <div className={styles.left} tabIndex={0} role="region" aria-label={i18n.t('The prompt')}>
      <Statement round={round} />
    </div>
  );
  const notes = <Notes round={round.round} />;
  const saved = (isNarrow ? tab : desk) === 'board' ? <BoardSaved round={round.round} /> : <Saved state={state} />;
  const aside = (
    <>
      {!isBubble && <CallTiles />}
      <OwnTalk round={round.round} />
      <PeopleHere />
      <Chat />
    </>
  );
  return (
    <div className={styles.room}>
      <RoomBar
        title={round.prompt?.title ?? ''}
        meta={i18n.t('Round {n}, {type}', { n: round.round, type: interviewTypeTitle(room.type).toLowerCase() })}
      >
        {showClock && <PhaseClock view={view} />}
        {showClock && <PhaseStrip round={round} view={view} />}
      </RoomBar>
      {showClock && (
        <section className={styles.narrowStrip} aria-label={i18n.t('Phases')}>
          <PhaseStrip round={round} view={view} />
        </section>
      )}
      <Banners />
      {isNarrow ? (
        <main id="main" className={styles.cand}>
          <Tabs
            label={i18n.t('Parts of the room')}
            panel="room-panel"
            value={tab}
            onChange={setTab}
            tabs={[
              { key: 'prompt', label: i18n.t('Prompt') },
              { key: 'notes', label: i18n.t('Notes') },
              { key: 'board', label: i18n.t('Board') },
              { key: 'chat', label: i18n.t('Chat') },
            ]}
            end={saved}
          />
          <div
            id="room-panel"
            role="tabpanel"
            className={tab === 'chat' ? styles.right : tab === 'prompt' ? styles.panel : cx(styles.mid, styles.desk)}
          >
            {tab === 'prompt' ? prompt : tab === 'notes' ? notes : tab === 'chat' && aside}
            <KeptBoard round={round.round} isShown={tab === 'board'} />
          </div>
          <CallBubble />
        </main>
      ) : (
        <main id="main" className={cx(styles.cand, isFocused && styles.focus)}>
          {!isFocused && prompt}
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
          {!isFocused && <aside className={cx(styles.right, styles.aside)}>{aside}</aside>}
          {isBubble && <CallBubble />}
        </main>
      )}
      <footer className={styles.ctl}>
        <div>
          <CallBar look={isBubble ? 'thumb' : isMiddle ? 'signs' : 'words'} />
        </div>
        <div>
          {round.lead !== null && (
            <Button
              kind="quiet"
              onClick={raise}
              aria-pressed={raised}
              aria-label={raised ? i18n.t('Hand is up') : i18n.t('Ask for a moment')}
              {...(!isNarrow && { hotkey: 'H' })}
            >
              <HandIcon />
              {!isNarrow && (raised ? i18n.t('Hand is up') : i18n.t('Ask for a moment'))}
            </Button>
          )}
          <span className={styles.onlyWide}>
            <Button kind="quiet" onClick={() => setShowClock(!showClock)} hotkey="T">
              {showClock ? i18n.t('Hide the clock') : i18n.t('Show the clock')}
            </Button>
            <Button kind="quiet" onClick={() => setFocused(!isFocused)} hotkey="F" aria-pressed={isFocused}>
              {isFocused ? i18n.t('Show everything') : i18n.t('Focus')}
            </Button>
          </span>
        </div>
        <div>
          {round.lead === null && <SoloControls round={round} view={view} />}
          {room.format === 'fishbowl' && (
            <Button kind="quiet" onClick={() => void send('scoring.start', { round: round.round })}>
              {i18n.t('Stop here')}
            </Button>
          )}
          {phase && round.lead !== null && (
            <Button onClick={done} disabled={phase.isDone} hotkey=".">
              {doneWords}
            </Button>
          )}
          <Button kind="quiet" onClick={leave} aria-label={i18n.t('Leave')}>
            <LeaveIcon />
            {!isNarrow && i18n.t('Leave')}
          </Button>
        </div>
      </footer>
    </div>
  );
};
