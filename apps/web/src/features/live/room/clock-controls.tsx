import { Button } from '@debrief/ui';
import { type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useNarrow } from '../use-narrow';
import { type Clock } from './use-clock';
import styles from './clock-controls.module.css';

/** The clock in the bar of whoever keeps the time; after the last phase the lead starts scoring. */
export const ClockControls = ({ clock, view, onScore }: { clock: Clock; view: RoundView; onScore?: () => void }) => {
  const size = useNarrow() ? 'm' : 's';
  const kind = view.phase?.isDone || view.isOverrun ? 'primary' : 'plain';
  return (
    <div className={styles.controls}>
      <Button size={size} onClick={clock.add} aria-keyshortcuts="+">
        {i18n.t('+2 min')}
      </Button>
      {clock.following ? (
        <Button size={size} onClick={clock.next} hotkey="]" kind={kind}>
          {i18n.t('Next: {phase}', { phase: clock.following.name })}
        </Button>
      ) : (
        onScore && (
          <Button size={size} onClick={onScore} hotkey="E" kind={kind}>
            {i18n.t('Start scoring')}
          </Button>
        )
      )}
      <Button size="s" kind="quiet" onClick={clock.pause} hotkey="P" className={styles.pause}>
        {clock.pauseWord}
      </Button>
    </div>
  );
};
