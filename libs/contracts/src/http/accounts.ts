import * as z from 'zod/mini';
import { accountId, instant } from '../ids';
import { personName, text } from '../text';
import { route } from './route';

/** What a candidate is preparing for; shown on their brief card. */
export const targetLevels = ['associate', 'product-manager', 'senior', 'lead', 'head'] as const;
export const targetLevel = z.enum(targetLevels);

/** An IANA time-zone name the runtime knows. */
export const timeZone = text(64, 1).check(
  z.refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'is not a time zone'),
);

export const me = z.strictObject({
  account: accountId,
  name: z.string(),
  email: z.nullable(z.string()),
  isGuest: z.boolean(),
  isAdmin: z.boolean(),
  timeZone: z.string(),
  targetLevel: z.nullable(targetLevel),
  createdAt: instant,
});
export type Me = z.infer<typeof me>;

const email = text(254, 3).check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'is not an e-mail address'));
const newPassword = text(128, 10);

/** better-auth does the work behind these; its own routes under /api/auth are not called by the client. */
export const accountRoutes = {
  signUp: route({
    method: 'POST',
    path: '/api/sign-up',
    access: 'public',
    summary: 'Make an account and sign in. A guest who calls it keeps everything they did.',
    perMinute: 20,
    body: z.strictObject({
      name: personName,
      email,
      password: newPassword,
      timeZone: z.optional(timeZone),
      firstAdminToken: z.optional(text(100)),
    }),
    response: me,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/sign-in',
    access: 'public',
    summary: 'Sign in with e-mail and password. A guest who calls it brings their sessions along.',
    perMinute: 30,
    body: z.strictObject({ email, password: text(128, 1) }),
    response: me,
  }),
  signOut: route({
    method: 'POST',
    path: '/api/sign-out',
    access: 'public',
    summary: 'End this sign-in and close its sockets.',
  }),
  getMe: route({
    method: 'GET',
    path: '/api/me',
    access: 'public',
    summary: 'Who is signed in, if anybody, and what this instance allows.',
    response: z.strictObject({
      me: z.nullable(me),
      signUp: z.enum(['open', 'invite']),
      /** True when this browser's cookie cannot be protected: plain http on another machine. */
      insecure: z.boolean(),
      /** True while nobody is admin yet. */
      firstRun: z.boolean(),
    }),
  }),
  updateMe: route({
    method: 'PATCH',
    path: '/api/me',
    access: 'signed-in',
    summary: 'Change my name, time zone or target level.',
    body: z.strictObject({
      name: z.optional(personName),
      timeZone: z.optional(timeZone),
      targetLevel: z.optional(z.nullable(targetLevel)),
    }),
    response: me,
  }),
  listSignIns: route({
    method: 'GET',
    path: '/api/me/sign-ins',
    access: 'signed-in',
    summary: 'My browsers and devices that are signed in.',
    response: z.strictObject({
      signIns: z.array(
        z.strictObject({ id: z.string(), isThis: z.boolean(), agent: z.string(), since: instant, lastSeen: instant }),
      ),
    }),
  }),
  revokeSignIn: route({
    method: 'DELETE',
    path: '/api/me/sign-ins/:id',
    access: 'signed-in',
    summary: 'Sign another browser out, at once.',
    params: z.strictObject({ id: text(64, 1) }),
  }),
} as const;
