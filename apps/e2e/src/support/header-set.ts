/** What every answer of the server carries, whatever it answers; checked on each that a test receives. */
const required: readonly (readonly [string, RegExp])[] = [
  [
    'content-security-policy',
    /default-src '(self|none)'.*frame-ancestors 'none'|frame-ancestors 'none'.*default-src '(self|none)'/,
  ],
  ['permissions-policy', /camera=\(self\), microphone=\(self\)/],
  ['referrer-policy', /^no-referrer$/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/i],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['x-request-id', /^[0-9a-f-]{36}$/],
  ['cache-control', /no-store|private/],
];

/** Throws when an answer of the API lacks one of them. */
export const demandHeaders = (url: string, headers: Headers): void => {
  const missing = required.filter(([name, shape]) => !shape.test(headers.get(name) ?? ''));
  if (missing.length)
    throw new Error(`${url} answered without ${missing.map(([name]) => `${name}: ${headers.get(name)}`).join(', ')}`);
};
