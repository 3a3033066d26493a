import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useSend } from '../live-context';
import { type Binding } from '../room-keys';

/** What moves a round's clock, for whoever keeps the time: the next phase, two more minutes, a pause, and their keys. */
export const useClock = (round: RoundState, view: RoundView | undefined) => {
  const send = useSend();
  const phase = view?.phase;
  const following = phase ? round.phases[phase.index + 1] : undefined;
  const next = () => phase && following && void send('phase.next', { round: round.round, from: phase.index });
  const add = () => void send('clock.add', { round: round.round, minutes: 2 });
  const pause = () => void send(view?.isPaused ? 'clock.resume' : 'clock.pause', { round: round.round });
  const pauseWords = view?.isPaused ? i18n.t('Let the clock run') : i18n.t('Pause the clock');
  /** The same on a button, where the clock stands beside it. */
  const pauseWord = view?.isPaused ? i18n.t('Go on') : i18n.t('Pause');
  const keys: Binding[] = [
    { key: ']', label: i18n.t('Next phase'), run: next },
    { key: '+', label: i18n.t('Two more minutes'), run: add },
    { key: 'P', label: pauseWords, run: pause },
  ];
  return { following, next, add, pause, pauseWords, pauseWord, keys };
};
export type Clock = ReturnType<typeof useClock>;
