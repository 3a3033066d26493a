import { timedLines, withTimes } from './timed-lines';

/** What is in the field after typing `typed` at the caret, as a browser would hand it over key by key. */
const type = (typed: string, { text, caret }: { text: string; caret: number }, time: string) => {
  let now = { text, caret };
  for (const key of typed) {
    const after = now.text.slice(0, now.caret) + key + now.text.slice(now.caret);
    now = withTimes(now.text, after, now.caret + 1, time);
  }
  return now;
};
const empty = { text: '', caret: 0 };

describe('a private note', () => {
  it('gets the time at the first letter of each line, not at the line break', () => {
    const first = type('Slow start', empty, '1:10');
    expect(first).toEqual({ text: '1:10 Slow start', caret: 15 });
    const broken = type('\n', first, '2:00');
    expect(broken.text).toBe('1:10 Slow start\n');
    expect(type('Asks who', broken, '2:30')).toEqual({ text: '1:10 Slow start\n2:30 Asks who', caret: 29 });
  });

  it('keeps the time of a line that is written on, split or joined', () => {
    const line = { text: '1:10 Slow start', caret: 9 };
    expect(type('ly', line, '9:00').text).toBe('1:10 Slowly start');
    expect(type('\n', line, '9:00').text).toBe('1:10 Slow\n start');
  });

  it('gives every pasted line one, and none to a line that brings its own', () => {
    const pasted = 'a\n\n3:20 b\nc';
    expect(withTimes('', pasted, pasted.length, '5:00')).toEqual({ text: '5:00 a\n\n3:20 b\n5:00 c', caret: 21 });
  });

  it('does not give a time back to words whose time was deleted', () => {
    expect(withTimes('1:10 Slow', 'Slow', 0, '2:00').text).toBe('Slow');
    expect(type('ly', { text: 'Slow', caret: 4 }, '2:00').text).toBe('Slowly');
  });

  it('is read back as times and words', () => {
    expect(timedLines('0:05 first\nno time\n\n61:02   last \n4:00 ')).toEqual([
      { at: 5_000, words: 'first' },
      { at: null, words: 'no time' },
      { at: 3_662_000, words: 'last' },
      { at: null, words: '4:00' },
    ]);
  });
});
