/** SHA-256 of bytes, as 64 hex digits. Needs https, as all of the browser's cryptography does. */
export const sha256 = async (bytes: BufferSource): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
