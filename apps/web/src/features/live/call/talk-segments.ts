/** How loud speech is at least: RMS of samples between -1 and 1. */
export const SPEECH = 0.01;
/** Quiet for this long ends a stretch of talk, ms. */
export const HANGOVER = 300;
/** Talk is told in reports of about this much, so that a long answer is counted while it is given, ms. */
export const REPORT = 5_000;
/** A pause longer than this ends a report; shorter ones are breaths inside of one, ms. */
export const PAUSE = 1_500;
/** A report that has waited for this long is told even if it holds little, ms. */
export const PATIENCE = 10_000;

export interface Stretch {
  from: number;
  to: number;
}
/** `from` and `to` of one measured frame, ms on any steady clock; `rms` its loudness. */
export interface Frame extends Stretch {
  rms: number;
}

/**
 * Turns measured frames into reports of talk. A stretch ends at its last loud frame, not at the end of the quiet that
 * ended it: counting the hangover would give everybody who pauses a tenth too much. Stretches with breaths between them
 * are told as one report that is as long as their sum and ends where the last of them ends: the length is what counts,
 * and a report for each breath would be a row of the log for each.
 */
export const createTalkSegments = (tell: (stretch: Stretch) => void) => {
  let open: Stretch | null = null;
  let report: { since: number; to: number; talked: number } | null = null;
  const flush = () => {
    if (report && report.talked > 0) tell({ from: report.to - report.talked, to: report.to });
    report = null;
  };
  const add = ({ from, to }: Stretch) => {
    if (report && from - report.to > PAUSE) flush();
    report = { since: report?.since ?? from, to, talked: (report?.talked ?? 0) + to - from };
    if (report.talked >= REPORT) flush();
  };
  const close = () => {
    if (open) add(open);
    open = null;
  };
  return {
    push({ from, to, rms }: Frame): void {
      if (rms >= SPEECH) {
        // A gap in the frames themselves (a sleeping laptop) is not talk either.
        if (open && from - open.to > HANGOVER) close();
        open = { from: open?.from ?? from, to };
        if (open.to - open.from + (report?.talked ?? 0) >= REPORT) close();
      } else if (open && to - open.to >= HANGOVER) close();
      if (!open && report && (to - report.to > PAUSE || to - report.since > PATIENCE)) flush();
    },
    /** The microphone was muted or taken away: what was said until then counts. */
    end(): void {
      close();
      flush();
    },
  };
};
