/** Do two values say the same, whatever the order of their fields? The database keeps an order of its own. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) ?? '';
