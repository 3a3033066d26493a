import { interviewLength, interviewType, promptId, sessionFormat } from '@debrief/contracts';
import * as z from 'zod/mini';

/** What follows `?` in an address: always text, so that `?text=42` stays a search for “42”. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
export const stringifySearch = (search: Record<string, unknown>): string => {
  const entries = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const text = new URLSearchParams(entries).toString();
  return text && `?${text}`;
};

/** A part of an address that is dropped when it makes no sense, instead of failing the page. */
const lenient = <T extends z.ZodMiniType>(type: T) => z.catch(z.optional(type), undefined);

/** Where to go after signing in: an address on this site, nothing else. */
export const nextSearch = z.object({ next: lenient(z.string().check(z.regex(/^\/(?![/\\])/))) });
export const newSessionSearch = z.object({
  type: lenient(interviewType),
  length: lenient(interviewLength),
  format: lenient(sessionFormat),
  prompt: lenient(promptId),
});
export const promptsSearch = z.object({
  type: lenient(interviewType),
  difficulty: lenient(z.enum(['easy', 'medium', 'hard'])),
  length: lenient(interviewLength),
  subtype: lenient(z.string().check(z.minLength(1), z.maxLength(60))),
  domain: lenient(z.string().check(z.minLength(1), z.maxLength(60))),
  style: lenient(z.string().check(z.minLength(1), z.maxLength(60))),
  skill: lenient(z.string().check(z.minLength(1), z.maxLength(60))),
  unseen: lenient(z.literal('true')),
  seen: lenient(z.literal('true')),
  favourites: lenient(z.literal('true')),
  order: lenient(z.enum(['title', 'newest', 'used'])),
  text: lenient(z.string().check(z.maxLength(100))),
});
export const rubricSearch = z.object({
  version: lenient(z.string().check(z.regex(/^[1-9]\d{0,4}$/))),
  edit: lenient(z.literal('true')),
});
export const roundsSearch = z.object({ role: lenient(z.enum(['candidate', 'interviewer', 'observer'])) });
export const reviewSearch = z.object({
  round: lenient(z.string().check(z.regex(/^[1-9]\d?$/))),
  at: lenient(z.string().check(z.regex(/^\d{1,8}$/))),
});
