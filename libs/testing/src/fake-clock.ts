/** A clock that moves only when told to; it has the shape of the platform's `Clock`. */
export interface FakeClock {
  now(): Date;
  /** Moves forward by so many milliseconds and answers the new time. */
  advance(ms: number): Date;
  set(at: Date | number): Date;
}

/** @param start where it begins; the default is a plain Sunday noon in UTC. */
export function fakeClock(start: Date | number = Date.UTC(2026, 10, 22, 12)): FakeClock {
  let at = Number(start);
  return {
    now: () => new Date(at),
    advance: (ms) => new Date((at += ms)),
    set: (to) => new Date((at = Number(to))),
  };
}
