/** Something that can be watched; fits React's `useSyncExternalStore`. */
export interface Watchable<T> {
  get(): T;
  /** Calls `listener` after every change; returns how to stop. */
  subscribe(listener: () => void): () => void;
}
export interface Store<T> extends Watchable<T> {
  /** Replaces the named fields; says nothing when none has changed. */
  patch(change: Partial<T>): void;
}

export const createStore = <T extends object>(initial: T): Store<T> => {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    patch: (change) => {
      const differs = (Object.keys(change) as (keyof T)[]).some((key) => !Object.is(state[key], change[key]));
      if (!differs) return;
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
