import { Button } from '@debrief/ui';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useSend } from '../live-context';
import { useKeys } from '../room-keys';
import own from './solo-controls.module.css';

/** Alone the candidate holds the clock: the next phase, more time, a pause, and the end of the interview. */
export const SoloControls = ({ round, view }: { round: RoundState; view: RoundView }) => {
  const send = useSend();
  const { phase } = view;
  const following = phase && round.phases[phase.index + 1];
  const next = () => phase && following && void send('phase.next', { round: round.round, from: phase.index });
  const add = () => void send('clock.add', { round: round.round, minutes: 2 });
  const pause = () => void send(view.isPaused ? 'clock.resume' : 'clock.pause', { round: round.round });
  const score = () => void send('scoring.start', { round: round.round });
  const pauseWords = view.isPaused ? i18n.t('Let the clock run') : i18n.t('Pause the clock');
  useKeys([
    { key: ']', label: i18n.t('Next phase'), run: next },
    { key: '+', label: i18n.t('Two more minutes'), run: add },
    { key: 'P', label: pauseWords, run: pause },
    { key: 'E', label: i18n.t('End the interview and judge yourself'), run: score },
  ]);
  const isMain = view.isOverrun ? 'primary' : 'plain';
  return (
    <div className={own.controls}>
      <Button kind="quiet" onClick={pause} hotkey="P" aria-label={pauseWords}>
        {view.isPaused ? i18n.t('Go on') : i18n.t('Pause')}
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
