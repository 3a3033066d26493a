import {
  interviewLength,
  interviewMode,
  interviewType,
  promptId,
  type routes,
  sessionFormat,
} from '@debrief/contracts';
import * as z from 'zod/mini';
import { lengthsOf } from '../../shared/interview-names';
import { readKept, writeKept } from '../../shared/kept';

/** What a host decides before anybody is invited; the body of `createSession`. */
export type Choice = z.input<typeof routes.createSession.body>;

const KEY = 'debrief:new-session';
const standard: Choice = {
  type: 'product-sense',
  length: 'long',
  mode: 'learning',
  format: 'swap',
  hostFirst: 'interviewer',
};
const kept = z.object({
  type: interviewType,
  length: interviewLength,
  mode: interviewMode,
  format: sessionFormat,
  hostFirst: z.enum(['candidate', 'interviewer']),
});

/** The choices of last time, so that the next session is one press; without them the usual ones. */
export const lastChoice = (): Choice => {
  const read = kept.safeParse(readKept(KEY));
  return read.success ? read.data : standard;
};
/** A prompt belongs to one session and is not kept. */
export const rememberChoice = ({ type, length, mode, format, hostFirst }: Choice): void =>
  void writeKept(KEY, { type, length, mode, format, hostFirst });

const asked = z.object({
  type: z.optional(interviewType),
  length: z.optional(interviewLength),
  format: z.optional(sessionFormat),
  prompt: z.optional(promptId),
});

/** The choices of last time with those of the address on top. A named prompt makes the host the first interviewer. */
export const choiceFor = (search: z.infer<typeof asked>): Choice => {
  const { prompt, ...rest } = asked.parse(search);
  const choice = fitting({ ...lastChoice(), ...without(rest) });
  if (!prompt) return choice;
  // Alone nobody interviews, and a named prompt is one to interview with.
  return { ...choice, format: choice.format === 'solo' ? 'swap' : choice.format, hostFirst: 'interviewer', prompt };
};

/** Only what the server takes: an offered length, alone the host as candidate, a prompt only from who interviews first. */
export const fitting = ({ prompt, ...choice }: Choice): Choice => {
  const hostFirst =
    choice.format === 'solo' ? 'candidate' : choice.format === 'fishbowl' ? 'interviewer' : choice.hostFirst;
  return {
    ...choice,
    hostFirst,
    length: lengthsOf(choice.type).includes(choice.length) ? choice.length : 'short',
    ...(prompt && hostFirst === 'interviewer' && { prompt }),
  };
};

/** An absent part must not overwrite a present one. */
const without = <T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
