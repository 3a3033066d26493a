import { databaseLimits, SafePool, type Settings } from '@debrief/server/platform';
import { Logger } from '@nestjs/common';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { anonymous } from 'better-auth/plugins';
import { cookieRules } from './cookies';
import { password } from './password';

const DAY = 86_400;
/** Lifetimes of a sign-in, in seconds. A person's slides, up to `longest` after it began; a guest's is moved by the sessions they are in. */
export const lifetimes = { person: 7 * DAY, guest: 3 * DAY, longest: 30 * DAY } as const;

/** How the auth library hears what only our own server may tell it; requests to it are made here, never by a browser. */
export const insideHeaders = { address: 'x-inside-address', guestName: 'x-inside-guest-name' } as const;

const POOL_SIZE = 8;

/** The auth library's own connections, in its own schema. */
export const authPool = (databaseUrl: string): SafePool =>
  new SafePool({ connectionString: databaseUrl, options: '-c search_path=auth', max: POOL_SIZE, ...databaseLimits });

/** E-mail with password, and guests. Nothing else is switched on: most of the library's past holes were in what we leave out. */
export function authOptions(pool: SafePool, settings: Settings) {
  const logger = new Logger('auth');
  return {
    appName: 'Debrief',
    database: pool,
    baseURL: settings.appUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    trustedOrigins: [...settings.origins],
    telemetry: { enabled: false },
    // The library puts e-mail addresses into its messages, so only their first words are kept.
    logger: { level: 'error', log: (_level, message) => logger.error(message.slice(0, 120).replace(/\S+@\S+/g, '…')) },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128, password },
    account: { accountLinking: { enabled: false } },
    session: {
      // What the cookie gets; how long the row lives is decided below and in SignIns.personOf.
      expiresIn: lifetimes.longest,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: {
              ...session,
              ipAddress: '',
              userAgent: session.userAgent?.slice(0, 300),
              expiresAt: new Date(
                Date.now() + 1000 * (context?.path === '/sign-in/anonymous' ? lifetimes.guest : lifetimes.person),
              ),
            },
          }),
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 60,
      customRules: { '/sign-in/*': { window: 60, max: 60 }, '/sign-up/*': { window: 60, max: 60 } },
    },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: 'debrief',
      cookies: { session_token: { name: cookieRules(settings).name, attributes: { secure: settings.secureCookies } } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [insideHeaders.address] },
    },
    plugins: [
      anonymous({
        disableDeleteAnonymousUser: true,
        generateName: (context) => decodeURIComponent(context.headers?.get(insideHeaders.guestName) ?? 'Guest'),
      }),
    ],
  } satisfies BetterAuthOptions;
}

export const makeAuth = (pool: SafePool, settings: Settings) => betterAuth(authOptions(pool, settings));
export type Auth = ReturnType<typeof makeAuth>;
