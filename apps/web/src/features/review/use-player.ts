import { useEffect, useRef, useState } from 'react';

export const SPEEDS = [1, 4, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * Lets the time of a round run, from `at` to `end`, as many times as fast as it did: as it was where there is sound.
 * `clock` is asked first: sound that plays says what time it is.
 */
export const usePlayer = (
  at: number,
  end: number,
  onSeek: (at: number) => void,
  { hasSound, clock }: { hasSound: boolean; clock: { current: () => number | null } },
) => {
  const [chosen, setSpeed] = useState<Speed | null>(null);
  const speed = chosen ?? (hasSound ? 1 : 4);
  const [isPlaying, setPlaying] = useState(false);
  const now = useRef({ at, onSeek });
  now.current = { at, onSeek };
  useEffect(() => {
    if (!isPlaying) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const passed = performance.now() - last;
      last += passed;
      const heard = clock.current();
      // Sound that has not caught up yet must not turn the playhead back.
      const next = Math.min(end, heard !== null && heard > now.current.at ? heard : now.current.at + passed * speed);
      now.current.onSeek(next);
      if (next >= end) setPlaying(false);
    }, 200);
    return () => clearInterval(timer);
  }, [isPlaying, speed, end, clock]);
  return { speed, setSpeed, isPlaying, toggle: () => setPlaying(!isPlaying), stop: () => setPlaying(false) };
};
