/**
 * Waits until `check` stops throwing and answers its value; the last failure is thrown after `withinMs`.
 * For what another process or a socket does in its own time.
 */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 5_000, everyMs = 25): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (performance.now() > until) throw failure;
    }
    await new Promise((again) => setTimeout(again, everyMs));
  }
}
