/** Largest Yjs update accepted from a client, in bytes. */
export const MAX_UPDATE = 64 * 1024;
export const MAX_UPDATE_BASE64 = Math.ceil(MAX_UPDATE / 3) * 4;
/** Largest frame accepted from a client, in bytes; a larger one closes the socket. */
export const MAX_FRAME = 128 * 1024;
/** Largest command, as JSON, in bytes. */
export const MAX_COMMAND = 64 * 1024;
/** Largest scorecard, as JSON, in bytes. */
export const MAX_CARD = 16 * 1024;
/** Largest HTTP body, in bytes. */
export const MAX_BODY = 128 * 1024;
/** Largest raw body of any route that takes bytes: an image, a second of sound. */
export const MAX_BYTES = 2 * 1024 * 1024;
/** Events in one answer to `join` or `since`; a wider gap is answered by a snapshot. */
export const MAX_RUN = 500;
/** Edits a second of one socket, and how many may come at once. */
export const EDIT_RATE = { perSecond: 30, burst: 200 } as const;
/** Commands a second of one socket, and how many may come at once. */
export const COMMAND_RATE = { perSecond: 10, burst: 60 } as const;
/** Words between two peers of a call a second of one socket, and how many may come at once: one socket meets up to 16 peers. */
export const SIGNAL_RATE = { perSecond: 30, burst: 300 } as const;
/** Heads are sent this often, in ms. */
export const HEAD_EVERY = 5_000;
/** Somebody without a live socket for this long counts as away, in ms. */
export const AWAY_AFTER = 60_000;
/** An end that one person asks for happens after this, in ms, unless somebody undoes it. */
export const END_COUNTDOWN = 10_000;
/** A panel's swap happens after this, in ms, unless somebody objects. */
export const OBJECTION_TIME = 10_000;
/** A lost scorer may still lock for this long: after the scoring clock, or, once the others' cards are open, after that; in ms. */
export const LATE_FOR = 24 * 3_600_000;
/** A pause ends by itself after this, in ms. */
export const PAUSE_LIMIT = 15 * 60_000;
