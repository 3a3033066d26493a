import { cx } from '@debrief/ui';
import { type RoundView } from '@debrief/live-core';
import { clockWords } from '../clock-words';
import styles from './room.module.css';

/** The phase clock: calm, in words too, never red and never blinking. */
export const PhaseClock = ({ view }: { view: RoundView }) => {
  const clock = clockWords(view);
  if (!clock) return null;
  return (
    <div
      className={cx(styles.clock, clock.isWarning && styles.clockWarn)}
      role="timer"
      aria-live="off"
      aria-label={clock.label}
    >
      <b aria-hidden="true">
        {clock.digits.split(/(:)/).map((part, index) => (part === ':' ? part : <span key={index}>{part}</span>))}
      </b>
      <small aria-hidden="true">{clock.words}</small>
    </div>
  );
};
