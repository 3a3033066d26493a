import { Button, cx } from '@debrief/ui';
import { notesDoc } from '@debrief/contracts';
import { isLead, keepsTime, type RoundState } from '@debrief/live-core';
import { useState, type ReactNode } from 'react';
import { i18n } from '../../../shared/i18n';
import { firstName, useLive, useMe, useNames, useRoom, useRoundView, useSend } from '../live-context';
import { BoardSaved, KeptBoard } from '../board/kept-board';
import { CallBar } from '../call/call-bar';
import { CallBubble } from '../call/call-bubble';
import { CallTiles } from '../call/call-tiles';
import { TalkShare } from '../call/talk-share';
import { Notes } from '../notes/notes';
import { PrivateNotes } from '../notes/private-notes';
import { Saved } from '../notes/saved';
import { useDoc } from '../notes/use-doc';
import noteStyles from '../notes/notes.module.css';
import { Banners } from '../room/banners';
import { Chat } from '../room/chat';
import { ClockControls } from '../room/clock-controls';
import { useLeave } from '../room/leave';
import { CandidateBrief } from '../lobby/candidate-brief';
import { PeopleHere } from '../room/people-here';
import { PhaseClock } from '../room/phase-clock';
import { RoomBar } from '../room/room-bar';
import { Tabs } from '../room/tabs';
import { useClock } from '../room/use-clock';
import { useKeys } from '../room-keys';
import { useGuide, useRubric } from '../round-data';
import { RoundTimeline } from '../room/round-timeline';
import { useNarrow } from '../use-narrow';
import { Assignments } from './assignments';
import { MarkPad } from './mark-pad';
import { RubricPanel } from './rubric-panel';
import { Script } from './script';
import { useMarking } from './use-marks';
import room from '../room/room.module.css';
import styles from './cockpit.module.css';

/** The interviewer's side: script at the left, notes in the middle, rubric at the right, the mark pad under the thumbs. */
export const Cockpit = ({ round }: { round: RoundState }) => {
  const session = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const leave = useLeave();
  const view = useRoundView(round);
  const isNarrow = useNarrow();
  const isMiddle = useNarrow(1199);
  const [tab, setTab] = useState('script');
  const version = useLive((live) => live.panels[round.round]?.promptVersion);
  const guide = useGuide(round.round, true, version ? `${version.prompt}@${version.version}` : '');
  const rubric = useRubric(round);
  const marking = useMarking(round.round);
  const leads = isLead(session, me, round.round);
  const notes = useDoc(notesDoc(round.round));
  const keeps = keepsTime(session, me, round.round);
  const clock = useClock(round, view);
  const score = () => void send('scoring.start', { round: round.round });
  useKeys([
    ...(keeps ? clock.keys : []),
    ...(leads ? [{ key: 'E', label: i18n.t('End the interview and start scoring'), run: score }] : []),
  ]);
  const named = rubric.data?.dimensions ?? round.dimensions.map((key) => ({ key, name: key }));
  if (!view) return null;
  const candidate = name(round.candidate);
  const isDone = view.phase?.isDone ?? false;
  const script = guide.data ? (
    <>
      <CandidateBrief />
      <Script round={round} view={view} guide={guide.data} dimensions={named} />
    </>
  ) : (
    <p className={styles.meta} role="status">
      {guide.isError
        ? i18n.t('The guide could not be read. {reason}', { reason: guide.error.message })
        : i18n.t('Reading the guide')}{' '}
      {guide.isError && (
        <Button size="s" onClick={() => void guide.refetch()}>
          {i18n.t('Try now')}
        </Button>
      )}
    </p>
  );
  const rubricSide = (
    <>
      {rubric.data && (
        <RubricPanel
          rubric={rubric.data}
          anchors={guide.data?.anchors}
          marking={marking}
          startedAt={round.startedAt}
          round={round}
          panelOf={round}
        />
      )}
      <Assignments round={round} dimensions={named} />
      <PrivateNotes round={round.round} />
    </>
  );
  const notesSide = (
    <div className={cx(styles.notesSide, noteStyles.compact)}>
      <Notes round={round.round} />
    </div>
  );
  const talk = (
    <>
      <PeopleHere />
      <Chat />
    </>
  );
  const panelSide = round.interviewers.length > 1 && { panel: i18n.t('Panel') };
  const sides = isNarrow
    ? {
        script: i18n.t('Script'),
        notes: i18n.t('Notes'),
        board: i18n.t('Board'),
        rubric: i18n.t('Rubric'),
        ...panelSide,
        chat: i18n.t('Chat'),
      }
    : isMiddle
      ? { notes: i18n.t('Notes'), board: i18n.t('Board'), rubric: i18n.t('Rubric'), ...panelSide, chat: i18n.t('Chat') }
      : { notes: i18n.t('Notes'), board: i18n.t('Board'), ...panelSide, chat: i18n.t('Chat') };
  const shown = Object.hasOwn(sides, tab) ? tab : (Object.keys(sides)[0] ?? 'notes');
  const panels: Record<string, ReactNode> = {
    script: <div className={styles.gd}>{script}</div>,
    notes: notesSide,
    panel: (
      <div className={cx(styles.notesSide, noteStyles.compact)}>
        <Notes round={round.round} kind="panel" />
      </div>
    ),
    rubric: <div className={styles.rbk}>{rubricSide}</div>,
    chat: (
      <div className={styles.talk}>
        {talk}
        {isNarrow && <TalkShare round={round.round} />}
        {isNarrow && (
          <div className={styles.more}>
            {keeps && <Button onClick={clock.pause}>{clock.pauseWord}</Button>}
            {leads && <Button onClick={score}>{i18n.t('End round')}</Button>}
            <Button kind="quiet" onClick={leave}>
              {i18n.t('Leave')}
            </Button>
          </div>
        )}
      </div>
    ),
  };
  const middle = (
    <section className={styles.md} aria-label={i18n.t('Notes and chat')}>
      {!isNarrow && (
        <div className={styles.faces}>
          <CallTiles look="strip" />
          <div>
            <CallBar />
            <TalkShare round={round.round} />
          </div>
        </div>
      )}
      <Tabs
        label={i18n.t('Parts of the room')}
        panel="cockpit-panel"
        value={shown}
        onChange={setTab}
        tabs={Object.entries(sides).map(([key, label]) => ({ key, label }))}
        end={
          (shown === 'notes' || shown === 'board') && (
            <span className={styles.nh}>
              <span className={styles.hideNarrow}>
                {i18n.t('{name} sees what you write', { name: firstName(candidate) })}
              </span>
              {shown === 'board' ? <BoardSaved round={round.round} /> : <Saved state={notes.state} />}
            </span>
          )
        }
      />
      <div id="cockpit-panel" role="tabpanel" className={styles.mdPanel}>
        {panels[shown]}
        <KeptBoard round={round.round} isShown={shown === 'board'} />
      </div>
    </section>
  );
  return (
    <div className={room.room}>
      <RoomBar
        title={round.prompt?.title ?? ''}
        meta={i18n.t('{candidate}, round {n}', { candidate, n: round.round })}
        end={
          <>
            {leads && (
              <Button onClick={score} hotkey="E" className={styles.endBtn}>
                {i18n.t('End round')}
              </Button>
            )}
            <Button kind="quiet" onClick={leave} className={styles.leaveBtn}>
              {i18n.t('Leave')}
            </Button>
          </>
        }
      >
        <PhaseClock view={view} />
        {keeps && <ClockControls clock={clock} view={view} {...(leads && { onScore: score })} />}
        {isDone && (
          <span className={styles.doneNote} role="status">
            {i18n.t('{name} is done', { name: firstName(candidate) })}
          </span>
        )}
      </RoomBar>
      <section className={styles.live} aria-label={i18n.t('Timeline of the round')}>
        <RoundTimeline round={round} view={view} marks={marking.marks} />
      </section>
      <Banners />
      <main id="main" className={styles.ck}>
        {!isNarrow && (
          <section className={styles.gd} aria-label={i18n.t('Guide')} tabIndex={0}>
            {script}
          </section>
        )}
        {middle}
        {!isMiddle && (
          <section className={styles.rbk} aria-label={i18n.t('Rubric')} tabIndex={0}>
            {rubricSide}
          </section>
        )}
        {isNarrow && <CallBubble />}
      </main>
      <footer className={styles.mp}>
        <MarkPad dimensions={named} marking={marking} startedAt={round.startedAt} />
      </footer>
    </div>
  );
};
