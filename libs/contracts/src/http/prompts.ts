import * as z from 'zod/mini';
import { interviewLength, interviewType, phase } from '../domain';
import { instant, promptId } from '../ids';
import { text } from '../text';
import { route } from './route';

const difficulty = z.enum(['easy', 'medium', 'hard']);

/** What anybody may know of a prompt before being asked it. */
export const promptCard = z.strictObject({
  id: promptId,
  version: z.int(),
  title: z.string(),
  type: interviewType,
  subtype: z.string(),
  domain: z.string(),
  audience: z.enum(['entry', 'any', 'senior']),
  difficulty,
  difficultyReason: z.string(),
  styles: z.array(z.string()),
  author: z.string(),
  minutes: z.strictObject({ long: z.number(), short: z.number() }),
  counts: z.strictObject({ facts: z.int(), noData: z.int(), probes: z.int(), twists: z.int(), dimensions: z.int() }),
  /** What the reader has to do with it: nothing, has seen the guide, or has been its candidate. */
  mine: z.enum(['open', 'guide-seen', 'played']),
});
export type PromptCard = z.infer<typeof promptCard>;

/** What a reader has decided about a prompt: to find it again, or never to be asked it. */
const choice = z.strictObject({ favourite: z.boolean(), avoid: z.boolean() });
const listedPrompt = z.extend(promptCard, choice.shape);
const tag = text(60, 1);

const factView = z.strictObject({
  id: z.string(),
  label: z.string(),
  asked: z.array(z.string()),
  answer: z.optional(z.string()),
  table: z.optional(
    z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(z.union([z.string(), z.number()]))) }),
  ),
  noData: z.boolean(),
  ifVague: z.string(),
  /** What to do when nobody asks: keep it, or give it at this minute. */
  ifNeverAsked: z.union([z.literal('withhold'), z.strictObject({ minute: z.number() })]),
});
const probeView = z.strictObject({ id: z.string(), kind: z.enum(['probe', 'challenge', 'twist']), text: z.string() });
const anchorView = z.strictObject({
  dimension: z.string(),
  strong: z.array(z.string()),
  weak: z.array(z.string()),
  samples: z.strictObject({ level2: z.string(), level3: z.string(), level4: z.string() }),
});
/** Everything an interviewer works with. Handed out by policy only; each reading is recorded before the first byte. */
export const guide = z.strictObject({
  prompt: promptId,
  version: z.int(),
  title: z.string(),
  type: interviewType,
  statement: z.string(),
  roleCard: z.strictObject({ who: z.string(), mood: z.string(), wants: z.string() }),
  statedRequest: z.nullable(z.string()),
  realProblem: z.nullable(z.string()),
  phases: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      minutes: z.strictObject({ long: z.number(), short: z.number() }),
      aim: z.string(),
      nudge: z.string(),
      probes: z.array(probeView),
    }),
  ),
  facts: z.array(factView),
  twists: z.array(z.strictObject({ id: z.string(), minute: z.number(), text: z.string() })),
  anchors: z.array(anchorView),
  pitfalls: z.array(z.string()),
  debrief: z.array(z.string()),
  practice: z.array(z.string()),
  /** Extra for one type only: formula and variables, or the planted cause; as headed paragraphs and tables. */
  extra: z.array(
    z.strictObject({
      heading: z.string(),
      text: z.optional(z.string()),
      table: z.optional(
        z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(z.union([z.string(), z.number()]))) }),
      ),
    }),
  ),
});
export type Guide = z.infer<typeof guide>;
export type Anchors = z.infer<typeof anchorView>[];

const promptParams = z.strictObject({ prompt: promptId });

/** Nobody has to know how many prompts there are beyond so many, and a count takes longer than a page. */
export const MOST_COUNTED = 500;

export const promptRoutes = {
  listPrompts: route({
    method: 'GET',
    path: '/api/prompts',
    access: 'public',
    summary: 'The library, filtered. Statements and guides are not in it.',
    query: z.strictObject({
      type: z.optional(interviewType),
      difficulty: z.optional(difficulty),
      length: z.optional(interviewLength),
      subtype: z.optional(tag),
      domain: z.optional(tag),
      style: z.optional(tag),
      skill: z.optional(tag),
      /** Of the reader: neither played nor its guide read; or one of the two. */
      unseen: z.optional(z.literal('true')),
      seen: z.optional(z.literal('true')),
      favourites: z.optional(z.literal('true')),
      /** Of a list; what a text finds comes by how well it fits. */
      order: z.optional(z.enum(['title', 'newest', 'used'])),
      text: z.optional(text(100)),
      /** `next` of the page before. */
      after: z.optional(text(400)),
    }),
    response: z.strictObject({
      /** At most 20. */
      prompts: z.array(listedPrompt),
      /** How many fit; with `isMore`, at least so many. */
      total: z.int(),
      isMore: z.boolean(),
      next: z.nullable(z.string()),
      /** Nothing was found for the text; these were found for this one, which it may have meant. */
      meant: z.nullable(z.string()),
      /** How many there are of each kind, with the first page of the whole library only; counted to one beyond {@link MOST_COUNTED}. */
      kinds: z.nullable(z.array(z.strictObject({ type: interviewType, count: z.int() }))),
      /** What the other filters can be set to, with the first page of the whole library only; at most 200 of each. */
      menus: z.optional(
        z.strictObject({
          subtype: z.array(z.string()),
          domain: z.array(z.string()),
          style: z.array(z.string()),
          skill: z.array(z.string()),
        }),
      ),
    }),
  }),
  getPrompt: route({
    method: 'GET',
    path: '/api/prompts/:prompt',
    access: 'public',
    summary: 'One prompt: its statement and its phases, not its guide.',
    params: promptParams,
    response: z.strictObject({
      card: promptCard,
      statement: z.string(),
      /** How much of each skill it asks for, the largest first; shares of 1. */
      skills: z.optional(z.array(z.strictObject({ skill: z.string(), share: z.number() }))),
      phases: z.strictObject({ long: z.array(phase), short: z.array(phase) }),
      guideSeenAt: z.nullable(instant),
      ...choice.shape,
      /** Rounds of sessions in which it has appeared. */
      uses: z.int(),
    }),
  }),
  choosePrompt: route({
    method: 'PUT',
    path: '/api/prompts/:prompt/choice',
    access: 'account',
    summary: 'Mark a prompt as a favourite, or ask never to be asked it. Both can be taken back.',
    params: promptParams,
    body: z.partial(choice),
    response: choice,
  }),
  openGuide: route({
    method: 'POST',
    path: '/api/prompts/:prompt/guide',
    access: 'account',
    summary:
      'Read a guide outside a session. Recorded as seen first; refused to the candidate of a running round with it.',
    params: promptParams,
    body: z.strictObject({ understood: z.literal(true) }),
    response: guide,
  }),
} as const;
