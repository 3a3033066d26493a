const keyOf = (session: string) => `debrief:invite:${session}`;

/** The server shows an invite code once; this tab keeps it so that a reload does not cost a new link. */
export const rememberInvite = (session: string, code: string): void => {
  try {
    sessionStorage.setItem(keyOf(session), code);
  } catch {
    // Without storage the host makes a new link.
  }
};
export const recallInvite = (session: string): string | null => {
  try {
    return sessionStorage.getItem(keyOf(session));
  } catch {
    return null;
  }
};
