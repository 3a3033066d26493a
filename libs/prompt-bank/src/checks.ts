import { evaluate, FormulaError } from '@debrief/formula';
import { checkEstimation } from './check-estimation';
import { checkMetrics } from './check-metrics';
import { agrees, type PromptFault, type Report } from './fault';
import { phasePlanOf, plannedMinutes, roundMinutes } from './phase-plans';
import { type Prompt } from './prompt.schema';
import { readingGrade } from './readability';
import { rubrics } from './rubrics';

/** Half of those who read it do so in a second language, while somebody looks at them. */
const MAX_GRADE = 9;

const words = (value: string): string[] => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function checkWords(prompt: Prompt, report: Report): void {
  // 90 words read aloud calmly take 40 seconds.
  const length = words(prompt.statement).length;
  if (length > 90) report(['statement'], `The statement has ${length} words; 90 can be read aloud in 40 seconds.`);
  const grade = readingGrade(prompt.statement);
  if (grade > MAX_GRADE)
    report(
      ['statement'],
      `The statement reads at grade ${grade.toFixed(1)}; shorter sentences and words bring it to 9.`,
    );
  prompt.facts.forEach((fact, index) => {
    const answer = words(fact.answer ?? '').length;
    if (answer > 60) report(['facts', index, 'answer'], `The answer has ${answer} words; an answer has at most 60.`);
    // In a flow list an unquoted comma ends the text: “How many, and when?” becomes two questions, the second a torso.
    fact.triggers.forEach((trigger, at) => {
      if (/^[\p{Ll}\p{N}]/u.test(trigger))
        report(['facts', index, 'triggers', at], 'This question begins in the middle; quote one that has a comma.');
    });
  });
}

function checkUnique(prompt: Prompt, report: Report): void {
  const parts = [
    ...prompt.facts.map((each, index) => ({ at: ['facts', index, 'id'], id: each.id })),
    ...prompt.twists.map((each, index) => ({ at: ['twists', index, 'id'], id: each.id })),
    ...prompt.phases.flatMap((each, phase) =>
      each.probes.map((probe, index) => ({ at: ['phases', phase, 'probes', index, 'id'], id: probe.id })),
    ),
  ];
  const tables = prompt.tables.map((each, index) => ({ at: ['tables', index, 'id'], id: each.id }));
  for (const group of [parts, tables]) {
    const seen = new Set<string>();
    for (const { at, id } of group) {
      if (seen.has(id)) report(at, `“${id}” names two parts of this prompt.`);
      seen.add(id);
    }
  }
}

function checkPhases(prompt: Prompt, report: Report): void {
  const plan = phasePlanOf(prompt.type, prompt.subtype).map((each) => each.key);
  const keys = prompt.phases.map((each) => each.key);
  if (keys.join() !== plan.join()) report(['phases'], `The phases of this type are ${plan.join(', ')}, in this order.`);
  for (const length of ['long', 'short'] as const) {
    const planned = plannedMinutes(prompt.phases, length);
    const wanted = roundMinutes(prompt.type, length);
    if (planned !== wanted) report(['phases'], `The ${length} round lasts ${planned} minutes instead of ${wanted}.`);
  }
}

function checkMoments(prompt: Prompt, report: Report): void {
  const moments = [
    ...prompt.twists.map((each, index) => ({ at: ['twists', index], when: each })),
    ...prompt.facts.flatMap((each, index) =>
      each.ifNeverAsked === 'withhold' ? [] : [{ at: ['facts', index, 'ifNeverAsked'], when: each.ifNeverAsked }],
    ),
  ];
  for (const { at, when } of moments) {
    if (when.minute >= roundMinutes(prompt.type, 'long') || when.minuteShort >= roundMinutes(prompt.type, 'short'))
      report(at, 'The minute lies after the end of the interview.');
  }
}

/** A behavioural or résumé round runs on probes; the others on facts that are given when asked. */
export const enough: Record<Prompt['type'], { facts: number; noData: number; probes: number }> = {
  'product-sense': { facts: 8, noData: 3, probes: 12 },
  metrics: { facts: 8, noData: 3, probes: 12 },
  strategy: { facts: 8, noData: 3, probes: 12 },
  technical: { facts: 8, noData: 3, probes: 12 },
  estimation: { facts: 6, noData: 3, probes: 12 },
  behavioural: { facts: 0, noData: 0, probes: 14 },
  'resume-impact': { facts: 0, noData: 0, probes: 10 },
};

function checkFacts(prompt: Prompt, report: Report): void {
  const need = enough[prompt.type];
  const noData = prompt.facts.filter((each) => each.noData).length;
  const probes = prompt.phases.reduce((sum, each) => sum + each.probes.length, 0);
  if (prompt.facts.length < need.facts)
    report(['facts'], `There are ${prompt.facts.length} facts; this type needs ${need.facts}.`);
  if (noData < need.noData)
    report(['facts'], `${noData} facts say “we do not have that”; this type needs ${need.noData}.`);
  if (probes < need.probes) report(['phases'], `There are ${probes} probes; this type needs ${need.probes}.`);
  const tables = new Set(prompt.tables.map((each) => each.id));
  prompt.facts.forEach((fact, index) => {
    if (fact.answer === undefined && fact.table === undefined)
      report(['facts', index], 'A fact needs an answer, a table or both.');
    if (fact.table !== undefined && !tables.has(fact.table))
      report(['facts', index, 'table'], `There is no table “${fact.table}”.`);
    if (fact.noData && fact.table !== undefined)
      report(['facts', index, 'table'], 'A fact that says “we do not have that” cannot hand over a table.');
  });
}

function checkAnchors(prompt: Prompt, report: Report): void {
  const dimensions = rubrics[prompt.type].dimensions.map((each) => each.key);
  for (const key of dimensions) {
    const anchor = prompt.anchors[key];
    if (!anchor) {
      report(['anchors'], `The dimension “${key}” has no anchors.`);
      continue;
    }
    const emerging = new Set(words(anchor.samples.level2));
    const strong = new Set(words(anchor.samples.level4));
    const shared = [...emerging].filter((word) => strong.has(word)).length;
    // A level-4 answer that is the level-2 answer with more adjectives teaches nobody to tell them apart.
    if (shared / Math.min(emerging.size, strong.size) > 0.7)
      report(['anchors', key, 'samples'], 'The level-2 and level-4 samples are nearly the same sentence.');
  }
  for (const key of Object.keys(prompt.anchors))
    if (!dimensions.includes(key)) report(['anchors', key], `The rubric of this type has no dimension “${key}”.`);
}

function checkRest(prompt: Prompt, report: Report): void {
  if (!prompt.subtype.startsWith(`${prompt.type}.`))
    report(['subtype'], `The subtype starts with the type: “${prompt.type}.…”.`);
  if (prompt.skills) {
    const sum = Object.values(prompt.skills).reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > 1e-6) report(['skills'], `The shares of the skills sum to ${sum} instead of 1.`);
  }
  if (prompt.status === 'reviewed' || prompt.status === 'live') {
    const others = new Set(prompt.reviewers.filter((name) => name !== prompt.author));
    if (others.size < 2) report(['reviewers'], 'Two people other than the author review a prompt before it goes live.');
  }
}

/** The prompt's derived figures by name, each from its formula; a wrong one is reported and its true value used on. */
function checkNumbers(prompt: Prompt, report: Report): void {
  const values = new Map(prompt.estimation?.variables.map((each) => [each.name, each.point]));
  for (const each of prompt.estimation?.secondRoute.variables ?? []) values.set(each.name, each.point);
  prompt.workedNumbers.forEach((each, index) => {
    const at = ['workedNumbers', index];
    if (values.has(each.name)) report([...at, 'name'], `“${each.name}” names two quantities.`);
    try {
      const exact = evaluate(each.formula, values);
      values.set(each.name, exact);
      if (!agrees(each.value, exact))
        report([...at, 'value'], `The formula gives ${Number(exact.toPrecision(8))}, not ${each.value}.`);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      report([...at, 'formula'], error.message);
    }
  });
}

const checks = [
  checkWords,
  checkUnique,
  checkPhases,
  checkMoments,
  checkFacts,
  checkAnchors,
  checkRest,
  checkNumbers,
  checkEstimation,
  checkMetrics,
];

/**
 * Everything that must hold between the fields of a prompt whose shape is right: lengths, phase sums, counts of facts,
 * anchors for each dimension of its type, and every figure recomputed. An empty list means that it holds.
 */
export function promptFaults(prompt: Prompt): PromptFault[] {
  const faults: PromptFault[] = [];
  const report: Report = (path, message) => faults.push({ path, message });
  for (const check of checks) check(prompt, report);
  return faults;
}

/**
 * The same for what is still being written and may have any shape: what can be told already. A check that needs what is
 * not there yet says nothing.
 */
export function faultsSoFar(unfinished: unknown): PromptFault[] {
  const faults: PromptFault[] = [];
  for (const check of checks) {
    const found: PromptFault[] = [];
    try {
      check(unfinished as Prompt, (path, message) => found.push({ path, message }));
      faults.push(...found);
    } catch (error) {
      // Reading a field of nothing, or one of another kind than it will have.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return faults;
}
