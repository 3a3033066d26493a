import { textChange } from './text-change';

const TIME = /^(\d{1,3}):([0-5]\d)\s/;

/**
 * Writes the time before each line that has just come to have words. The times are part of the text, so that the
 * replay and evidence can go back to them, and so that whoever does not want one can delete it.
 * @param before the text as it was
 * @param after the text as it has just been typed
 * @param caret where the caret stands in `after`
 * @param time such as `14:30`
 */
export const withTimes = (
  before: string,
  after: string,
  caret: number,
  time: string,
): { text: string; caret: number } => {
  const { at, inserted } = textChange(before, after);
  const end = at + inserted.length;
  let start = 0;
  let moved = caret;
  const lines = after.split('\n').map((line) => {
    const from = start;
    start += line.length + 1;
    const fresh = line.slice(Math.max(0, at - from), Math.max(0, end - from));
    const old = line.slice(0, Math.max(0, at - from)) + line.slice(Math.max(0, end - from));
    if (!fresh.trim() || old.trim() || TIME.test(line)) return line;
    if (from <= caret) moved += time.length + 1;
    return `${time} ${line.trimStart()}`;
  });
  return { text: lines.join('\n'), caret: moved };
};

/** Lines of private notes with words, oldest place first; `at` is ms since the round began, null without a time. */
export const timedLines = (text: string): { at: number | null; words: string }[] =>
  text
    .split('\n')
    .map((line) => {
      const found = TIME.exec(line.trim());
      if (!found) return { at: null, words: line.trim() };
      return {
        at: (Number(found[1]) * 60 + Number(found[2])) * 1000,
        words: line.trim().slice(found[0].length).trim(),
      };
    })
    .filter(({ words }) => words !== '');
