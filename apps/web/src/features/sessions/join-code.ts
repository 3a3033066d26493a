const KEY = 'debrief:join';

/**
 * Holds an invite code in this tab while somebody signs in. In the address of that page it would stand behind `?`,
 * where a reload sends it to the server and its log.
 */
export const keepJoinCode = (code: string): void => {
  try {
    sessionStorage.setItem(KEY, code);
  } catch {
    // Without storage the link has to be opened again.
  }
};
/** The code kept by {@link keepJoinCode}, or an empty text. */
export const keptJoinCode = (): string => {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
};
