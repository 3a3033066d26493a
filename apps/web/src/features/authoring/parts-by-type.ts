import { type PromptDraft } from '@debrief/prompt-bank';
import { i18n } from '../../shared/i18n';
import { type Field, freshKey, type Option, type Part } from './fields';
import { asList, asRecord, asText } from './path';

const line = (key: string, label: string, more: Partial<Extract<Field, { kind: 'line' | 'text' }>> = {}): Field => ({
  kind: 'line',
  key,
  label,
  max: 160,
  ...more,
});
const text = (key: string, label: string): Field => ({ kind: 'text', key, label, max: 600 });
const number = (key: string, label: string): Field => ({ kind: 'number', key, label });
const group = (key: string, label: string, fields: Field[]): Field => ({ kind: 'group', key, label, fields });

const named = (draft: PromptDraft, list: 'tables' | 'facts', name: 'title' | 'label'): Option[] =>
  asList(draft[list]).map((each) => {
    const row = asRecord(each);
    return [asText(row['id']), asText(row[name]) || asText(row['id'])];
  });
const table = (key: string, label: string): Field => ({
  kind: 'choice',
  key,
  label,
  options: (draft) => named(draft, 'tables', 'title'),
  none: i18n.t('Choose a table'),
});
const fact = (key: string, label: string): Field => ({
  kind: 'choice',
  key,
  label,
  options: (draft) => named(draft, 'facts', 'label'),
  none: i18n.t('Choose a fact'),
});
/** First cells of all tables: what a segment can be called. */
const rowNames = (draft: PromptDraft): string[] => [
  ...new Set(
    asList(draft['tables']).flatMap((each) => asList(asRecord(each)['rows']).map((row) => asText(asList(row)[0]))),
  ),
];
const row = (key: string, label: string): Field => line(key, label, { max: 60, suggestions: rowNames });
const segment = (key: string, label: string): Field =>
  group(key, label, [table('table', i18n.t('Table')), row('row', i18n.t('Row'))]);

const variables = (to: number, from: number): Field => ({
  kind: 'rows',
  key: 'variables',
  label: i18n.t('Quantities'),
  from,
  to,
  make: (rows) => ({ name: freshKey(rows, 'q', '_'), label: '', unit: '', low: 1, point: 1, high: 1, anchor: '' }),
  one: (n) => i18n.t('Quantity {n}', { n }),
  about: 'label',
  fields: [
    line('label', i18n.t('What it is')),
    line('name', i18n.t('Name in the formula'), { max: 40, isCode: true }),
    line('unit', i18n.t('Unit'), { max: 60 }),
    number('low', i18n.t('Low')),
    number('point', i18n.t('Point')),
    number('high', i18n.t('High')),
    line('anchor', i18n.t('What to hold it against')),
  ],
});

export const estimationPart = (): Part => ({
  key: 'estimation',
  title: i18n.t('Estimation'),
  lede: i18n.t(
    'A formula over named quantities, a second route that shares none of them, and the decision that turns on the result. Every figure is recomputed as you type.',
  ),
  fields: [
    group('estimation', '', [
      line('unit', i18n.t('Unit of the answer')),
      line('formula', i18n.t('Formula'), { max: 400, isCode: true }),
      variables(10, 2),
      number('point', i18n.t('Point estimate')),
      group('accept', i18n.t('A good answer lies'), [number('low', i18n.t('From')), number('high', i18n.t('To'))]),
      group('secondRoute', i18n.t('Second route'), [
        text('says', i18n.t('In words')),
        line('formula', i18n.t('Formula'), { max: 400, isCode: true }),
        variables(8, 1),
        number('point', i18n.t('Result')),
      ]),
      group('decision', i18n.t('Decision'), [
        text('says', i18n.t('What is decided')),
        group('turnsAt', i18n.t('It turns at'), [
          line('of', i18n.t('Quantity')),
          number('value', i18n.t('Value')),
          line('unit', i18n.t('Unit')),
        ]),
      ]),
    ]),
  ],
});

const scale = (): Field => ({
  kind: 'optional',
  key: 'scale',
  label: i18n.t('Scale'),
  add: i18n.t('The metric is a mean, not a rate'),
  make: () => ({ by: 1, unit: '' }),
  fields: [number('by', i18n.t('Times')), line('unit', i18n.t('Unit'))],
});
const split = (): Field =>
  group('split', i18n.t('Split of the change'), [
    table('table', i18n.t('By the rows of')),
    number('rate', i18n.t('Rates that changed')),
    number('mix', i18n.t('Shares that shifted')),
  ]);
const cause = (): Field => text('cause', i18n.t('What really happened'));
const counterfactual = (): Field => number('counterfactual', i18n.t('Figure without the cause'));

const planted = (): Field => ({
  kind: 'variant',
  key: 'planted',
  label: i18n.t('What the tables hide'),
  variants: [
    {
      value: 'segment',
      label: i18n.t('One segment got worse'),
      make: () => ({
        kind: 'segment',
        cause: '',
        segment: { table: '', row: '' },
        expected: { table: '', row: '' },
        counterfactual: 0,
        missing: 0,
        points: 0,
        split: { table: '', rate: 0, mix: 0 },
      }),
      fields: [
        cause(),
        segment('segment', i18n.t('The segment')),
        segment('expected', i18n.t('Expected to be as')),
        counterfactual(),
        number('missing', i18n.t('How many are missing')),
        number('points', i18n.t('Points lost')),
        split(),
      ],
    },
    {
      value: 'mix',
      label: i18n.t('The mix shifted'),
      make: () => ({ kind: 'mix', cause: '', counterfactual: 0, split: { table: '', rate: 0, mix: 0 } }),
      fields: [cause(), counterfactual(), split()],
    },
    {
      value: 'uncounted',
      label: i18n.t('Some are not counted'),
      make: () => ({
        kind: 'uncounted',
        cause: '',
        counted: { table: '', row: '' },
        uncounted: 0,
        corrected: { baseline: 0, current: 0 },
        restores: 'corrected',
        counterfactual: 0,
      }),
      fields: [
        cause(),
        segment('counted', i18n.t('What is counted')),
        number('uncounted', i18n.t('How many are left out')),
        group('corrected', i18n.t('Over everybody'), [
          number('baseline', i18n.t('Before')),
          number('current', i18n.t('Now')),
        ]),
        {
          kind: 'choice',
          key: 'restores',
          label: i18n.t('Undoing it restores'),
          options: () => [
            ['corrected', i18n.t('The figure over everybody')],
            ['reported', i18n.t('The reported figure')],
          ],
        },
        counterfactual(),
      ],
    },
    {
      value: 'opposed',
      label: i18n.t('Groups moved against each other'),
      make: () => ({
        kind: 'opposed',
        cause: '',
        table: '',
        parts: [
          { row: '', points: 0 },
          { row: '', points: 0 },
        ],
        counterfactual: 0,
      }),
      fields: [
        cause(),
        table('table', i18n.t('Table')),
        {
          kind: 'rows',
          key: 'parts',
          label: i18n.t('Parts'),
          from: 2,
          to: 8,
          isShort: true,
          make: () => ({ row: '', points: 0 }),
          one: (n) => i18n.t('Part {n}', { n }),
          about: 'row',
          fields: [row('row', i18n.t('Row')), number('points', i18n.t('Points'))],
        },
        counterfactual(),
      ],
    },
  ],
});

const diagnosis = (): Field => ({
  kind: 'optional',
  key: 'diagnosis',
  label: i18n.t('Diagnosis'),
  add: i18n.t('The tables hide something'),
  make: () => ({ total: '', baseline: 'before', current: 'now', distractors: [], path: [] }),
  fields: [
    table('total', i18n.t('Table of the whole')),
    line('baseline', i18n.t('Period before'), { max: 40, isCode: true }),
    line('current', i18n.t('Period now'), { max: 40, isCode: true }),
    scale(),
    planted(),
    {
      kind: 'optional',
      key: 'second',
      label: i18n.t('A second metric'),
      add: i18n.t('The same cause moves another metric the other way'),
      make: () => ({ name: '', total: '', before: 0, now: 0, segment: { table: '', row: '' }, counterfactual: 0 }),
      fields: [
        line('name', i18n.t('Name')),
        table('total', i18n.t('Table of the whole')),
        scale(),
        number('before', i18n.t('Before')),
        number('now', i18n.t('Now')),
        segment('segment', i18n.t('The segment')),
        counterfactual(),
      ],
    },
    {
      kind: 'rows',
      key: 'distractors',
      label: i18n.t('Tempting causes that the tables refute'),
      from: 2,
      to: 5,
      make: () => ({ claim: '', because: '', fact: '', test: { kind: 'excess', table: '', row: '' } }),
      one: (n) => i18n.t('Cause {n}', { n }),
      about: 'claim',
      fields: [
        line('claim', i18n.t('The claim')),
        text('because', i18n.t('Why it fails')),
        fact('fact', i18n.t('Fact that shows it')),
        {
          kind: 'variant',
          key: 'test',
          label: i18n.t('How the tables refute it'),
          variants: [
            {
              value: 'excess',
              label: i18n.t('The segment is no worse than the rest'),
              make: () => ({ kind: 'excess', table: '', row: '' }),
              fields: [table('table', i18n.t('Table')), row('row', i18n.t('Row'))],
            },
            {
              value: 'control',
              label: i18n.t('Others that it would hit are fine'),
              make: () => ({ kind: 'control', table: '', rows: [''] }),
              fields: [
                table('table', i18n.t('Table')),
                { kind: 'lines', key: 'rows', label: i18n.t('Rows'), from: 1, to: 6, max: 60 },
              ],
            },
            {
              value: 'mix',
              label: i18n.t('The shift of shares explains too little'),
              make: () => ({ kind: 'mix', table: '' }),
              fields: [table('table', i18n.t('Table'))],
            },
          ],
        },
      ],
    },
    {
      kind: 'rows',
      key: 'path',
      label: i18n.t('The shortest path to the cause'),
      from: 3,
      to: 5,
      isShort: true,
      make: () => ({ fact: '', because: '' }),
      one: (n) => i18n.t('Step {n}', { n }),
      about: 'because',
      fields: [fact('fact', i18n.t('Ask for')), line('because', i18n.t('Because'))],
    },
  ],
});

export const metricsPart = (): Part => ({
  key: 'metrics',
  title: i18n.t('Metric'),
  lede: i18n.t(
    'What is measured, what the tables hide, what only seems to be the cause, and the decision. Every figure is recomputed from the tables as you type.',
  ),
  fields: [
    group('metrics', '', [
      group('metric', i18n.t('The metric'), [
        line('name', i18n.t('Name')),
        line('numerator', i18n.t('Numerator')),
        line('denominator', i18n.t('Denominator')),
        line('window', i18n.t('Window')),
      ]),
      diagnosis(),
      group('decision', i18n.t('A decision we would accept'), [
        text('act', i18n.t('What to do')),
        line('costOfActing', i18n.t('Cost of acting')),
        line('costOfWaiting', i18n.t('Cost of waiting')),
        line('reverseIf', i18n.t('Reverse it if')),
        line('prevention', i18n.t('Prevention')),
      ]),
    ]),
  ],
});
