import { acceptFactor } from '@debrief/formula';
import { promptFaults } from './checks';
import { type Prompt } from './prompt.schema';
import { splitChange } from './table-rates';
import { promptFiles, shippedPrompt } from './testing';

type Plant = [name: string, prompt: string, change: (prompt: Prompt) => void, message: RegExp];

/** The part of a prompt that a plant changes; it must be there, or the plant would prove nothing. */
function there<T>(part: T | undefined | null): T {
  if (part === undefined || part === null) throw new Error('The planted prompt lacks the part to change.');
  return part;
}
const estimationOf = (prompt: Prompt) => there(prompt.estimation);
const diagnosisOf = (prompt: Prompt) => there(there(prompt.metrics).diagnosis);
const segmentOf = (prompt: Prompt) => {
  const { planted } = diagnosisOf(prompt);
  if (planted.kind !== undefined && planted.kind !== 'segment') throw new Error('The prompt plants no segment.');
  return planted;
};
const tableOf = (prompt: Prompt, id: string) => there(prompt.tables.find((each) => each.id === id));

const plants: Plant[] = [
  ['a statement of 91 words', 'longer-loans', (p) => (p.statement = 'word '.repeat(91)), /91 words/],
  [
    'a statement for scholars',
    'longer-loans',
    (p) => (p.statement = 'Institutional considerations notwithstanding, operational reconfiguration predominates.'),
    /reads at grade \d\d/,
  ],
  ['an answer of 61 words', 'longer-loans', (p) => (there(p.facts[0]).answer = 'word '.repeat(61)), /61 words/],
  [
    'a question that a comma cut in two',
    'longer-loans',
    (p) => there(p.facts[0]).triggers.splice(0, 1, 'How many apply', 'and how often each?'),
    /begins in the middle/,
  ],
  [
    'a number that a comma cut in two',
    'longer-loans',
    (p) => there(p.facts[0]).triggers.splice(0, 1, 'Who are the 41', '000 of them?'),
    /begins in the middle/,
  ],
  ['two parts with one id', 'longer-loans', (p) => (there(p.twists[0]).id = 'hours'), /“hours” names two/],
  ['two tables with one id', 'slower-lockers', (p) => (there(p.tables[1]).id = 'total'), /“total” names two/],
  ['a phase of another type', 'longer-loans', (p) => (there(p.phases[0]).key = 'clarify'), /phases of this type are/],
  ['phases out of order', 'longer-loans', (p) => p.phases.reverse(), /in this order/],
  ['36 minutes', 'longer-loans', (p) => (there(p.phases[0]).minutesLong += 1), /long round lasts 36 minutes/],
  ['19 minutes', 'cargo-bikes', (p) => (there(p.phases[0]).minutesShort -= 1), /short round lasts 19 minutes/],
  ['a twist after the end', 'cargo-bikes', (p) => (there(p.twists[0]).minute = 20), /after the end/],
  [
    'a fact due after the end of a short round',
    'longer-loans',
    (p) => (there(p.facts[0]).ifNeverAsked = { minute: 3, minuteShort: 20 }),
    /after the end/,
  ],
  ['seven facts', 'after-lesson-three', (p) => p.facts.splice(0, 6), /7 facts; this type needs 8/],
  ['five facts of an estimation', 'cargo-bikes', (p) => p.facts.splice(0, 5), /5 facts; this type needs 6/],
  ['two honest gaps', 'longer-loans', (p) => (there(p.facts.at(-1)).noData = false), /2 facts say/],
  ['too few probes', 'opposite-goals', (p) => p.phases.forEach((each) => each.probes.splice(1)), /7 probes/],
  [
    'a fact without an answer',
    'longer-loans',
    (p) => delete there(p.facts[0]).answer,
    /needs an answer, a table or both/,
  ],
  ['a table that is not there', 'slower-lockers', (p) => (there(p.facts[1]).table = 'depots'), /no table “depots”/],
  ['no data with a table', 'longer-loans', (p) => (there(p.facts.at(-1)).table = 'due-days'), /cannot hand over/],
  ['a dimension without anchors', 'longer-loans', (p) => delete p.anchors.insight, /“insight” has no anchors/],
  [
    'anchors of no dimension',
    'longer-loans',
    (p) => (p.anchors.charm = there(p.anchors.insight)),
    /no dimension “charm”/,
  ],
  [
    'a level 4 that is level 2 with adjectives',
    'longer-loans',
    (p) => {
      const { samples } = there(p.anchors.users);
      samples.level4 = `${samples.level2} Really, deeply and passionately.`;
    },
    /nearly the same sentence/,
  ],
  ['a subtype of another type', 'longer-loans', (p) => (p.subtype = 'metrics.define'), /starts with the type/],
  ['skills that sum to 1.1', 'longer-loans', (p) => (there(p.skills).COMM = 0.2), /instead of 1/],
  ['live without reviewers', 'longer-loans', (p) => (p.status = 'live'), /Two people other than the author/],
  [
    'an author who reviews',
    'longer-loans',
    (p) => Object.assign(p, { status: 'live', reviewers: ['Somebody Else', p.author] }),
    /Two people other than the author/,
  ],
  ['a wrong figure', 'longer-loans', (p) => (there(p.workedNumbers[3]).value = 63), /gives 62, not 63/],
  ['an unknown quantity', 'longer-loans', (p) => (there(p.workedNumbers[0]).formula = 'x * 2'), /“x”, which has no/],
  ['a quantity named twice', 'longer-loans', (p) => (there(p.workedNumbers[1]).name = 'due_closed'), /two quantities/],

  ['an estimation without its part', 'cargo-bikes', (p) => delete p.estimation, /needs its formula/],
  [
    'another type with an estimation',
    'longer-loans',
    (p) => (p.estimation = estimationOf(shippedPrompt('cargo-bikes'))),
    /Only an estimation/,
  ],
  ['a typed point', 'cargo-bikes', (p) => (estimationOf(p).point = 1600), /give 1570\.9091, not 1600/],
  ['a typed range', 'cargo-bikes', (p) => (estimationOf(p).accept.high = 3400), /not 3400/],
  ['a changed input', 'cargo-bikes', (p) => (there(estimationOf(p).variables[2]).point = 0.45), /not 1571/],
  ['low above point', 'cargo-bikes', (p) => (there(estimationOf(p).variables[2]).low = 0.45), /from low over point/],
  ['an unused input', 'cargo-bikes', (p) => (estimationOf(p).formula = 'pop / hh'), /does not use “cover”/],
  ['code for a formula', 'cargo-bikes', (p) => (estimationOf(p).formula = 'process.exit(1)'), /symbol|no value/],
  [
    'a second route that repeats the first',
    'cargo-bikes',
    (p) => {
      const { secondRoute, variables } = estimationOf(p);
      secondRoute.variables = [there(variables[0])];
      secondRoute.formula = 'pop';
    },
    /not independent: it shares “pop”/,
  ],
  [
    'a second route far away',
    'cargo-bikes',
    (p) => {
      const { secondRoute } = estimationOf(p);
      secondRoute.formula = 'bikes * tripsperbike * 3';
      secondRoute.point = 4500;
    },
    /more than a factor of 2/,
  ],

  ['metrics without their part', 'slower-lockers', (p) => delete p.metrics, /needs its metric/],
  ['a diagnosis without a cause', 'slower-lockers', (p) => delete there(p.metrics).diagnosis, /planted cause/],
  [
    'a segment that does not sum to its total',
    'slower-lockers',
    (p) => (there(tableOf(p, 'region').rows[0])[4] = 23681),
    /sums to 71041, but “All parcels/,
  ],
  [
    'a base that does not sum in the other week',
    'slower-lockers',
    (p) => (there(tableOf(p, 'channel').rows[0])[1] = 50001),
    /sums to 100001/,
  ],
  [
    'a cut of a cut that does not sum',
    'slower-lockers',
    (p) => (there(tableOf(p, 'push-version').rows[1])[2] = 9141),
    /sums to 41541/,
  ],
  ['a row with a cell too few', 'slower-lockers', (p) => there(tableOf(p, 'region').rows[0]).pop(), /4 cells for 5/],
  [
    'a total that is not there',
    'slower-lockers',
    (p) => (there(tableOf(p, 'region').sumsTo).table = 'nowhere'),
    /no such table or row/,
  ],
  ['a cut that adds up to nothing', 'slower-lockers', (p) => delete tableOf(p, 'region').sumsTo, /says which total/],
  ['a wrong size', 'slower-lockers', (p) => (segmentOf(p).points = 8.35), /give 8\.5098039, not 8\.35/],
  ['a wrong mix', 'slower-lockers', (p) => (segmentOf(p).split.mix = 0.61), /not 0\.61/],
  [
    'a cause too small for the drop',
    'slower-lockers',
    (p) => (segmentOf(p).expected = { table: 'channel', row: 'Mail' }),
    /does not restore the baseline/,
  ],
  [
    'a distractor that the tables support',
    'slower-lockers',
    (p) => (there(diagnosisOf(p).distractors[0]).test = { kind: 'control', table: 'channel', rows: ['Push'] }),
    /do not refute/,
  ],
  [
    'a distractor whose segment falls alone',
    'slower-lockers',
    (p) => (there(diagnosisOf(p).distractors[1]).test = { kind: 'excess', table: 'channel', row: 'Push' }),
    /do not refute/,
  ],
  [
    'a distractor by mix when the mix did it',
    'slower-lockers',
    (p) => {
      const rows = tableOf(p, 'channel').rows;
      rows[0] = ['Push', 50000, 40500, 10000, 8100];
      rows[2] = ['Mail', 20000, 13500, 72000, 48600];
    },
    /do not refute/,
  ],
  ['a path to a missing fact', 'slower-lockers', (p) => (there(diagnosisOf(p).path[0]).fact = 'x'), /no fact “x”/],
];

describe('the checks', () => {
  it.each(promptFiles().map(({ name }) => name.replace('.yaml', '')))('find nothing in %s as it stands', (id) => {
    expect(promptFaults(shippedPrompt(id))).toEqual([]);
  });
  it.each(plants)('find %s', (_, id, change, message) => {
    const prompt = shippedPrompt(id);
    change(prompt);
    expect(promptFaults(prompt).map((each) => each.message)).toContainEqual(expect.stringMatching(message));
  });
});

describe('the arithmetic', () => {
  it('spreads an estimate by the root of the summed squares', () => {
    expect(acceptFactor([])).toBe(1);
    expect(acceptFactor([{ low: 1, high: 4 }])).toBeCloseTo(2, 6);
    expect(acceptFactor(estimationOf(shippedPrompt('cargo-bikes')).variables)).toBeCloseTo(2.148, 3);
  });
  it('splits a change into rate and mix that add up to it', () => {
    const split = splitChange(tableOf(shippedPrompt('slower-lockers'), 'channel'), 'week-35', 'week-36');
    expect(split.rate + split.mix).toBeCloseTo(71040 / 102000 - 0.78, 12);
    expect(split.mix).toBeCloseTo(0.00157, 5);
  });
});
