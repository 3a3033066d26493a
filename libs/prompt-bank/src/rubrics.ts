import { type InterviewType } from '@debrief/contracts';
import { type SkillCode } from './kinds';

/** What is looked at, how much it counts (percent), and one sentence for each level from 1 (not yet) to 4 (strong). */
export interface RubricDimension {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  readonly skill: SkillCode;
  readonly levels: [string, string, string, string];
}

/** How rounds of one type are scored. A card keeps the version it was filled in with. */
export interface Rubric {
  readonly type: InterviewType;
  readonly version: number;
  readonly dimensions: RubricDimension[];
  /** Seen once and confirmed, any of these caps the computed recommendation at No. */
  readonly redFlags: string[];
}

/** What the levels are called. 0 stands for “not observed”: missing data, never a low score. */
export const levelNames = ['Not observed', 'Not yet', 'Emerging', 'Solid', 'Strong'] as const;

const dimension = (
  key: string,
  name: string,
  weight: number,
  skill: SkillCode,
  ...levels: RubricDimension['levels']
): RubricDimension => ({ key, name, weight, skill, levels });

/** The rubric of each type. The sentences are public: every level picker shows them, the candidate's too. */
export const rubrics: Record<InterviewType, Rubric> = {
  'product-sense': {
    type: 'product-sense',
    version: 1,
    dimensions: [
      dimension(
        'framing',
        'Goal framing',
        15,
        'FRAME',
        'Proposes features before any goal or asker is named.',
        'Restates the prompt as the goal; the scope is left open.',
        'States one goal, why it matters to user and business, and the scope, within the phase.',
        'Also challenges the request, names a likelier underlying problem and what would prove it.',
      ),
      dimension(
        'users',
        'User choice',
        20,
        'USER',
        'Says “users” or an age band only.',
        'Lists segments and picks one without a reason.',
        'Splits by need or behaviour, picks one, and says why the others wait.',
        'Describes the person’s situation so concretely that later choices are tested against it.',
      ),
      dimension(
        'insight',
        'Problem insight',
        20,
        'INSIGHT',
        'Pains are missing features in disguise.',
        'Names several pains, none ranked.',
        'Ranks pains by frequency, severity and reach, and commits to one.',
        'Uncovers a non-obvious cause and asks for or uses evidence for it.',
      ),
      dimension(
        'solution',
        'Solution quality',
        20,
        'SOLVE',
        'Offers one generic feature, unlinked to the pain.',
        'Offers several ideas that differ only on the surface.',
        'Offers three or more distinct ideas, chooses one by stated criteria, and walks through its main flow.',
        'Also cuts to a first version, handles the hardest moment, and says why the user would switch.',
      ),
      dimension(
        'measures',
        'Measures and trade-offs',
        15,
        'MEASURE',
        'Names no measure, or total usage.',
        'Names measures, but no result would change the plan.',
        'Gives one success measure tied to the goal, one guardrail and one named risk.',
        'Also gives a threshold, how it could be gamed, and who loses if it works.',
      ),
      dimension(
        'clarity',
        'Drive and clarity',
        10,
        'COMM',
        'Needs rescue to move on.',
        'Has a structure but overruns or loses it.',
        'Signposts, keeps time, and uses a hint well.',
        'Also sums up decisions, invites objection, and changes course openly on new facts.',
      ),
    ],
    redFlags: [
      'A dark pattern or a harm is waved through.',
      'Contempt for users.',
      'Refuses to decide after two nudges.',
    ],
  },
  metrics: {
    type: 'metrics',
    version: 1,
    dimensions: [
      dimension(
        'metric',
        'Metric and goal',
        20,
        'MEASURE',
        'Uses a metric without saying what it counts.',
        'Names it without numerator, denominator or window.',
        'Defines all three and ties them to user value.',
        'Also says where it misleads and pairs it with a guardrail.',
      ),
      dimension(
        'decomposition',
        'Decomposition',
        25,
        'DECOMP',
        'Guesses causes one at a time.',
        'Makes a list with overlaps and gaps.',
        'Splits measurement, internal and external causes, then funnel or segment, without overlap.',
        'Orders branches by likelihood and cost to check, and prunes aloud.',
      ),
      dimension(
        'evidence',
        'Evidence',
        20,
        'DATA',
        'Asks for “all data” or ignores what is given.',
        'Asks for a cut without saying what it would show.',
        'Predicts, asks for the cut, and reads it correctly.',
        'Sizes what each cut explains and separates mix from rate.',
      ),
      dimension(
        'decision',
        'Conclusion and decision',
        25,
        'DECIDE',
        'Ends with possible causes.',
        'Names a cause the data do not support.',
        'Names a supported cause, its size, an action and a check.',
        'Also gives the cost of acting, what would reverse it, and prevention.',
      ),
      dimension(
        'clarity',
        'Clarity',
        10,
        'COMM',
        'The thread is lost.',
        'Partly signposted.',
        'Keeps a clear path and recaps the findings.',
        'Also adapts to the listener and flags uncertainty in numbers.',
      ),
    ],
    redFlags: ['Invents data.', 'Blames a team without evidence.', 'Ships despite a broken guardrail.'],
  },
  estimation: {
    type: 'estimation',
    version: 1,
    dimensions: [
      dimension(
        'scope',
        'Scope',
        15,
        'FRAME',
        'Starts computing at once.',
        'Asks, but leaves the unit or the period open.',
        'Fixes quantity, unit, place and period.',
        'Also says what is excluded and why the number matters.',
      ),
      dimension(
        'structure',
        'Structure',
        25,
        'DECOMP',
        'Has no formula.',
        'Has a formula with a missing or double-counted factor.',
        'Says a complete formula before any number.',
        'Chooses between two structures and says why.',
      ),
      dimension(
        'assumptions',
        'Assumptions',
        25,
        'QUANT',
        'Inputs appear from nowhere.',
        'Some inputs are justified.',
        'Each input is anchored and has a low–high range.',
        'Finds the input that drives the answer and refines it.',
      ),
      dimension(
        'numeracy',
        'Numeracy',
        20,
        'QUANT',
        'A tenfold slip stands.',
        'Slips are fixed only when told.',
        'Right, with sensible rounding and units.',
        'Quick, checked in another order, and the range is carried through.',
      ),
      dimension(
        'meaning',
        'Check and meaning',
        15,
        'DECIDE',
        'Stops at the number.',
        'Says it “seems right”.',
        'Cross-checks by a second route or a known total.',
        'Reconciles both and says which decision turns at which value.',
      ),
    ],
    redFlags: ['The answer is recalled, not derived.', 'Refuses to commit.'],
  },
  strategy: {
    type: 'strategy',
    version: 1,
    dimensions: [
      dimension(
        'diagnosis',
        'Diagnosis',
        20,
        'STRAT',
        'Names no objective.',
        'Gives an objective without a diagnosis.',
        'Gives objective, horizon and the one fact that makes it hard.',
        'Reframes the question with a testable claim.',
      ),
      dimension(
        'market',
        'Market and customer insight',
        20,
        'USER',
        'Names competitors only.',
        'Gives facts without consequence.',
        'Covers customers’ alternatives, rivals’ incentives and own assets.',
        'Finds an asymmetry others miss, and says how to verify it.',
      ),
      dimension(
        'options',
        'Options and decision',
        25,
        'DECIDE',
        'Has one idea.',
        'Has options without criteria.',
        'Has three or more real options, criteria, a choice and a “no”.',
        'Shows what must be true and the cheapest test of it.',
      ),
      dimension(
        'sequence',
        'Risk and sequence',
        20,
        'STRAT',
        'Names no risk and no order.',
        'Lists risks.',
        'Gives top risks, the first 90 days, an owner and a stop rule.',
        'Sequences so that each step pays for information, and handles internal resistance.',
      ),
      dimension(
        'persuasion',
        'Persuasion',
        15,
        'COMM',
        'Rambles.',
        'Recites a framework.',
        'Headline first, then reasons, then the ask.',
        'Moves a sceptic by answering the strongest counter-case.',
      ),
    ],
    redFlags: ['Ignores law, safety or partners.', 'The plan is to “be everywhere”.'],
  },
  behavioural: {
    type: 'behavioural',
    version: 1,
    dimensions: [
      dimension(
        'ownership',
        'Ownership',
        20,
        'OWN',
        'Blames others, or the own role stays unclear.',
        '“We” hides the part played.',
        'Own decisions and actions are clear; credit is shared.',
        'Took on a problem nobody owned, and its failure too.',
      ),
      dimension(
        'judgement',
        'Judgement',
        20,
        'DECIDE',
        'Describes no choice.',
        'Describes a choice without alternatives.',
        'Gives options, criteria and a decision under limits.',
        'Names the information that was missing and how the risk was bounded.',
      ),
      dimension(
        'influence',
        'Influence without authority',
        25,
        'INFLUENCE',
        'Used rank, or avoided the conflict.',
        'Told people and repeated it.',
        'States what each side wanted and the move that aligned them.',
        'Changed the frame or the own view, and the relation outlived the conflict.',
      ),
      dimension(
        'result',
        'Result',
        20,
        'IMPACT',
        'Gives no result.',
        'Vague, or activity only.',
        'Gives a number with baseline and period.',
        'Also says what would have happened otherwise.',
      ),
      dimension(
        'reflection',
        'Reflection',
        15,
        'OWN',
        'None, or a disguised boast.',
        'Draws a generic lesson.',
        'Names a specific change made since.',
        'Gives evidence that the change worked later.',
      ),
    ],
    redFlags: [
      'The story is invented: it collapses under two probes.',
      'Breach of confidence.',
      'Takes others’ credit.',
    ],
  },
  technical: {
    type: 'technical',
    version: 1,
    dimensions: [
      dimension(
        'system',
        'System picture',
        20,
        'TECH',
        'Cannot name the parts.',
        'Names parts without the flow between them.',
        'Gives parts, data flow and the owner of each state.',
        'Finds the part that decides the user’s experience.',
      ),
      dimension(
        'constraints',
        'Needs to constraints',
        20,
        'TECH',
        'Names none.',
        'Names only features.',
        'States speed, scale, cost and privacy as limits a user would feel.',
        'Ranks them and says which may give.',
      ),
      dimension(
        'trade-off',
        'Trade-off',
        25,
        'DECIDE',
        'Sees one way only.',
        'Gives pros and cons, no choice.',
        'Gives two options, their effect on users and team, and a choice.',
        'Names the point where the choice reverses and a cheap probe.',
      ),
      dimension(
        'failure',
        'Failure and abuse',
        15,
        'TECH',
        'Stays on the happy path.',
        'Names one failure when asked.',
        'Says how it detects, degrades, recovers and informs the user.',
        'Also covers misuse, deletion of data and migration.',
      ),
      dimension(
        'translation',
        'Translation',
        20,
        'COMM',
        'Uses jargon or bluffs.',
        'Simplifies wrongly.',
        'Right and plain for a non-engineer.',
        'Tailors to each listener and checks understanding.',
      ),
    ],
    redFlags: ['Bluffs on after being corrected.', 'Commits engineers to dates.'],
  },
  'resume-impact': {
    type: 'resume-impact',
    version: 1,
    dimensions: [
      dimension(
        'outcome',
        'Outcome',
        30,
        'IMPACT',
        'Names a duty or a headcount.',
        'Names an activity with a count.',
        'Gives outcome, size, baseline and period.',
        'Also says why that outcome mattered to user and business.',
      ),
      dimension(
        'counterfactual',
        'Counterfactual',
        25,
        'DATA',
        'Claims all of it.',
        'Says “the team did it”.',
        'Separates the own effect from others’ and from the trend.',
        'Gives a comparison: before and after, a control, another team.',
      ),
      dimension(
        'decision',
        'Decision',
        20,
        'DECIDE',
        'Describes no decision.',
        'Says what, not why.',
        'Gives problem, options and choice.',
        'Made a hard call against pressure, and names its cost.',
      ),
      dimension(
        'brevity',
        'Brevity and fit',
        25,
        'COMM',
        'Cannot say it in a minute.',
        'Long and unfocused.',
        'Gives one clear line and a 60-second story.',
        'Fits the target role and holds under three probes.',
      ),
    ],
    redFlags: ['A number changes under probing.', 'Gives away confidential data.'],
  },
};

/** How much each skill counts in a type, as shares that sum to 1. */
export function skillSharesOf(type: InterviewType): Partial<Record<SkillCode, number>> {
  const shares: Partial<Record<SkillCode, number>> = {};
  for (const { skill, weight } of rubrics[type].dimensions) shares[skill] = ((shares[skill] ?? 0) * 100 + weight) / 100;
  return shares;
}
