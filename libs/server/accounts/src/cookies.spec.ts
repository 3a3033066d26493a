import { cookieRules } from './cookies';

const chromium =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';
const line = '__Host-debrief=a.b%3D; Max-Age=9; Path=/; HttpOnly; Secure; SameSite=Lax';

it('keeps the protected name everywhere but in Safari on http://localhost', () => {
  const local = cookieRules({ secureCookies: true, appUrl: 'http://localhost:3000' });
  expect(local.written([line], chromium)).toEqual([line]);
  expect(local.written([line], safari)).toEqual(['debrief=a.b%3D; Max-Age=9; Path=/; HttpOnly; SameSite=Lax']);
  expect(local.read('x=1; debrief=a.b')).toBe('x=1; __Host-debrief=a.b');
  expect(local.read('x=1; __Host-debrief=a.b')).toBe('x=1; __Host-debrief=a.b');
  expect(local.read('x=1')).toBe('');
  expect(local.forgotten()).toHaveLength(2);
});

it('takes no plain cookie where the site is https', () => {
  const away = cookieRules({ secureCookies: true, appUrl: 'https://debrief.example' });
  expect(away.written([line], safari)).toEqual([line]);
  expect(away.read('debrief=a.b')).toBe('');
  expect(away.forgotten()).toEqual([expect.stringMatching(/^__Host-debrief=;.*Secure$/)]);
});

it('has a plain cookie only where nothing else works', () => {
  const plain = cookieRules({ secureCookies: false, appUrl: 'http://192.168.1.5:3000' });
  expect(plain.name).toBe('debrief');
  expect(plain.read('debrief=a.b')).toBe('debrief=a.b');
  expect(plain.forgotten()).toEqual([expect.not.stringContaining('Secure')]);
});
