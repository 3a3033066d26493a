import { type Guide, type InterviewLength } from '@debrief/contracts';
import { type Prompt } from './prompt.schema';

type Extra = Guide['extra'][number];
type Estimation = NonNullable<Prompt['estimation']>;
type Metrics = NonNullable<Prompt['metrics']>;
type Diagnosis = NonNullable<Metrics['diagnosis']>;

const signed = (value: number): string => (value < 0 ? `−${-value}` : value > 0 ? `+${value}` : '0');
const count = (value: number): string => value.toLocaleString('en-GB');

const readable = (formula: string): string => formula.replaceAll('*', '×').replaceAll('/', '÷');

const variableTable = (variables: Estimation['variables']): Extra['table'] => ({
  columns: ['Quantity', 'Low', 'Point', 'High', 'Unit', 'Held against'],
  rows: variables.map((each) => [
    `${each.label} (${each.name})`,
    each.low,
    each.point,
    each.high,
    each.unit,
    each.anchor,
  ]),
});

const estimationExtra = (estimation: Estimation): Extra[] => [
  {
    heading: `Our estimate: ${count(estimation.point)} ${estimation.unit}`,
    text: `Anything from ${count(estimation.accept.low)} to ${count(estimation.accept.high)} is a good answer. Formula: ${readable(estimation.formula)}`,
    table: variableTable(estimation.variables),
  },
  {
    heading: `A second route: ${count(estimation.secondRoute.point)}`,
    text: estimation.secondRoute.says,
    table: variableTable(estimation.secondRoute.variables),
  },
  {
    heading: 'The decision',
    text: `${estimation.decision.says} It turns at ${count(estimation.decision.turnsAt.value)} ${estimation.decision.turnsAt.unit} (${estimation.decision.turnsAt.of}).`,
  },
];

const hidden = ({ planted, scale }: Diagnosis): string => {
  const figure = (value: number) => `${count(value)} ${scale?.unit ?? '%'}`;
  const unit = scale?.unit ?? 'points';
  if (planted.kind === 'opposed')
    return `${planted.cause} Of the change: ${planted.parts.map((each) => `${each.row} ${signed(each.points)}`).join(', ')} ${unit}; with everybody as before it would be ${figure(planted.counterfactual)}.`;
  if (planted.kind === 'uncounted') {
    const undone =
      planted.restores === 'reported'
        ? 'With those put back who used to be counted, the metric would be'
        : 'Had no more of them failed than before, the true figure would be';
    return `${planted.cause} ${count(planted.uncounted)} are not counted. Over everybody it is ${figure(planted.corrected.current)} after ${figure(planted.corrected.baseline)}. ${undone} ${figure(planted.counterfactual)}.`;
  }
  const split = `Split of the change: rate ${signed(planted.split.rate)}, mix ${signed(planted.split.mix)} ${unit}.`;
  if (planted.kind === 'mix')
    return `${planted.cause} With today's rates and the former shares it would be ${figure(planted.counterfactual)}. ${split}`;
  return `${planted.cause} ${count(Math.abs(planted.missing))} ${planted.missing < 0 ? 'too many' : 'are missing'}, ${Math.abs(planted.points)} ${unit}; without it the ${scale ? 'figure' : 'rate'} would be ${figure(planted.counterfactual)}. ${split}`;
};

const secondText = ({ name, scale, before, now, counterfactual }: NonNullable<Diagnosis['second']>): string =>
  ` ${name} moves the other way: ${count(before)} before, ${count(now)} ${scale?.unit ?? '%'} now, ${count(counterfactual)} without the cause.`;

const diagnosisExtra = (prompt: Prompt, diagnosis: Diagnosis): Extra[] => {
  const { distractors, path, second } = diagnosis;
  const label = (id: string) => prompt.facts.find((each) => each.id === id)?.label ?? id;
  return [
    {
      heading: prompt.subtype === 'metrics.define' ? 'What the tables hide' : 'What really happened',
      text: hidden(diagnosis) + (second ? secondText(second) : ''),
    },
    {
      heading: 'Tempting, and refuted by the tables',
      table: {
        columns: ['Claim', 'Why it fails', 'Fact that shows it'],
        rows: distractors.map((each) => [each.claim, each.because, label(each.fact)]),
      },
    },
    {
      heading: 'The shortest path',
      table: { columns: ['Ask for', 'Because'], rows: path.map((each) => [label(each.fact), each.because]) },
    },
  ];
};

const metricsExtra = (prompt: Prompt, { metric, decision, diagnosis }: Metrics): Extra[] => [
  {
    heading: `The metric: ${metric.name}`,
    text: `${metric.numerator} ÷ ${metric.denominator}. Window: ${metric.window}`,
  },
  ...(diagnosis ? diagnosisExtra(prompt, diagnosis) : []),
  {
    heading: 'A decision we would accept',
    text: `${decision.act} Cost of acting: ${decision.costOfActing} Cost of waiting: ${decision.costOfWaiting} Reverse it if: ${decision.reverseIf} Prevention: ${decision.prevention}`,
  },
];

/** The parts of a guide that only some prompts have, as headed paragraphs and tables. */
export function extraOf(prompt: Prompt, length: InterviewLength): Extra[] {
  const extra: Extra[] = prompt.twists.map((each) => ({
    heading: `A good answer to the twist at minute ${length === 'long' ? each.minute : each.minuteShort}`,
    text: each.goodAnswer,
  }));
  if (prompt.estimation) extra.push(...estimationExtra(prompt.estimation));
  if (prompt.metrics) extra.push(...metricsExtra(prompt, prompt.metrics));
  if (prompt.workedNumbers.length > 0)
    extra.push({
      heading: 'Numbers already worked out',
      table: {
        columns: ['What', 'Value', 'Unit'],
        rows: prompt.workedNumbers.map((each) => [each.says, each.value, each.unit]),
      },
    });
  return extra;
}
