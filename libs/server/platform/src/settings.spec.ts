import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, SettingsError } from './settings';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'debrief-settings-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const load = (more: Record<string, string> = {}) =>
  loadSettings({ DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/c', DATA_DIR: dataDir, ...more });
const faultsOf = (more: Record<string, string>): readonly string[] => {
  try {
    load(more);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
};

test('without settings everything has its default', () => {
  expect(load()).toMatchObject({
    port: 3000,
    appUrl: 'http://localhost:3000',
    signUp: 'open',
    tls: undefined,
    trustProxy: false,
    origins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
    secureCookies: true,
    s3: undefined,
    stunUrls: [],
    turn: undefined,
    redisUrl: undefined,
    role: 'all',
    dataDir,
  });
  expect(load({ PORT: '', SIGN_UP: '' })).toMatchObject({ port: 3000, signUp: 'open' });
});

test('the secret is made once, is readable by its owner only, and stays', () => {
  const { secret } = load();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  expect(load().secret).toBe(secret);
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(secret);
});

test('every fault is reported at once and by name, without the password of the database', () => {
  const faults = faultsOf({
    PORT: '70000',
    SIGN_UP: 'maybe',
    APP_URL: 'debrief.example',
    TLS_CERT: '/nowhere.pem',
    TRUST_PROXY: 'yes',
    DATABASE_URL: 'mysql://me:hunter2@host/x',
    REDIS_URL: 'http://me:hunter2@host',
    ROLE: 'both',
  });
  const names = [
    'PORT',
    'SIGN_UP',
    'APP_URL',
    'TLS_CERT',
    'TLS_KEY',
    'TRUST_PROXY',
    'DATABASE_URL',
    'REDIS_URL',
    'ROLE',
  ];
  for (const name of names) {
    expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
  }
  expect(faults.join()).not.toContain('hunter2');
});

test('a data folder that cannot be used is a fault', () => {
  writeFileSync(join(dataDir, 'file'), '');
  expect(faultsOf({ DATA_DIR: join(dataDir, 'file', 'below') })).toEqual([expect.stringMatching(/^DATA_DIR /)]);
  expect(existsSync(join(dataDir, 'file', 'below'))).toBe(false);
});

test('a bucket needs its keys, and the secret one is never repeated', () => {
  expect(faultsOf({ S3_BUCKET: 'debrief', S3_ACCESS_KEY: 'key' })).toEqual([expect.stringMatching(/^S3_SECRET_KEY /)]);
  expect(faultsOf({ S3_BUCKET: '../x', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'hush' }).join()).not.toContain('hush');
  expect(
    load({ S3_BUCKET: 'debrief', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'hush', S3_ENDPOINT: 'http://s3.lan:9000' }).s3,
  ).toEqual({
    endpoint: 'http://s3.lan:9000',
    bucket: 'debrief',
    region: 'us-east-1',
    accessKey: 'key',
    secretKey: 'hush',
  });
});

test('a relay needs its address and its secret, which is never repeated', () => {
  expect(faultsOf({ TURN_URL: 'turn:turn.example' })).toEqual([expect.stringMatching(/^TURN_SECRET is missing/)]);
  expect(faultsOf({ TURN_SECRET: 'hush' })).toEqual([expect.stringMatching(/^TURN_URL is missing/)]);
  expect(faultsOf({ TURN_URL: 'turn.example', TURN_SECRET: 'hush' })).toEqual([expect.stringMatching(/^TURN_URL has/)]);
  expect(faultsOf({ STUN_URL: 'turn:turn.example' })).toEqual([expect.stringMatching(/^STUN_URL has/)]);
  expect(
    load({
      TURN_URL: 'turn:turn.example:3478?transport=udp, turns:[2001:db8::1]:5349',
      TURN_SECRET: 'hush',
      STUN_URL: 'stun:stun.example',
    }),
  ).toMatchObject({
    stunUrls: ['stun:stun.example'],
    turn: { urls: ['turn:turn.example:3478?transport=udp', 'turns:[2001:db8::1]:5349'], secret: 'hush' },
  });
});

test.each([
  ['a path', 'https://a.example/x'],
  ['a query', 'https://a.example/?x'],
  ['a user', 'https://me@a.example'],
  ['another scheme', 'ftp://a.example'],
])('APP_URL with %s is refused', (_, url) => {
  expect(faultsOf({ APP_URL: url })).toEqual([expect.stringMatching(/^APP_URL /)]);
});

test('APP_URL joins the origins and decides about cookies', () => {
  expect(load({ APP_URL: 'https://Debrief.example/' })).toMatchObject({
    appUrl: 'https://debrief.example',
    origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'https://debrief.example'],
    secureCookies: true,
  });
  expect(load({ APP_URL: 'http://192.168.1.5:3000' }).secureCookies).toBe(false);
  expect(load({ APP_URL: 'http://localhost.evil.example' }).secureCookies).toBe(false);
});

test.each<[string, unknown]>([
  ['false', false],
  ['1', 1],
  ['10.0.0.1', ['10.0.0.1']],
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
])('TRUST_PROXY=%s', (value, expected) => {
  expect(load({ TRUST_PROXY: value }).trustProxy).toEqual(expected);
});

test.each(['true', '0', '10', '10.0.0.0/33', 'localhost', '10.0.0.1,'])('TRUST_PROXY=%s is refused', (value) => {
  expect(faultsOf({ TRUST_PROXY: value })).toEqual([expect.stringMatching(/^TRUST_PROXY /)]);
});

test('a certificate and a key that do not belong together are refused', () => {
  const cert = join(dataDir, 'cert.pem');
  writeFileSync(cert, 'not a certificate');
  expect(faultsOf({ TLS_CERT: cert, TLS_KEY: cert })).toEqual([expect.stringMatching(/^TLS_KEY does not belong/)]);
});
