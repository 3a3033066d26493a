import { type Guide, type InterviewLength } from '@debrief/contracts';
import { type Prompt } from './prompt.schema';

type Extra = Guide['extra'][number];
type Estimation = NonNullable<Prompt['estimation']>;
type Metrics = NonNullable<Prompt['metrics']>;
type Diagnosis = NonNullable<Metrics['diagnosis']>;

const signed = (value: number): string => (value < 0 ? `−${-value}` : `+${value}`);
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

const diagnosisExtra = (prompt: Prompt, diagnosis: Diagnosis): Extra[] => {
  const { planted, distractors, path } = diagnosis;
  const label = (id: string) => prompt.facts.find((each) => each.id === id)?.label ?? id;
  return [
    {
      heading: 'What really happened',
      text: `${planted.cause} ${count(planted.missing)} are missing, ${planted.points} points; without it the rate would be ${planted.counterfactual} %. Split of the change: rate ${signed(planted.split.rate)}, mix ${signed(planted.split.mix)} points.`,
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
