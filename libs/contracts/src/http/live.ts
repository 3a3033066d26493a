import * as z from 'zod/mini';
import { interviewLength, interviewMode, interviewType, sessionFormat } from '../domain';
import { cursor, id, instant, inviteCode, promptId } from '../ids';
import { person } from '../live/frames';
import { personName, text } from '../text';
import { targetLevel } from './accounts';
import { guide } from './prompts';
import { route } from './route';
import { rubric } from './rubrics';

/** Prompts to choose from in a lobby: as many as somebody looks through. */
export const MOST_CHOICES = 200;

export const sessionParams = z.strictObject({ session: id });
export const roundNumber = z.string().check(z.regex(/^[1-9]\d?$/, 'is not a round'));
export const roundParams = z.strictObject({ session: id, round: roundNumber });

/** A session as its people and lists see it; the log holds the rest. */
export const sessionView = z.strictObject({
  session: id,
  status: z.enum(['lobby', 'live', 'ended']),
  isExample: z.boolean(),
  format: sessionFormat,
  type: interviewType,
  length: interviewLength,
  mode: interviewMode,
  createdAt: instant,
  endedAt: z.nullable(instant),
  /** The reader's own participant; null for a reader of the example. */
  participant: z.nullable(id),
  people: z.array(person),
});
export type SessionView = z.infer<typeof sessionView>;

/** What a candidate tells whoever interviews them: all of it optional, all of it their own words or choice. */
export const briefCard = z.strictObject({
  targetLevel: z.nullable(targetLevel),
  focus: text(300),
  lastFix: text(300),
  /** Prompts they do not want to be asked in this session. */
  avoid: z.array(promptId).check(z.maxLength(20)),
});
export type BriefCard = z.infer<typeof briefCard>;

export const liveRoutes = {
  createSession: route({
    method: 'POST',
    path: '/api/sessions',
    access: 'signed-in',
    summary: 'Create a session and its invite link. The code is shown once.',
    perMinute: 30,
    body: z.strictObject({
      type: interviewType,
      length: interviewLength,
      mode: interviewMode,
      format: sessionFormat,
      /** Who is candidate first: the host or the one they invite. Alone it is the host. */
      hostFirst: z.enum(['candidate', 'interviewer']),
      /** A prompt the host wants to interview with; only with `hostFirst: interviewer`. */
      prompt: z.optional(promptId),
    }),
    response: z.strictObject({ session: id, participant: id, code: inviteCode }),
  }),
  newInvite: route({
    method: 'POST',
    path: '/api/sessions/:session/invites',
    access: 'signed-in',
    summary: 'Host only: make a fresh invite link and end the old one.',
    params: sessionParams,
    response: z.strictObject({ code: inviteCode }),
  }),
  readInvite: route({
    method: 'POST',
    path: '/api/invites/read',
    access: 'public',
    summary: 'What an invite link leads to. The code travels in the body, never in a URL that a server logs.',
    perMinute: 60,
    body: z.strictObject({ code: inviteCode }),
    response: z.strictObject({
      session: id,
      host: z.string(),
      type: interviewType,
      length: interviewLength,
      mode: interviewMode,
      format: sessionFormat,
      status: z.enum(['lobby', 'live', 'ended']),
      yourFirstRole: z.enum(['candidate', 'interviewer', 'observer']),
      /** True when the reader is on the roster already. */
      isMine: z.boolean(),
    }),
  }),
  acceptInvite: route({
    method: 'POST',
    path: '/api/invites/accept',
    access: 'public',
    summary: 'Join by link. Somebody not signed in becomes a guest under this name.',
    perMinute: 20,
    body: z.strictObject({ code: inviteCode, name: z.optional(personName) }),
    response: z.strictObject({ session: id, participant: id, admitted: z.boolean() }),
  }),
  getSession: route({
    method: 'GET',
    path: '/api/sessions/:session',
    access: 'public',
    summary: 'One session of mine, or the example.',
    params: sessionParams,
    response: sessionView,
  }),
  getRoundGuide: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/guide',
    access: 'signed-in',
    summary:
      'The guide of a round, to its interviewers from the brief on, to its candidate once the session has ended. Recorded as seen first.',
    params: roundParams,
    response: guide,
  }),
  getRoundRubric: route({
    method: 'GET',
    path: '/api/sessions/:session/rounds/:round/rubric',
    access: 'public',
    summary:
      'The rubric a round is scored by: the version it has kept since its prompt appeared, before that the current one.',
    params: roundParams,
    response: rubric,
  }),
  listPromptChoices: route({
    method: 'GET',
    path: '/api/sessions/:session/prompt-choices',
    access: 'signed-in',
    summary: 'Prompts the coming candidate has neither played nor read the guide of. Interviewers only.',
    params: sessionParams,
    /** With words, those that fit them best; without, by title. At most {@link MOST_CHOICES}. */
    query: z.strictObject({ text: z.optional(text(100)) }),
    response: z.strictObject({
      prompts: z.array(z.strictObject({ id: promptId, title: z.string(), difficulty: z.string(), domain: z.string() })),
    }),
  }),
  getBrief: route({
    method: 'GET',
    path: '/api/sessions/:session/brief',
    access: 'signed-in',
    summary: 'The brief card of whoever is candidate now or next: for themselves and for those who interview them.',
    params: sessionParams,
    response: z.strictObject({ participant: z.nullable(id), brief: z.nullable(briefCard) }),
  }),
  putBrief: route({
    method: 'PUT',
    path: '/api/sessions/:session/brief',
    access: 'signed-in',
    summary: 'Store my own brief card for this session.',
    perMinute: 60,
    params: sessionParams,
    body: briefCard,
    response: briefCard,
  }),
  listRounds: route({
    method: 'GET',
    path: '/api/rounds',
    access: 'signed-in',
    summary: 'My rounds in every role, newest first, 20 a page.',
    query: z.strictObject({
      role: z.optional(z.enum(['candidate', 'interviewer', 'observer'])),
      cursor: z.optional(cursor),
    }),
    response: z.strictObject({
      rounds: z.array(
        z.strictObject({
          session: id,
          round: z.int(),
          type: interviewType,
          title: z.nullable(z.string()),
          role: z.enum(['candidate', 'interviewer', 'observer']),
          candidate: z.string(),
          interviewers: z.array(z.string()),
          startedAt: instant,
          state: z.enum(['running', 'waiting-for-cards', 'open', 'lapsed']),
        }),
      ),
      next: z.nullable(cursor),
    }),
  }),
  listOpenSessions: route({
    method: 'GET',
    path: '/api/sessions',
    access: 'signed-in',
    summary: 'My sessions that have not ended, newest first, at most 20.',
    response: z.strictObject({ sessions: z.array(sessionView) }),
  }),
} as const;
