/** The digit of a key press, by its place on the keyboard: Shift+3 is `#` here and `§` elsewhere, and is still 3. */
export const digitOf = (event: Pick<KeyboardEvent, 'code' | 'key'>): number | undefined => {
  const found = /^(?:Digit|Numpad)(\d)$/.exec(event.code) ?? /^(\d)$/.exec(event.key);
  return found ? Number(found[1]) : undefined;
};
