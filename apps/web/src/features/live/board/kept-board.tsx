import { boardDoc } from '@debrief/contracts';
import { useRef } from 'react';
import { Saved } from '../notes/saved';
import { useDoc } from '../notes/use-doc';
import { Board } from './board';
import styles from './board.module.css';

/** The board behind a tab: made when it is first shown, then only hidden, so that undo and the view outlive a look at the notes. */
export const KeptBoard = ({ round, isShown }: { round: number; isShown: boolean }) => {
  const wasShown = useRef(isShown);
  wasShown.current ||= isShown;
  if (!wasShown.current) return null;
  return (
    <div className={isShown ? styles.kept : styles.away} hidden={!isShown}>
      <Board round={round} />
    </div>
  );
};

/** Whether the board is stored. Opens it, so only for whoever looks at it. */
export const BoardSaved = ({ round }: { round: number }) => <Saved state={useDoc(boardDoc(round)).state} />;
