import type { Settings } from '@debrief/server/platform';

const HOST = '__Host-debrief';
const PLAIN = 'debrief';
const SAFARI = /^(?!.*(Chrom|Edg|Firefox|Android)).*Version\/[\d.]+.* Safari\//;

/** What the sign-in cookie is called, and how it looks in a browser that cannot keep it under that name. */
export function cookieRules({ secureCookies, appUrl }: Pick<Settings, 'secureCookies' | 'appUrl'>) {
  /** `__Host-`: the browser itself then refuses it from a subdomain, on another path or without `Secure`. */
  const name = secureCookies ? HOST : PLAIN;
  // Safari drops Secure cookies of http://localhost, which other browsers keep; nobody could sign in there.
  const mayBePlain = secureCookies && appUrl.startsWith('http:');
  return {
    name,
    /** `Set-Cookie` lines of the auth library as this browser will keep them. */
    written: (lines: readonly string[], agent: string | undefined): readonly string[] =>
      mayBePlain && SAFARI.test(agent ?? '')
        ? lines.map((line) => line.replace(`${HOST}=`, `${PLAIN}=`).replace('; Secure', ''))
        : lines,
    /** A browser's `Cookie` header as the auth library reads it; empty when it holds no sign-in. */
    read: (header = ''): string => {
      if (header.includes(`${name}=`)) return header;
      return mayBePlain && header.includes(`${PLAIN}=`) ? header.replace(`${PLAIN}=`, `${HOST}=`) : '';
    },
    /** `Set-Cookie` lines that make the browser forget its sign-in. */
    forgotten: (): readonly string[] => [
      ...(secureCookies ? [`${HOST}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure`] : []),
      ...(name === PLAIN || mayBePlain ? [`${PLAIN}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`] : []),
    ],
  };
}
