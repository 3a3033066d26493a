export interface TextChange {
  at: number;
  deleted: number;
  inserted: string;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** The one stretch in which two texts differ; never splits a character outside the basic plane. */
export const textChange = (before: string, after: string): TextChange => {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (end > 0 && isHighSurrogate(before.charCodeAt(before.length - end - 1))) end--;
  return { at: start, deleted: before.length - start - end, inserted: after.slice(start, after.length - end) };
};
