import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import * as z from 'zod/mini';
import { codeOf } from './error-parts';

/** What the operator decided, checked and completed. */
export interface Settings {
  /** TCP port of the site, 1–65535. */
  readonly port: number;
  /** `postgres://…` connection string. */
  readonly databaseUrl: string;
  /** `redis://…` over which several processes of one site share live rooms; undefined when this process is alone. */
  readonly redisUrl: string | undefined;
  /** `web` serves people, `worker` only what is due without them, `all` both. */
  readonly role: 'all' | 'web' | 'worker';
  /** Absolute path of the folder with the secret, the logs and the embedded database. */
  readonly dataDir: string;
  /** Where people open the site, without a trailing slash. */
  readonly appUrl: string;
  readonly signUp: 'open' | 'invite';
  /** PEM texts when this process serves https itself. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** `false`, the number of proxies in front, or their addresses. Only then is `X-Forwarded-For` read. */
  readonly trustProxy: false | number | readonly string[];
  /** The exact `Origin` values that may change anything or open a socket. */
  readonly origins: readonly string[];
  /** True when the browser will keep a `__Host-` cookie: https, or the site is opened on this machine. */
  readonly secureCookies: boolean;
  /** Where images and recordings go instead of `DATA_DIR/files`: a bucket of a service that speaks S3. */
  readonly s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined;
  /** `stun:` and `stuns:` addresses that tell a browser how it looks from outside. */
  readonly stunUrls: readonly string[];
  /** Relays for calls between networks that cannot reach each other, and the secret they share with us. */
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | undefined;
  /** 64 hex digits, made at first start; signs cookies. Never logged, never in the database. */
  readonly secret: string;
}

/** Injection token of {@link Settings}. */
export const SETTINGS = Symbol('SETTINGS');

/** Every setting that is wrong, each as one sentence that names it. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'SettingsError';
  }
}

const PROXY_RANGE = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/;
const isAddress = (entry: string): boolean => {
  const [, address = '', bits] = PROXY_RANGE.exec(entry) ?? [];
  const family = isIP(address);
  return family > 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128));
};
const urlOf = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined);
const isSite = (value: string): boolean => {
  const url = urlOf(value);
  return !!url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
};
const readPem = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const port = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535,
        'has to be a whole number from 1 to 65535',
      ),
    ),
  z.transform(Number),
);
const databaseUrl = z
  .string()
  .check(
    z.refine(
      (value) => /^postgres(ql)?:$/.test(urlOf(value)?.protocol ?? ''),
      'has to look like postgres://user:password@host:5432/name',
    ),
  );
const redisUrl = z
  .string()
  .check(
    z.refine(
      (value) => /^rediss?:$/.test(urlOf(value)?.protocol ?? ''),
      'has to look like redis://user:password@host:6379, or rediss:// for TLS',
    ),
  );
const appUrl = z.pipe(
  z
    .string()
    .check(z.refine(isSite, 'has to be the address people open, such as https://debrief.example, without a path')),
  z.transform((value) => new URL(value).origin),
);
const pem = z.pipe(
  z.string().check(z.refine((path) => readPem(path) !== undefined, 'names a file that cannot be read')),
  z.transform((path) => readPem(path) ?? ''),
);
const trustProxy = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (value) =>
          value === 'false' || /^[1-9]$/.test(value) || value.split(',').every((entry) => isAddress(entry.trim())),
        'has to be false, the number of proxies in front (1 to 9), or their addresses separated by commas',
      ),
    ),
  z.transform((value): Settings['trustProxy'] => {
    if (value === 'false') return false;
    return /^[1-9]$/.test(value) ? Number(value) : value.split(',').map((entry) => entry.trim());
  }),
);

/** A comma list of `stun:`/`turn:` addresses as browsers take them, RFC 7064 and 7065. */
const iceUrls = (scheme: 'stun' | 'turn') => {
  const shape = new RegExp(`^${scheme}s?:([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\])(:\\d{1,5})?(\\?transport=(udp|tcp))?$`);
  const split = (value: string) => value.split(',').map((entry) => entry.trim());
  return z.pipe(
    z
      .string()
      .check(
        z.refine(
          (value) => split(value).every((entry) => shape.test(entry)),
          `has to look like ${scheme}:${scheme}.debrief.example:3478, or several of these separated by commas`,
        ),
      ),
    z.transform(split),
  );
};

const environment = z.object({
  PORT: z._default(port, 3000),
  DATABASE_URL: databaseUrl,
  REDIS_URL: z.optional(redisUrl),
  ROLE: z._default(z.enum(['all', 'web', 'worker'], { error: 'has to be all, web or worker' }), 'all'),
  DATA_DIR: z._default(z.string(), './data'),
  APP_URL: z.optional(appUrl),
  SIGN_UP: z._default(z.enum(['open', 'invite'], { error: 'has to be open or invite' }), 'open'),
  TLS_CERT: z.optional(pem),
  TLS_KEY: z.optional(pem),
  TRUST_PROXY: z._default(trustProxy, false),
  S3_BUCKET: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'has to be a bucket’s name'))),
  S3_ENDPOINT: z._default(appUrl, 'https://s3.amazonaws.com'),
  S3_REGION: z._default(z.string(), 'us-east-1'),
  S3_ACCESS_KEY: z.optional(z.string()),
  S3_SECRET_KEY: z.optional(z.string()),
  STUN_URL: z.optional(iceUrls('stun')),
  TURN_URL: z.optional(iceUrls('turn')),
  TURN_SECRET: z.optional(z.string()),
});

/** An unset variable and an empty one mean the same; shells and compose files produce both. */
const present = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/**
 * Reads the settings out of an environment.
 * @throws SettingsError listing every fault at once.
 */
export function loadSettings(env: NodeJS.ProcessEnv): Settings {
  const given = present(env);
  const parsed = environment.safeParse(given);
  const faults = new Map<string, string>();
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    faults.set(
      name,
      given[name] === undefined
        ? `${name} is not set.`
        : `${name} ${issue.message}; it is "${shown(name, given[name])}".`,
    );
  }
  for (const [one, other] of [
    ['TLS_CERT', 'TLS_KEY'],
    ['TLS_KEY', 'TLS_CERT'],
  ] as const) {
    if (given[one] && !given[other]) faults.set(other, `${other} is missing: ${one} is set, and https needs both.`);
  }
  for (const name of ['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const)
    if (given.S3_BUCKET && !given[name])
      faults.set(name, `${name} is missing: S3_BUCKET is set, and the bucket asks for it.`);
  for (const [one, other] of [
    ['TURN_URL', 'TURN_SECRET'],
    ['TURN_SECRET', 'TURN_URL'],
  ] as const)
    if (given[one] && !given[other])
      faults.set(other, `${other} is missing: ${one} is set, and a relay needs its address and the secret it shares.`);
  const { TLS_CERT: cert, TLS_KEY: key } = parsed.data ?? {};
  if (cert && key && !isKeyPair(cert, key))
    faults.set('TLS_KEY', 'TLS_KEY does not belong to TLS_CERT, or one of them is not PEM.');
  const dataDir = resolve(given.DATA_DIR ?? './data');
  const secret = readSecret(dataDir);
  if (!secret) faults.set('DATA_DIR', `DATA_DIR has to be a folder this process may write to; it is "${dataDir}".`);
  if (!parsed.data || !secret || faults.size) throw new SettingsError([...faults.values()]);
  return complete(parsed.data, dataDir, secret);
}

function complete(given: z.output<typeof environment>, dataDir: string, secret: string): Settings {
  const tls = given.TLS_CERT && given.TLS_KEY ? { cert: given.TLS_CERT, key: given.TLS_KEY } : undefined;
  const scheme = tls ? 'https' : 'http';
  const local = [`${scheme}://localhost:${given.PORT}`, `${scheme}://127.0.0.1:${given.PORT}`].map(
    (url) => new URL(url).origin,
  );
  const site = given.APP_URL ?? `${scheme}://localhost:${given.PORT}`;
  return {
    port: given.PORT,
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    role: given.ROLE,
    dataDir,
    appUrl: new URL(site).origin,
    signUp: given.SIGN_UP,
    tls,
    trustProxy: given.TRUST_PROXY,
    origins: [...new Set([...local, new URL(site).origin])],
    secureCookies: new URL(site).protocol === 'https:' || ['localhost', '127.0.0.1'].includes(new URL(site).hostname),
    s3: given.S3_BUCKET
      ? {
          endpoint: given.S3_ENDPOINT,
          bucket: given.S3_BUCKET,
          region: given.S3_REGION,
          accessKey: given.S3_ACCESS_KEY ?? '',
          secretKey: given.S3_SECRET_KEY ?? '',
        }
      : undefined,
    stunUrls: given.STUN_URL ?? [],
    turn: given.TURN_URL && given.TURN_SECRET ? { urls: given.TURN_URL, secret: given.TURN_SECRET } : undefined,
    secret,
  };
}

/** A fault report goes to the terminal and to logs, so passwords are left out of it. */
const shown = (name: string, value: string): string => {
  if (name.endsWith('SECRET') || name.endsWith('SECRET_KEY')) return '…';
  return name.endsWith('_URL') ? value.replace(/\/\/[^@]*@/, '//…@').slice(0, 60) : value.slice(0, 120);
};

function isKeyPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}

/** The secret of this installation; made once, exclusively, so that processes starting together agree on one. */
function readSecret(dataDir: string): string | undefined {
  const file = join(dataDir, 'secret.key');
  try {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      chmodSync(file, 0o600);
    }
    const secret = readFileSync(file, 'utf8').trim();
    return secret.length >= 32 ? secret : undefined;
  } catch {
    return undefined;
  }
}
