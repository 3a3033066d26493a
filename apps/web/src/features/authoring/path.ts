/** Where a value stands in a draft. */
export type Path = readonly (string | number)[];

export const keyOf = (path: Path): string => path.join('.');

/** The value at a path; `undefined` where there is none. */
export const getIn = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (node, part) => (typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined),
    value,
  );

/** A copy with another value at the path; `undefined` takes the field away. What does not change stays the same object. */
export function setIn(value: unknown, path: Path, next: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return next;
  const inner = setIn(getIn(value, [part]), rest, next);
  if (typeof part === 'number') {
    const list: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [];
    list[part] = inner;
    return list;
  }
  const { [part]: _before, ...others } = asRecord(value);
  // In its old place, so that a draft that was changed and changed back is equal to itself.
  return inner === undefined ? others : { ...asRecord(value), [part]: inner };
}

export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
