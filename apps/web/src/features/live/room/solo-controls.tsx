import { Button } from '@debrief/ui';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useSend } from '../live-context';
import { useKeys } from '../room-keys';
import { useClock } from './use-clock';
import own from './solo-controls.module.css';

/** Alone the candidate holds the clock: the next phase, more time, a pause, and the end of the interview. */
export const SoloControls = ({ round, view }: { round: RoundState; view: RoundView }) => {
  const send = useSend();
  const { following, next, add, pause, pauseWords, pauseWord, keys } = useClock(round, view);
  const score = () => void send('scoring.start', { round: round.round });
  useKeys([...keys, { key: 'E', label: i18n.t('End the interview and judge yourself'), run: score }]);
  const isMain = view.isOverrun ? 'primary' : 'plain';
  return (
    <div className={own.controls}>
      <Button kind="quiet" onClick={pause} hotkey="P" aria-label={pauseWords}>
        {pauseWord}
      </Button>
      <Button kind="quiet" onClick={add} aria-keyshortcuts="+">
        {i18n.t('+2 min')}
      </Button>
      {following && (
        <Button onClick={next} hotkey="]" kind={isMain}>
          {i18n.t('Next: {phase}', { phase: following.name })}
        </Button>
      )}
      <Button onClick={score} hotkey="E" kind={following ? 'quiet' : isMain}>
        {i18n.t('Judge myself')}
      </Button>
    </div>
  );
};
