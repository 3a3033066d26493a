import { type InterviewType } from '@debrief/contracts';
import { type JSONContent } from '@tiptap/core';
import { ESTIMATE } from '../../../shared/estimate';
import { i18n } from '../../../shared/i18n';

/** A frame for empty notes: headings and room, never an answer. */
export interface Template {
  name: string;
  content: JSONContent[];
}

const words = (text: string): JSONContent[] => (text ? [{ type: 'text', text }] : []);
const line = (text = ''): JSONContent => ({ type: 'paragraph', content: words(text) });
const heading = (text: string): JSONContent => ({ type: 'heading', attrs: { level: 2 }, content: words(text) });
const section = (title: string): JSONContent[] => [heading(title), line()];
const item = (text = '', ...inner: JSONContent[]): JSONContent => ({
  type: 'listItem',
  content: [line(text), ...inner],
});
const bullets = (...items: JSONContent[]): JSONContent => ({ type: 'bulletList', content: items });
const numbered = (...items: JSONContent[]): JSONContent => ({ type: 'orderedList', content: items });
const tasks = (...texts: string[]): JSONContent => ({
  type: 'taskList',
  content: texts.map((text) => ({ type: 'taskItem', attrs: { checked: false }, content: [line(text)] })),
});

/** A table with a heading row; short rows are filled with empty cells. */
export const tableOf = (columns: string[], rows: string[][], kind: string | null = null): JSONContent => {
  const row = (type: string, texts: string[]): JSONContent => ({
    type: 'tableRow',
    content: columns.map((_, at) => ({ type, content: [line(texts[at])] })),
  });
  return {
    type: 'table',
    attrs: { kind },
    content: [row('tableHeader', columns), ...rows.map((texts) => row('tableCell', texts))],
  };
};

/** Assumptions with low, base and high, and a line that computes over their names. */
export const estimateBlock = (): JSONContent[] => [
  tableOf([i18n.t('Assumption'), i18n.t('Low'), i18n.t('Base'), i18n.t('High'), i18n.t('Why')], [[], [], []], ESTIMATE),
  { type: 'formula', content: [] },
];

const goalLadder = (): JSONContent[] => [
  heading(i18n.t('Goal')),
  tableOf(
    [i18n.t('Step of the ladder'), i18n.t('In words')],
    [[i18n.t('This task')], [i18n.t('The team’s goal')], [i18n.t('The mission')]],
  ),
];

const story = (title: string): JSONContent[] => [
  heading(title),
  bullets(
    item(i18n.t('Headline:')),
    item(i18n.t('What I did:')),
    item(i18n.t('Result, with a number:')),
    item(i18n.t('Since then:')),
  ),
];

const explainChange = (): JSONContent[] => [
  heading(i18n.t('The metric')),
  bullets(item(i18n.t('Counts:')), item(i18n.t('Out of:')), item(i18n.t('Over:'))),
  heading(i18n.t('Tree')),
  bullets(item('', bullets(item(), item()))),
  heading(i18n.t('Cuts')),
  tableOf([i18n.t('Cut asked for'), i18n.t('I expect'), i18n.t('It shows')], [[], []]),
  ...section(i18n.t('Conclusion, with its size')),
  ...section(i18n.t('Action, and what would reverse it')),
];
const setGoals = (): JSONContent[] => [
  ...section(i18n.t('Why this exists')),
  heading(i18n.t('Goals')),
  bullets(item('', bullets(item(), item()))),
  heading(i18n.t('Measures')),
  tableOf([i18n.t('Measure'), i18n.t('Counts'), i18n.t('Misleads when')], [[], [], []]),
  heading(i18n.t('Guardrails')),
  bullets(item()),
  ...section(i18n.t('Trade-off')),
];

const frames: Record<InterviewType, (phases: readonly string[]) => Template> = {
  'product-sense': () => ({
    name: i18n.t('goal ladder and sections'),
    content: [
      ...goalLadder(),
      heading(i18n.t('Who')),
      bullets(item(), item()),
      heading(i18n.t('Pains, ranked')),
      numbered(item(), item()),
      heading(i18n.t('Ideas')),
      numbered(item(), item(), item()),
      heading(i18n.t('Measures')),
      bullets(item(i18n.t('Success:')), item(i18n.t('Guardrail:'))),
      ...section(i18n.t('Trade-offs')),
    ],
  }),
  metrics: (phases) => ({
    name: i18n.t('tree outline'),
    content: phases.includes('guardrails') ? setGoals() : explainChange(),
  }),
  estimation: () => ({
    name: i18n.t('table that computes'),
    content: [
      ...section(i18n.t('What is counted')),
      heading(i18n.t('Assumptions and formula')),
      ...estimateBlock(),
      ...section(i18n.t('A second route')),
      ...section(i18n.t('So what')),
    ],
  }),
  strategy: () => ({
    name: i18n.t('options and sequence'),
    content: [
      ...section(i18n.t('Objective')),
      heading(i18n.t('Situation')),
      bullets(item(), item()),
      heading(i18n.t('Options')),
      tableOf([i18n.t('Option'), i18n.t('For'), i18n.t('Against')], [[], [], []]),
      ...section(i18n.t('Decision')),
      heading(i18n.t('Sequence')),
      tasks('', '', ''),
      heading(i18n.t('Risks')),
      bullets(item()),
    ],
  }),
  behavioural: (phases) => ({
    name: i18n.t('story by story'),
    content: phases.includes('second-context')
      ? [...story(i18n.t('First story')), ...story(i18n.t('Second story'))]
      : story(i18n.t('The story')),
  }),
  technical: () => ({
    name: i18n.t('parts and flow'),
    content: [
      ...section(i18n.t('What it must do')),
      heading(i18n.t('Parts and flow')),
      numbered(item(), item(), item()),
      heading(i18n.t('Constraints')),
      bullets(item()),
      heading(i18n.t('Trade-off')),
      tableOf([i18n.t('Choice'), i18n.t('Gains'), i18n.t('Costs')], [[], []]),
      heading(i18n.t('Failure, privacy, abuse')),
      bullets(item()),
      ...section(i18n.t('In words for a non-engineer')),
    ],
  }),
  'resume-impact': () => ({
    name: i18n.t('line by line'),
    content: [
      ...section(i18n.t('Headline')),
      heading(i18n.t('Lines')),
      tableOf(
        [i18n.t('Line'), i18n.t('Result'), i18n.t('Size and period'), i18n.t('My part'), i18n.t('Without me')],
        [[], []],
      ),
      ...section(i18n.t('Rewritten')),
    ],
  }),
};

/** The frame for a type of interview. `phases` are the keys of the round's phases: two types have two plans. */
export const templateOf = (type: InterviewType, phases: readonly string[]): Template => {
  const { name, content } = frames[type](phases);
  // The last block is a line to write on, so that the editor has nothing to add by itself.
  return { name, content: content.at(-1)?.type === 'paragraph' ? content : [...content, line()] };
};
