import { syllable } from 'syllable';

/**
 * The school grade a text asks of its reader: 0.39 · words per sentence + 11.8 · syllables per word − 15.59
 * (Kincaid, Fishburne, Rogers and Chissom, 1975). Numbers count as one word and one syllable each, as most are written
 * shorter than they are spoken and would only punish a statement for being exact. 0 for a text without words.
 */
export function readingGrade(text: string): number {
  // A point inside a number ends no sentence.
  const sentences = text.split(/[.?!](?:\s|$)/).filter((each) => /\p{L}/u.test(each)).length;
  const words = text.match(/[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0 || sentences === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + (/\d/.test(word) ? 1 : Math.max(1, syllable(word))), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}
