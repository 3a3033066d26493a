/** What this browser keeps under a name; null for nothing, and in a browser that keeps nothing. Check it before it is used. */
export const readKept = (name: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
};

/** Keeps a value, or with null forgets it. False when this browser keeps nothing: the storage is full or forbidden. */
export const writeKept = (name: string, value: unknown): boolean => {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};
