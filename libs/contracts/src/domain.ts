import * as z from 'zod/mini';
import { id, promptId } from './ids';
import { text } from './text';

/** The seven kinds of interview; each has its own rubric and phase plan. */
export const interviewTypes = [
  'product-sense',
  'metrics',
  'estimation',
  'strategy',
  'behavioural',
  'technical',
  'resume-impact',
] as const;
export const interviewType = z.enum(interviewTypes);
export type InterviewType = z.infer<typeof interviewType>;

/** `long` is 35 minutes of interview, `short` is 20 (estimation and résumé impact are always 20). */
export const interviewLength = z.enum(['long', 'short']);
export type InterviewLength = z.infer<typeof interviewLength>;

/** Learning pauses for advice and never counts for skill; stress runs uninterrupted. */
export const interviewMode = z.enum(['learning', 'stress']);
export type InterviewMode = z.infer<typeof interviewMode>;

export const sessionFormat = z.enum(['swap', 'one-way', 'panel', 'fishbowl', 'solo']);
export type SessionFormat = z.infer<typeof sessionFormat>;

/** What somebody agrees to, each for itself: that the call's audio is recorded, and that others may take it away as a file. */
export const artefact = z.enum(['recording', 'download']);
export type Artefact = z.infer<typeof artefact>;

export const role = z.enum(['candidate', 'interviewer', 'observer']);
export type Role = z.infer<typeof role>;

/** Where a round stands. */
export const stage = z.enum(['brief', 'interview', 'scoring', 'debrief']);
export type Stage = z.infer<typeof stage>;

export const markKinds = ['strong', 'unclear', 'missed', 'quote'] as const;
export const markKind = z.enum(markKinds);
export type MarkKind = z.infer<typeof markKind>;

/** A rubric dimension's key, such as `insight`. */
export const dimensionKey = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'is not a dimension'));

/** A moment on the wire of a live session: milliseconds since 1970, UTC. */
export const ms = z.int().check(z.gte(0), z.lte(253402300799999));

/** 1 Not yet, 2 Emerging, 3 Solid, 4 Strong; 0 = not observed, which is missing data and never counts. */
export const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof level>;

export const overall = z.enum(['strong-no', 'no', 'yes', 'strong-yes']);
export type Overall = z.infer<typeof overall>;
export const confidence = z.enum(['low', 'medium', 'high']);

/** A quote or paraphrase with its moment, cited by a level. Locking demands 20 characters; a draft may be shorter. */
export const evidence = z.strictObject({
  id,
  text: text(600),
  kind: markKind,
  from: ms,
  to: ms,
  /** The mark it was filed from, if any. */
  mark: z.optional(id),
});
export type Evidence = z.infer<typeof evidence>;

/** One scorer's judgement of one round. A draft may be incomplete; `card.lock` says what is missing. */
export const card = z.strictObject({
  levels: z
    .array(
      z.strictObject({
        dimension: dimensionKey,
        level: z.nullable(level),
        evidence: z.array(evidence).check(z.maxLength(12)),
      }),
    )
    .check(z.maxLength(10)),
  overall: z.nullable(overall),
  confidence: z.nullable(confidence),
  /** Red flags of the rubric that the scorer confirms, by their index. */
  redFlags: z.array(z.int().check(z.gte(0), z.lte(9))).check(z.maxLength(10)),
});
export type Card = z.infer<typeof card>;

/** Shortest evidence that lets a level 1–4 be locked, in characters. */
export const EVIDENCE_MIN = 20;

/** A named stretch of an interview with its planned minutes. */
export const phase = z.strictObject({
  key: dimensionKey,
  name: text(60, 1),
  minutes: z.number().check(z.gt(0), z.lte(90)),
});
export type Phase = z.infer<typeof phase>;

/** A small hidden table of counts, given to the candidate cut by cut. */
export const factTable = z.strictObject({
  columns: z.array(text(60)).check(z.maxLength(12)),
  rows: z.array(z.array(z.union([text(120), z.number()])).check(z.maxLength(12))).check(z.maxLength(60)),
});
export type FactTable = z.infer<typeof factTable>;

/** A prompt's exact text in time: its lasting id and the number of its version. */
export const promptVersion = z.strictObject({ prompt: promptId, version: z.int().check(z.gte(1), z.lte(9999)) });
export type PromptVersion = z.infer<typeof promptVersion>;
