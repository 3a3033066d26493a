import { useEffect, useRef } from 'react';
import { watchLevel } from './level';
import styles from './call.module.css';

const BARS = 20;

/** How loud the microphone is, in bars. Decoration: a sentence beside it says whether it is heard. */
export const LevelMeter = ({ track, onHeard }: { track: MediaStreamTrack | null; onHeard?: () => void }) => {
  const meter = useRef<HTMLSpanElement>(null);
  const heard = useRef(onHeard);
  heard.current = onHeard;
  useEffect(() => {
    if (!track) return;
    let loud = 0;
    const show = (rms: number) => {
      // 60 dB between silence and full: what is drawn should move as the ear hears it.
      const level = rms > 0 ? Math.max(0, Math.min(1, 1 + Math.log10(rms) / 3 + 0.15)) : 0;
      meter.current?.style.setProperty('--on', String(Math.round(level * BARS)));
      loud = rms >= 0.01 ? loud + 1 : 0;
      if (loud === 3) heard.current?.();
    };
    const stop = watchLevel(new MediaStream([track]), show);
    const element = meter.current;
    return () => {
      stop();
      element?.style.setProperty('--on', '0');
    };
  }, [track]);
  return (
    <span ref={meter} className={styles.meter} aria-hidden="true">
      <i />
    </span>
  );
};
