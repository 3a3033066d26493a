const part = (error: unknown, name: 'code' | 'message'): string => {
  if (typeof error !== 'object' || error === null || !(name in error)) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};

/**
 * The code of a Node or Postgres error (`EEXIST`, `23505`), or an empty string. Asks for the property and not for
 * `instanceof Error`: an error may come from another realm, as Node's own do under Jest.
 */
export const codeOf = (error: unknown): string => part(error, 'code');

/** The message of an error of any realm, or an empty string. */
export const messageOf = (error: unknown): string => part(error, 'message');
