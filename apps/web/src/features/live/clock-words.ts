import { type RoundView } from '@debrief/live-core';
import { i18n } from '../../shared/i18n';

/** Milliseconds as `m:ss`; what is left is rounded up, so that 0:00 means over. */
export const minutesAndSeconds = (ms: number, round: 'up' | 'down' = 'up'): string => {
  const seconds = Math.max(0, round === 'up' ? Math.ceil(ms / 1000) : Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The same for a screen reader. */
export const spokenTime = (ms: number): string => {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return i18n.t('{minutes} minutes {seconds} seconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
};

export interface ClockWords {
  /** `6:40`, or `+1:10` once a phase is over its time. */
  digits: string;
  words: string;
  /** The last thirty seconds and the overrun. */
  isWarning: boolean;
  /** For a screen reader, without the ticking seconds of the digits. */
  label: string;
}

/** What the big clock says in each state of a round; null before the interview. */
export const clockWords = (view: RoundView): ClockWords | null => {
  if (view.stage === 'scoring') {
    if (view.isScoringOver)
      return { digits: '0:00', words: i18n.t('scoring is over'), isWarning: true, label: i18n.t('Scoring is over') };
    const left = view.scoringLeftMs ?? 0;
    return {
      digits: minutesAndSeconds(left),
      words: i18n.t('left to score'),
      isWarning: left <= 30_000,
      label: i18n.t('{time} left to score', { time: spokenTime(left) }),
    };
  }
  const { phase } = view;
  if (!phase) return null;
  const { name } = phase.phase;
  if (view.isPaused)
    return {
      digits: minutesAndSeconds(phase.leftMs),
      words: i18n.t('paused in {name}', { name }),
      isWarning: false,
      label: i18n.t('The clock is paused'),
    };
  if (phase.overrunMs > 0)
    return {
      digits: `+${minutesAndSeconds(phase.overrunMs, 'down')}`,
      words: i18n.t('over {name}', { name }),
      isWarning: true,
      label: i18n.t('{time} over {name}', { name, time: spokenTime(phase.overrunMs) }),
    };
  return {
    digits: minutesAndSeconds(phase.leftMs),
    words: i18n.t('left in {name}', { name }),
    isWarning: phase.leftMs <= 30_000,
    label: i18n.t('{time} left in {name}', { name, time: spokenTime(phase.leftMs) }),
  };
};

/** A moment of the round as `m:ss` since it began. */
export const moment = (at: number, startedAt: number | null): string =>
  minutesAndSeconds(at - (startedAt ?? at), 'down');

const clockTime = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
/** The time on the reader's own clock. */
export const timeOfDay = (at: number): string => clockTime.format(at);
