const PREFIX = 'debrief:tab:';

/** The lock manager of the page; plain http and old browsers have none. */
const manager = (): LockManager | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks);

/**
 * Says that this tab lives, until it is let go. A lock rather than a lease with a time: the browser frees it at the
 * instant a tab closes or crashes, and a tab that sleeps in the background for an hour does not seem dead.
 */
export const holdTab = (tab: string): (() => void) => {
  let letGo = () => undefined as void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  void manager()
    ?.request(PREFIX + tab, () => held)
    .catch(() => undefined);
  return letGo;
};

/**
 * The tabs that are open now. Without locks none is known, and what an open tab has on the way is taken for left
 * behind: it is then sent twice under one op id, which does nothing twice.
 */
export const livingTabs = async (): Promise<Set<string>> => {
  const { held = [] } = (await manager()
    ?.query()
    .catch(() => undefined)) ?? { held: [] };
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
};
