/** Bytes as base64. In pieces, because `String.fromCharCode` takes its bytes as arguments and those are limited. */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8192)
    binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(binary);
};
/** The bytes of a base64 string. Throws when it is not one. */
export const fromBase64 = (value: string): Uint8Array => Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
