import { hash, verify } from '@node-rs/argon2';

/** Argon2id at the strength OWASP asks for: 19 MiB, two passes, one lane. `memoryCost` is in KiB. */
const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes at once: a flood of sign-ins waits in line instead of taking memory and every worker thread from live rooms. */
const AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `work` when fewer than four others run, in the order of asking. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, not given back: somebody arriving in between could otherwise make it five.
    if (next) next();
    else running -= 1;
  }
}

/** What the sign-in library calls to store and to check a password. */
export const password = {
  hash: (plain: string): Promise<string> => inTurn(() => hash(plain, STRENGTH)),
  verify: ({ hash: stored, password: plain }: { hash: string; password: string }): Promise<boolean> =>
    inTurn(() => verify(stored, plain)),
};
