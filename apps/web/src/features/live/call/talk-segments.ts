/** How loud speech is at least: RMS of samples between -1 and 1. */
export const SPEECH = 0.01;
/** Quiet for this long ends a stretch of talk, ms. */
export const HANGOVER = 300;
/** A stretch is told in parts of at most this length, so that a long answer is counted while it is given, ms. */
export const LONGEST = 5_000;

export interface Stretch {
  from: number;
  to: number;
}
/** `from` and `to` of one measured frame, ms on any steady clock; `rms` its loudness. */
export interface Frame extends Stretch {
  rms: number;
}

/**
 * Turns measured frames into stretches of talk. A stretch ends at its last loud frame, not at the end of the quiet that
 * ended it: counting the hangover would give everybody who pauses a tenth too much.
 */
export const createTalkSegments = (tell: (stretch: Stretch) => void) => {
  let open: Stretch | null = null;
  const close = () => {
    if (open && open.to > open.from) tell(open);
    open = null;
  };
  return {
    push({ from, to, rms }: Frame): void {
      if (rms >= SPEECH) {
        // A gap in the frames themselves (a sleeping laptop) is not talk either.
        if (open && from - open.to > HANGOVER) close();
        open = { from: open?.from ?? from, to };
        if (open.to - open.from >= LONGEST) {
          tell(open);
          open = { from: to, to };
        }
      } else if (open && to - open.to >= HANGOVER) close();
    },
    /** The microphone was muted or taken away: what was said until then counts. */
    end: close,
  };
};
