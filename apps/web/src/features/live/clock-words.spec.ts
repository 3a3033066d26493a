import { viewRound } from '@debrief/live-core';
import { MINUTE, room } from '@debrief/live-core/testing';
import { clockWords, minutesAndSeconds } from './clock-words';

const started = () => room().with('ana', 'tom').briefed().started();
const wordsOf = (built: ReturnType<typeof started>) => {
  const view = viewRound(built.session.room, 1, built.now);
  return view && clockWords(view);
};

describe('the clock in words', () => {
  it('rounds what is left up, so that 0:00 means over', () => {
    expect(minutesAndSeconds(59_001)).toBe('1:00');
    expect(minutesAndSeconds(1)).toBe('0:01');
    expect(minutesAndSeconds(0)).toBe('0:00');
  });

  it('says what is left of the phase, calmly until the last thirty seconds', () => {
    expect(wordsOf(started())).toMatchObject({ digits: '10:00', words: 'left in Clarify the goal', isWarning: false });
    expect(wordsOf(started().wait(9.5 * MINUTE))).toMatchObject({ digits: '0:30', isWarning: true });
  });

  it('counts the overrun up', () => {
    expect(wordsOf(started().wait(11 * MINUTE + 10_000))).toMatchObject({
      digits: '+1:10',
      words: 'over Clarify the goal',
      isWarning: true,
    });
  });

  it('stands still while it is paused', () => {
    const paused = started().wait(MINUTE).act('ana', { kind: 'clock.pause', round: 1 });
    expect(wordsOf(paused.wait(5 * MINUTE))).toMatchObject({ digits: '9:00', words: 'paused in Clarify the goal' });
  });

  it('shows the scoring clock, then that it is over', () => {
    const scoring = started().scoring();
    expect(wordsOf(scoring)).toMatchObject({ digits: '4:00', words: 'left to score' });
    expect(wordsOf(scoring.later(5 * MINUTE))).toMatchObject({ digits: '0:00', words: 'scoring is over' });
  });
});
