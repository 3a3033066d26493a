import { notesDoc } from '@debrief/contracts';
import { viewRound, type RoomState, type RoundState } from '@debrief/live-core';
import { text } from '@debrief/ui';
import { useMemo } from 'react';
import { i18n } from '../../shared/i18n';
import { BoardAsItStood } from './board-as-it-stood';
import { DocumentAt } from './document-at';
import { minutesOf, sinceStart } from './moment-words';
import type { Replay } from './review-data';
import { RichText } from './rich-text';
import styles from './review.module.css';

/** Where the clock stood, in words: `Pains, 7:30 into a 7 minute phase`. */
export const clockThen = (room: RoomState, round: number, at: number): string => {
  const view = viewRound(room, round, at);
  const phase = view?.phase;
  if (!view || !phase)
    return view && view.stage !== 'brief' ? i18n.t('After the interview') : i18n.t('Before the interview');
  const words = i18n.t('{phase}, {elapsed} into {minutes} minutes', {
    phase: phase.phase.name,
    elapsed: minutesOf(phase.elapsedMs),
    minutes: Math.round(phase.lengthMs / 60_000),
  });
  return view.isPaused ? i18n.t('{clock}, paused', { clock: words }) : words;
};

/** The shared notes as they stood, at a moment. */
export const AsItStood = ({ replay, round, at }: { replay: Replay; round: RoundState; at: number }) => {
  const document = useMemo(() => new DocumentAt(replay.events, notesDoc(round.round)), [replay, round.round]);
  const content = document.seek(at);
  return (
    <section className={styles.stood} aria-labelledby="stood-title">
      <div className={styles.head}>
        <h2 id="stood-title" className={text.slug}>
          {i18n.t('The notes at {time}', { time: sinceStart(at, round) })}
        </h2>
      </div>
      <div className={styles.page} tabIndex={0} role="group" aria-labelledby="stood-title">
        {content.length ? (
          // A new key only when the notes changed, so that a selection survives the player.
          <RichText key={document.next} content={content} className={styles.notes} />
        ) : (
          <p className={text.meta}>{i18n.t('Nothing written yet.')}</p>
        )}
      </div>
      <BoardAsItStood replay={replay} round={round} at={at} />
    </section>
  );
};
