import { type Guide, type InterviewType, type Phase } from '@debrief/contracts';
import { enough, faultsSoFar, promptFaults } from './checks';
import { type PromptFault } from './fault';
import { phasePlanOf } from './phase-plans';
import { type Prompt, prompt as promptSchema } from './prompt.schema';
import { rubrics } from './rubrics';
import { sentenceOf } from './schema-sentence';
import { guideOf, phasesOf } from './views';

/** The fields of a prompt while it is written: any of them may be missing or wrong. */
export type PromptDraft = Record<string, unknown>;

/** What is not the writer's to write: it is known from where the draft lies. */
export interface DraftIdentity {
  readonly id: string;
  readonly type: InterviewType;
  readonly version: number;
  readonly author: string;
}

/** Subtypes that the shipped prompts use; a writer may name another one of the same type. */
export const subtypesOf: Record<InterviewType, readonly [string, ...string[]]> = {
  'product-sense': ['product-sense.improve', 'product-sense.new'],
  metrics: ['metrics.diagnose', 'metrics.define'],
  estimation: ['estimation.count', 'estimation.capacity', 'estimation.revenue'],
  strategy: ['strategy.where-to-play', 'strategy.market-entry', 'strategy.business-model', 'strategy.platform'],
  behavioural: ['behavioural.decisions', 'behavioural.alignment', 'behavioural.growth', 'behavioural.accountability'],
  technical: ['technical.platform', 'technical.data', 'technical.build-or-buy', 'technical.privacy'],
  'resume-impact': ['resume-impact.attribution', 'resume-impact.duty-to-outcome', 'resume-impact.portfolio'],
};

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at + 1));

/** The phases of a type with the minutes of its plan and nothing written yet; texts of phases that stay are kept. */
export const blankPhases = (type: InterviewType, subtype: string, before: readonly unknown[] = []): unknown[] =>
  phasePlanOf(type, subtype).map(({ key, minutesLong, minutesShort }) => {
    const kept = before.find((each) => typeof each === 'object' && each !== null && 'key' in each && each.key === key);
    if (kept) return kept;
    const probes = many(2, (n) => ({ id: `${key}-${n}`, kind: n === 1 ? 'probe' : 'challenge', text: '' }));
    return { key, minutesLong, minutesShort, aim: '', nudge: '', probes };
  });

const blankVariable = (name: string) => ({ name, label: '', unit: '', low: 1, point: 1, high: 1, anchor: '' });
const blankEstimation = () => ({
  unit: '',
  formula: 'a * b',
  variables: [blankVariable('a'), blankVariable('b')],
  point: 1,
  accept: { low: 1, high: 1 },
  secondRoute: { says: '', formula: 'c', variables: [blankVariable('c')], point: 1 },
  decision: { says: '', turnsAt: { of: '', value: 1, unit: '' } },
});

const blankMetrics = () => ({
  metric: { name: '', numerator: '', denominator: '', window: '' },
  decision: { act: '', costOfActing: '', costOfWaiting: '', reverseIf: '', prevention: '' },
  diagnosis: {
    total: 'all',
    baseline: 'before',
    current: 'now',
    planted: {
      kind: 'segment',
      cause: '',
      segment: { table: '', row: '' },
      expected: { table: '', row: '' },
      counterfactual: 0,
      missing: 0,
      points: 0,
      split: { table: '', rate: 0, mix: 0 },
    },
    distractors: many(2, () => ({ claim: '', because: '', fact: '', test: { kind: 'excess', table: '', row: '' } })),
    path: many(3, () => ({ fact: '', because: '' })),
  },
});
const blankTotal = () => ({
  id: 'all',
  title: '',
  unit: '',
  columns: [
    { name: 'Group', role: 'label' },
    { name: 'Base before', role: 'base', period: 'before' },
    { name: 'Count before', role: 'count', period: 'before' },
    { name: 'Base now', role: 'base', period: 'now' },
    { name: 'Count now', role: 'count', period: 'now' },
  ],
  rows: [['All', 0, 0, 0, 0]],
});

const blankAnchor = () => ({ strong: ['', ''], weak: ['', ''], samples: { level2: '', level3: '', level4: '' } });

/** A new prompt of a type with a place for everything that one of its type needs. */
export function blankDraft(type: InterviewType, title: string): PromptDraft {
  const [subtype] = subtypesOf[type];
  const { facts, noData } = enough[type];
  return {
    title,
    subtype,
    domain: '',
    audience: 'any',
    sensitivity: [],
    difficulty: { level: 'medium', from: ['ambiguity'], reason: '' },
    styles: ['generalist'],
    statement: '',
    statedRequest: null,
    realProblem: null,
    roleCard: { who: '', mood: '', wants: '' },
    phases: blankPhases(type, subtype),
    facts: many(facts, (n) => ({
      id: `fact-${n}`,
      label: '',
      triggers: ['', '', ''],
      answer: '',
      noData: n > facts - noData,
      ifVague: '',
      ifNeverAsked: 'withhold',
    })),
    twists: [{ id: 'twist-1', minute: 15, minuteShort: 10, text: '', goodAnswer: '' }],
    tables: type === 'metrics' ? [blankTotal()] : [],
    workedNumbers: [],
    anchors: Object.fromEntries(rubrics[type].dimensions.map(({ key }) => [key, blankAnchor()])),
    pitfalls: ['', '', ''],
    debrief: ['', ''],
    practice: ['', ''],
    ...(type === 'estimation' && { estimation: blankEstimation() }),
    ...(type === 'metrics' && { metrics: blankMetrics() }),
  };
}

const asWritten = (draft: PromptDraft, { id, type, version, author }: DraftIdentity): unknown => ({
  ...draft,
  id,
  type,
  version,
  author,
  // Who has reviewed a prompt written in the app stands beside it, not in it: a version does not change.
  status: 'draft',
  reviewers: [],
  language: 'en',
});

/** Of a draft, what its writer wrote: without the fields that are known from elsewhere. */
export function draftOf(prompt: Prompt): PromptDraft {
  const {
    id: _id,
    type: _type,
    version: _version,
    author: _author,
    status: _status,
    reviewers: _reviewers,
    ...rest
  } = prompt;
  const { language: _language, ...draft } = rest;
  return draft;
}

/** Everything wrong with a draft, each at its field; the prompt when there is nothing. Runs in a browser as on a server. */
export function checkDraft(
  draft: PromptDraft,
  identity: DraftIdentity,
): { prompt: Prompt; faults: [] } | { prompt: null; faults: PromptFault[] } {
  const written = asWritten(draft, identity);
  const parsed = promptSchema.safeParse(written, { error: sentenceOf });
  if (!parsed.success) {
    const shape = parsed.error.issues.map(({ path, message }) => ({
      path: path.map((part) => (typeof part === 'number' ? part : String(part))),
      message,
    }));
    const wrong = shape.map(({ path }) => `${path.join('.')}.`);
    // What the shape says of a field, and of all that it holds, comes before what may follow from it.
    const others = faultsSoFar(written).filter(({ path }) => {
      const here = `${path.join('.')}.`;
      return !wrong.some((each) => each.startsWith(here) || here.startsWith(each));
    });
    return { prompt: null, faults: [...shape, ...others] };
  }
  const faults = promptFaults(parsed.data);
  return faults.length > 0 ? { prompt: null, faults } : { prompt: parsed.data, faults: [] };
}

/**
 * What appears to the candidate in a long round, and what the interviewer works with, of a draft as it stands; null
 * while a part is missing that they are made of.
 */
export function draftViews(draft: PromptDraft, identity: DraftIdentity): { guide: Guide; phases: Phase[] } | null {
  try {
    // Unfinished as it is, it has the shape of a prompt wherever its writer has not taken a part away.
    const prompt = asWritten({ ...blankDraft(identity.type, ''), ...draft }, identity) as Prompt;
    return { guide: guideOf(prompt), phases: phasesOf(prompt, 'long') };
  } catch {
    return null;
  }
}
