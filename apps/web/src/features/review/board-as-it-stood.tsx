import { DOC_ROOT } from '@debrief/client';
import { boardDoc } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { text } from '@debrief/ui';
import { lazy, Suspense, useMemo } from 'react';
import { i18n } from '../../shared/i18n';
import { BoardGone } from '../live/board/board-gone';
import { outlineOf } from '../live/board/outline';
import { OutlineList } from '../live/board/outline-list';
import { DocumentAt } from './document-at';
import { sinceStart } from './moment-words';
import type { Replay } from './review-data';
import styles from './review.module.css';

/** The program that draws is heavy; it comes only where a round has a board. */
const BoardStill = lazy(() =>
  import('../live/board/board-still').then(
    (module) => ({ default: module.BoardStill }),
    () => ({ default: BoardGone }),
  ),
);

/** The whiteboard as it stood at a moment: drawn, and as a list. Nothing where nobody drew. */
export const BoardAsItStood = ({ replay, round, at }: { replay: Replay; round: RoundState; at: number }) => {
  const document = useMemo(() => new DocumentAt(replay.events, boardDoc(round.round)), [replay, round.round]);
  const extent = useMemo(
    () => new DocumentAt(replay.events, boardDoc(round.round)).docAt(Infinity).getMap(DOC_ROOT).toJSON(),
    [replay, round.round],
  );
  const doc = document.docAt(at);
  const { next } = document;
  const key = `${next}`;
  // Read anew only when a row came or went: the player asks many times a second.
  const stored = useMemo(() => ({ key, elements: doc.getMap(DOC_ROOT).toJSON() }), [doc, key]);
  const outline = useMemo(() => outlineOf(stored.elements), [stored]);
  if (!document.isUsed) return null;
  return (
    <div className={styles.boardStood}>
      <div className={styles.head}>
        <h2 id="board-title" className={text.slug}>
          {i18n.t('The board at {time}', { time: sinceStart(at, round) })}
        </h2>
      </div>
      <Suspense fallback={<p className={text.meta}>{i18n.t('Opening the board')}</p>}>
        <BoardStill session={replay.session.session} stored={stored.elements} extent={extent} />
      </Suspense>
      <details>
        <summary>{i18n.t('As a list')}</summary>
        <section aria-label={i18n.t('The board as a list')}>
          <OutlineList outline={outline} />
        </section>
      </details>
    </div>
  );
};
