import { dimensionKey, interviewType, promptId, text } from '@debrief/contracts';
import * as z from 'zod/mini';
import { interviewStyles, skillCodes } from './kinds';

/** Names a part inside one prompt: a fact, a probe, a twist, a table. */
const key = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'is not a key: small letters, digits and hyphens'));
/** Names a quantity in a formula; no hyphens, because those subtract. */
const quantity = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not the name of a quantity'));
const line = text(160, 2);
const sentences = text(600, 2);
const formula = text(400, 1);
const minute = z.int().check(z.gte(0), z.lte(60));
const list = <T extends z.ZodMiniType>(item: T, from: number, to: number) =>
  z.array(item).check(z.minLength(from), z.maxLength(to));

/** Minutes from the start of the interview, in a long and in a short round. */
const when = { minute, minuteShort: minute };

const probe = z.strictObject({ id: key, kind: z.enum(['probe', 'challenge']), text: line });

const promptPhase = z.strictObject({
  /** One of the keys of the type's plan, which also gives the name. */
  key: dimensionKey,
  minutesLong: minute,
  /** 0 leaves the phase out of short rounds. */
  minutesShort: minute,
  aim: line,
  /** One sentence that moves on without giving content. */
  nudge: line,
  probes: list(probe, 2, 4),
});

const fact = z.strictObject({
  id: key,
  /** One or two words for the interviewer's list. */
  label: text(24, 2),
  /** Ways in which a candidate may mean this fact. */
  triggers: list(line, 3, 8),
  answer: z.optional(sentences),
  /** A table handed over with the answer. */
  table: z.optional(key),
  /** An honest “we do not have that”. */
  noData: z._default(z.boolean(), false),
  /** What to say to a request that is not precise enough. */
  ifVague: line,
  ifNeverAsked: z.union([z.literal('withhold'), z.strictObject(when)]),
});

const twist = z.strictObject({
  id: key,
  ...when,
  /** Read out and shown to everybody, as it stands. */
  text: sentences,
  /** What a candidate who takes it in would do; only interviewers read it. */
  goodAnswer: sentences,
});

/** What the checks may add up: `base` and `count` columns hold counts of one period, `other` is only shown. */
const column = z.strictObject({
  name: text(40, 1),
  role: z.enum(['label', 'base', 'count', 'other']),
  period: z.optional(key),
});
const table = z.strictObject({
  id: key,
  title: line,
  unit: text(40, 1),
  columns: list(column, 2, 8),
  rows: list(list(z.union([text(60, 1), z.number()]), 2, 8), 1, 20),
  /** The table, and the row in it when it has several, that the rows of this one add up to. */
  sumsTo: z.optional(z.strictObject({ table: key, row: z.optional(text(60, 1)) })),
});

const anchor = z.strictObject({
  strong: list(line, 2, 3),
  weak: list(line, 2, 3),
  /** What a candidate at this level might say. */
  samples: z.strictObject({ level2: line, level3: text(260, 2), level4: text(320, 2) }),
});

/** A figure derived from others: recomputed by the checks, shown to interviewers so that they need not reckon. */
const workedNumber = z.strictObject({ name: quantity, says: line, formula, value: z.number(), unit: text(40, 1) });

const variable = z.strictObject({
  name: quantity,
  label: line,
  unit: text(60, 1),
  low: z.number().check(z.positive()),
  point: z.number().check(z.positive()),
  high: z.number().check(z.positive()),
  /** What a candidate can hold the range against. */
  anchor: line,
});
const estimation = z.strictObject({
  unit: line,
  formula,
  variables: list(variable, 2, 10),
  point: z.number(),
  /** Answers inside are good answers: point ×/÷ exp(1.645·√Σ(ln(high/low)/3.29)²). */
  accept: z.strictObject({ low: z.number(), high: z.number() }),
  secondRoute: z.strictObject({ says: sentences, formula, variables: list(variable, 1, 8), point: z.number() }),
  /** What is decided differently, and at which value of which quantity. */
  decision: z.strictObject({ says: sentences, turnsAt: z.strictObject({ of: line, value: z.number(), unit: line }) }),
});

const segment = z.strictObject({ table: key, row: text(60, 1) });
/** How the tables refute a tempting cause: `excess` compares a segment with the rest, `control` looks at segments the
 * cause would hit just as hard, `mix` takes the shift between segments alone. */
const refutation = z.union([
  z.strictObject({ kind: z.literal('excess'), table: key, row: text(60, 1) }),
  z.strictObject({ kind: z.literal('control'), table: key, rows: list(text(60, 1), 1, 6) }),
  z.strictObject({ kind: z.literal('mix'), table: key }),
]);
/** Rates are percentages; means say what they are times, such as hours for 1 listener or euros for 100 visits. */
const scale = z.strictObject({ by: z.number().check(z.positive()), unit: line });
/** The change of the whole as rates that changed and shares that shifted, by the rows of one table. */
const split = z.strictObject({ table: key, rate: z.number(), mix: z.number() });
/** What the tables hide, and the figure without it. Files without a kind plant a segment. */
const planted = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.optional(z.literal('segment')),
    cause: sentences,
    segment,
    /** The row whose rate in the baseline period the segment would have had. */
    expected: segment,
    counterfactual: z.number(),
    missing: z.number(),
    points: z.number(),
    split,
  }),
  /** The counterfactual is today's rates at the former shares. */
  z.strictObject({ kind: z.literal('mix'), cause: sentences, counterfactual: z.number(), split }),
  z.strictObject({
    kind: z.literal('uncounted'),
    cause: sentences,
    /** The row that the metric counts, in a cut of everybody; its other rows are left out of the metric. */
    counted: segment,
    uncounted: z.number(),
    corrected: z.strictObject({ baseline: z.number(), current: z.number() }),
    /** `reported`: with the additional ones put back, the metric has not moved. `corrected`: had no more of them failed
     * than before, the figure over everybody had not. */
    restores: z.enum(['reported', 'corrected']),
    counterfactual: z.number(),
  }),
  /** The counterfactual is the former rates at today's shares. */
  z.strictObject({
    kind: z.literal('opposed'),
    cause: sentences,
    table: key,
    parts: list(z.strictObject({ row: text(60, 1), points: z.number() }), 2, 8),
    counterfactual: z.number(),
  }),
]);
const diagnosis = z.strictObject({
  total: key,
  baseline: key,
  current: key,
  scale: z.optional(scale),
  planted,
  /** Another metric that the same cause moves the other way; the counterfactual has the segment as it was before. */
  second: z.optional(
    z.strictObject({
      name: line,
      total: key,
      scale: z.optional(scale),
      before: z.number(),
      now: z.number(),
      segment,
      counterfactual: z.number(),
    }),
  ),
  distractors: list(z.strictObject({ claim: line, because: sentences, fact: key, test: refutation }), 2, 5),
  path: list(z.strictObject({ fact: key, because: line }), 3, 5),
});
const metrics = z.strictObject({
  metric: z.strictObject({ name: line, numerator: line, denominator: line, window: line }),
  decision: z.strictObject({
    act: sentences,
    costOfActing: line,
    costOfWaiting: line,
    reverseIf: line,
    prevention: line,
  }),
  /** Setting goals has one too: the tables that an interviewer plays by hide something there as well. */
  diagnosis: z.optional(diagnosis),
});

/**
 * A prompt as its YAML file holds it. Shape only: what must hold between the fields is in `promptFaults`.
 * Minutes count from the start of the interview; money and counts carry their unit beside them.
 */
export const prompt = z.strictObject({
  id: promptId,
  version: z.int().check(z.gte(1), z.lte(9999)),
  status: z.enum(['draft', 'reviewed', 'live', 'retired']),
  author: text(80, 2),
  /** Two people other than the author, one of whom has played it; empty while it is a draft. */
  reviewers: z.array(text(80, 2)).check(z.maxLength(2)),
  title: text(60, 2),
  statement: text(1200, 20),
  type: interviewType,
  subtype: z.string().check(z.regex(/^[a-z-]+\.[a-z-]+$/, 'is not a subtype such as “metrics.diagnose”')),
  domain: text(40, 2),
  audience: z.enum(['entry', 'any', 'senior']),
  language: z.enum(['en']),
  /** Subjects some people would rather not practise on; empty for most prompts. */
  sensitivity: z.array(z.enum(['health', 'money', 'family', 'safety', 'conflict-at-work'])),
  difficulty: z.strictObject({
    level: z.enum(['easy', 'medium', 'hard']),
    from: list(z.enum(['ambiguity', 'hidden-cause', 'stakeholders', 'numeracy']), 1, 4),
    /** Public, so it gives nothing away. */
    reason: line,
  }),
  styles: list(z.enum(interviewStyles), 1, 4),
  /** Share per skill, summing to 1; without it the rubric's weights count. */
  skills: z.optional(z.partialRecord(z.enum(skillCodes), z.number().check(z.positive(), z.lte(1)))),
  roleCard: z.strictObject({ who: line, mood: line, wants: line }),
  statedRequest: z.nullable(line),
  realProblem: z.nullable(text(300, 2)),
  phases: list(promptPhase, 5, 8),
  facts: z.array(fact).check(z.maxLength(16)),
  twists: list(twist, 1, 3),
  tables: z.array(table).check(z.maxLength(8)),
  workedNumbers: z.array(workedNumber).check(z.maxLength(24)),
  anchors: z.record(dimensionKey, anchor),
  pitfalls: list(line, 3, 5),
  debrief: list(line, 2, 2),
  practice: list(text(300, 2), 2, 2),
  estimation: z.optional(estimation),
  metrics: z.optional(metrics),
});

export type Prompt = z.infer<typeof prompt>;
export type PromptFact = Prompt['facts'][number];
export type PromptTable = Prompt['tables'][number];
export type PromptVariable = NonNullable<Prompt['estimation']>['variables'][number];
