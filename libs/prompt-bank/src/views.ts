import {
  type Anchors,
  type FactTable,
  type Guide,
  type InterviewLength,
  type Phase,
  type PromptCard,
} from '@debrief/contracts';
import { phasePlanOf, plannedMinutes } from './phase-plans';
import { type Prompt, type PromptFact } from './prompt.schema';
import { rubrics, skillSharesOf } from './rubrics';
import { extraOf } from './guide-extra';

/**
 * What anybody may know of a prompt before being asked it: no statement, nothing of the guide but counts.
 * `counts.facts` leaves out those that say “we do not have that”; they are in `counts.noData`.
 */
export function publicCard(prompt: Prompt): Omit<PromptCard, 'mine'> {
  const noData = prompt.facts.filter((each) => each.noData).length;
  return {
    id: prompt.id,
    version: prompt.version,
    title: prompt.title,
    type: prompt.type,
    subtype: prompt.subtype,
    domain: prompt.domain,
    audience: prompt.audience,
    difficulty: prompt.difficulty.level,
    difficultyReason: prompt.difficulty.reason,
    styles: [...prompt.styles],
    author: prompt.author,
    minutes: { long: plannedMinutes(prompt.phases, 'long'), short: plannedMinutes(prompt.phases, 'short') },
    counts: {
      facts: prompt.facts.length - noData,
      noData,
      probes: prompt.phases.reduce((sum, each) => sum + each.probes.length, 0),
      twists: prompt.twists.length,
      dimensions: rubrics[prompt.type].dimensions.length,
    },
  };
}

/** How much of each skill the prompt asks for, as shares that sum to 1: its own, else by its type's rubric weights. */
export const skillsOf = (prompt: Prompt): NonNullable<Prompt['skills']> => prompt.skills ?? skillSharesOf(prompt.type);

function namedPhases(prompt: Prompt) {
  const names = new Map(phasePlanOf(prompt.type, prompt.subtype).map((each) => [each.key, each.name]));
  return prompt.phases.map((each) => ({ ...each, name: names.get(each.key) ?? each.key }));
}

/** The phases of a round of that length, in order, with their minutes; phases it leaves out are not in the list. */
export const phasesOf = (prompt: Prompt, length: InterviewLength): Phase[] =>
  namedPhases(prompt)
    .map(({ key, name, minutesLong, minutesShort }) => ({
      key,
      name,
      minutes: length === 'long' ? minutesLong : minutesShort,
    }))
    .filter((each) => each.minutes > 0);

/** Everything the candidate gets when the prompt appears, and nothing else. */
export const statementOf = (
  prompt: Prompt,
  length: InterviewLength,
): Pick<Prompt, 'id' | 'version' | 'title' | 'type' | 'statement'> & { length: InterviewLength; phases: Phase[] } => ({
  id: prompt.id,
  version: prompt.version,
  title: prompt.title,
  type: prompt.type,
  statement: prompt.statement,
  length,
  phases: phasesOf(prompt, length),
});

/** The table a fact hands over, as plain columns and rows of counts; nothing when it hands over none. */
export function factTableOf(prompt: Prompt, fact: PromptFact): FactTable | undefined {
  const table = prompt.tables.find((each) => each.id === fact.table);
  return table && { columns: table.columns.map((each) => each.name), rows: table.rows.map((row) => [...row]) };
}

/** The prompt's own anchors in the order of its rubric: what scorers hold an answer against. Never for the candidate. */
export const anchorsOf = (prompt: Prompt): Anchors =>
  rubrics[prompt.type].dimensions.flatMap(({ key }) => {
    const anchor = prompt.anchors[key];
    return anchor ? [{ dimension: key, ...anchor }] : [];
  });

/**
 * The whole guide. Whoever has received it can never be the prompt's candidate, so record that first.
 * @param length whose minutes the facts and twists carry; phases carry both
 */
export function guideOf(prompt: Prompt, length: InterviewLength = 'long'): Guide {
  const minuteOf = (when: { minute: number; minuteShort: number }) =>
    length === 'long' ? when.minute : when.minuteShort;
  return {
    prompt: prompt.id,
    version: prompt.version,
    title: prompt.title,
    type: prompt.type,
    statement: prompt.statement,
    roleCard: { ...prompt.roleCard },
    statedRequest: prompt.statedRequest,
    realProblem: prompt.realProblem,
    phases: namedPhases(prompt).map(({ key, name, minutesLong, minutesShort, aim, nudge, probes }) => ({
      key,
      name,
      minutes: { long: minutesLong, short: minutesShort },
      aim,
      nudge,
      probes: probes.map((each) => ({ ...each })),
    })),
    facts: prompt.facts.map((fact) => ({
      id: fact.id,
      label: fact.label,
      asked: [...fact.triggers],
      answer: fact.answer,
      table: factTableOf(prompt, fact),
      noData: fact.noData,
      ifVague: fact.ifVague,
      ifNeverAsked: fact.ifNeverAsked === 'withhold' ? 'withhold' : { minute: minuteOf(fact.ifNeverAsked) },
    })),
    twists: prompt.twists.map((each) => ({ id: each.id, minute: minuteOf(each), text: each.text })),
    anchors: anchorsOf(prompt),
    pitfalls: [...prompt.pitfalls],
    debrief: [...prompt.debrief],
    practice: [...prompt.practice],
    extra: extraOf(prompt, length),
  };
}
