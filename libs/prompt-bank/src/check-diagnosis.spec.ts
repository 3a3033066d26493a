import { promptFaults } from './checks';
import { guideOf } from './views';
import { type Prompt, type PromptTable } from './prompt.schema';
import { shippedPrompt } from './testing';

type Diagnosis = NonNullable<NonNullable<Prompt['metrics']>['diagnosis']>;
type Row = [label: string, base: number, count: number, baseNow: number, countNow: number];
type Plant = [name: string, change: (tables: PromptTable[], diagnosis: Diagnosis) => void, message: RegExp];

const columns: PromptTable['columns'] = [
  { name: 'Who', role: 'label' },
  { name: 'Base before', role: 'base', period: 'before' },
  { name: 'Count before', role: 'count', period: 'before' },
  { name: 'Base now', role: 'base', period: 'now' },
  { name: 'Count now', role: 'count', period: 'now' },
];
const table = (id: string, rows: Row[], whole?: string): PromptTable => ({
  id,
  title: `Cut ${id}`,
  unit: 'people',
  columns: [...columns],
  rows,
  ...(whole && { sumsTo: { table: whole } }),
});

/** A metrics prompt with these tables and this cause; both distractors are the same flat cut. */
function promptWith(tables: PromptTable[], planted: Diagnosis['planted'], more: Partial<Diagnosis> = {}): Prompt {
  const prompt = shippedPrompt('slower-lockers');
  const distractor = {
    claim: 'One half of the alphabet did it.',
    because: 'Both halves move alike.',
    fact: 'logging',
    test: { kind: 'excess' as const, table: 'halves', row: 'A to M' },
  };
  if (!prompt.metrics) throw new Error('The shipped prompt has no metrics.');
  prompt.tables = tables;
  prompt.facts.forEach((fact) => {
    delete fact.table;
    fact.answer ??= 'Nothing.';
  });
  prompt.metrics.diagnosis = {
    total: 'total',
    baseline: 'before',
    current: 'now',
    planted,
    distractors: [distractor, { ...distractor }],
    path: [{ fact: 'logging', because: 'It is cheap.' }],
    ...more,
  };
  return prompt;
}
const facing = (prompt: Prompt): string[] => promptFaults(prompt).map((each) => each.message);

function plantsIn(make: () => Prompt, plants: Plant[]): void {
  it('are found whole', () => {
    expect(facing(make())).toEqual([]);
  });
  it.each(plants)('show %s', (_, change, message) => {
    const prompt = make();
    if (!prompt.metrics?.diagnosis) throw new Error('The fixture lacks its diagnosis.');
    change(prompt.tables, prompt.metrics.diagnosis);
    expect(facing(prompt)).toContainEqual(expect.stringMatching(message));
  });
}
/** Changes the planted cause when it is of that kind; a fixture of another kind would prove nothing. */
function replant<K extends Diagnosis['planted']['kind']>(
  diagnosis: Diagnosis,
  kind: K,
  change: Partial<Extract<Diagnosis['planted'], { kind: K }>>,
): void {
  if (diagnosis.planted.kind !== kind) throw new Error('The fixture plants another kind.');
  Object.assign(diagnosis.planted, change);
}
const rowsOf = (tables: PromptTable[], id: string) => {
  const found = tables.find((each) => each.id === id);
  if (!found) throw new Error(`The fixture has no table ${id}.`);
  return found.rows;
};

describe('changes of mix', () => {
  const make = () =>
    promptWith(
      [
        table('total', [['All', 1000, 300, 1000, 220]]),
        table(
          'source',
          [
            ['Own', 800, 280, 400, 141],
            ['Partner', 200, 20, 600, 79],
          ],
          'total',
        ),
        table(
          'halves',
          [
            ['A to M', 500, 150, 500, 110],
            ['N to Z', 500, 150, 500, 110],
          ],
          'total',
        ),
      ],
      { kind: 'mix', cause: 'A partner.', counterfactual: 30.8, split: { table: 'source', rate: 2, mix: -10 } },
    );
  // 35.25 % and 13.2 % at the former shares make 30.8 %, more than half a point above 30 %.
  it('must restore the baseline', () => {
    expect(facing(make())).toContainEqual(expect.stringMatching(/does not restore/));
  });
  const flat = () => {
    const prompt = make();
    const cut = rowsOf(prompt.tables, 'source');
    cut[1] = ['Partner', 200, 20, 600, 61];
    rowsOf(prompt.tables, 'total')[0] = ['All', 1000, 300, 1000, 202];
    const halves = rowsOf(prompt.tables, 'halves');
    halves[0] = ['A to M', 500, 150, 500, 101];
    halves[1] = ['N to Z', 500, 150, 500, 101];
    if (prompt.metrics?.diagnosis)
      replant(prompt.metrics.diagnosis, 'mix', {
        counterfactual: 30.2,
        split: { table: 'source', rate: 0.2, mix: -10 },
      });
    return prompt;
  };
  plantsIn(flat, [
    ['a wrong counterfactual', (_, d) => replant(d, 'mix', { counterfactual: 31 }), /give 30\.2\d*, not 31/],
    [
      'a wrong part',
      (_, d) => replant(d, 'mix', { split: { table: 'source', rate: 1.4, mix: -10 } }),
      /give 0\.2, not 1\.4/,
    ],
    [
      'a row that falls with the total',
      (tables) => (rowsOf(tables, 'source')[1] = ['Partner', 200, 20, 600, 50]),
      /“Partner” itself moves/,
    ],
    [
      'a half that falls alone',
      (tables) => {
        rowsOf(tables, 'halves')[0] = ['A to M', 500, 150, 500, 60];
        rowsOf(tables, 'halves')[1] = ['N to Z', 500, 150, 500, 142];
      },
      /do not refute/,
    ],
  ]);
});

describe('people who are not counted', () => {
  // 74 of 100 who answer are content, then 84; with those who left before, 70 in both years.
  const survey = () =>
    promptWith(
      [
        table('total', [['Answered', 900, 666, 750, 624]]),
        table('everybody', [['All who began', 1000, 700, 1000, 700]]),
        table(
          'answers',
          [
            ['Answered', 900, 666, 750, 624],
            ['Left before', 100, 34, 250, 76],
          ],
          'everybody',
        ),
        table(
          'halves',
          [
            ['A to M', 450, 333, 375, 312],
            ['N to Z', 450, 333, 375, 312],
          ],
          'total',
        ),
      ],
      {
        kind: 'uncounted',
        cause: 'They leave before they are asked.',
        counted: { table: 'answers', row: 'Answered' },
        uncounted: 250,
        corrected: { baseline: 70, current: 70 },
        restores: 'reported',
        counterfactual: 74.4,
      },
    );
  plantsIn(survey, [
    ['a wrong number left out', (_, d) => replant(d, 'uncounted', { uncounted: 150 }), /give 250, not 150/],
    [
      'a wrong corrected figure',
      (_, d) => replant(d, 'uncounted', { corrected: { baseline: 70, current: 71 } }),
      /give 70, not 71/,
    ],
    [
      'a counted row unlike the metric',
      (tables) => {
        rowsOf(tables, 'answers')[0] = ['Answered', 890, 666, 750, 624];
        rowsOf(tables, 'answers')[1] = ['Left before', 110, 34, 250, 76];
      },
      /counted row differs/,
    ],
    ['that they do not restore it', (_, d) => replant(d, 'uncounted', { restores: 'corrected' }), /does not restore/],
    [
      'that counting them changes nothing',
      (tables) => (rowsOf(tables, 'answers')[1] = ['Left before', 100, 34, 250, 163]),
      /changes the story by less/,
    ],
    [
      'a sum that does not reach everybody',
      (tables) => (rowsOf(tables, 'answers')[1] = ['Left before', 100, 34, 250, 77]),
      /sums to 701/,
    ],
  ]);
  const attempts = () => {
    const prompt = promptWith(
      [
        table('total', [['Plugged in', 1000, 960, 1100, 1056]]),
        table('everybody', [['All attempts', 1040, 960, 1300, 1056]]),
        table(
          'answers',
          [
            ['Plugged in', 1000, 960, 1100, 1056],
            ['Gave up before', 40, 0, 200, 0],
          ],
          'everybody',
        ),
        table(
          'halves',
          [
            ['A to M', 520, 480, 650, 528],
            ['N to Z', 520, 480, 650, 528],
          ],
          'everybody',
        ),
      ],
      {
        kind: 'uncounted',
        cause: 'They fail before the plug.',
        counted: { table: 'answers', row: 'Plugged in' },
        uncounted: 200,
        corrected: { baseline: 92.3, current: 81.2 },
        restores: 'corrected',
        counterfactual: 92.3,
      },
    );
    return prompt;
  };
  plantsIn(attempts, [
    ['a wrong undoing', (_, d) => replant(d, 'uncounted', { counterfactual: 96 }), /give 92\.3\d*, not 96/],
    [
      'a fall among those counted as well',
      (tables) => {
        rowsOf(tables, 'total')[0] = ['Plugged in', 1000, 960, 1100, 1040];
        rowsOf(tables, 'answers')[0] = ['Plugged in', 1000, 960, 1100, 1040];
      },
      /does not restore/,
    ],
    [
      'a half that fails alone',
      (tables) => {
        rowsOf(tables, 'halves')[0] = ['A to M', 520, 480, 650, 448];
        rowsOf(tables, 'halves')[1] = ['N to Z', 520, 480, 650, 608];
      },
      /do not refute/,
    ],
  ]);
});

describe('groups that move against each other', () => {
  const make = () =>
    promptWith(
      [
        table('total', [['Evenings', 1000, 600, 1000, 610]]),
        table(
          'roles',
          [
            ['Staff', 800, 480, 800, 560],
            ['Managers', 200, 120, 200, 50],
          ],
          'total',
        ),
        table(
          'halves',
          [
            ['A to M', 500, 300, 500, 305],
            ['N to Z', 500, 300, 500, 305],
          ],
          'total',
        ),
      ],
      {
        kind: 'opposed',
        cause: 'The work moves up.',
        table: 'roles',
        parts: [
          { row: 'Staff', points: 8 },
          { row: 'Managers', points: -7 },
        ],
        counterfactual: 60,
      },
    );
  plantsIn(make, [
    [
      'a wrong part',
      (_, d) =>
        replant(d, 'opposed', {
          parts: [
            { row: 'Staff', points: 8 },
            { row: 'Managers', points: -6 },
          ],
        }),
      /give -7, not -6/,
    ],
    [
      'a part left out',
      (_, d) =>
        replant(d, 'opposed', {
          parts: [
            { row: 'Staff', points: 8 },
            { row: 'Staff', points: 8 },
          ],
        }),
      /leave out “Managers”/,
    ],
    [
      'a total that hides nothing',
      (tables) => {
        rowsOf(tables, 'total')[0] = ['Evenings', 1000, 600, 1000, 680];
        rowsOf(tables, 'roles')[1] = ['Managers', 200, 120, 200, 120];
      },
      /hides nothing/,
    ],
    [
      'a shift between the groups beside it',
      (tables) => {
        rowsOf(tables, 'roles')[0] = ['Staff', 800, 640, 600, 560];
        rowsOf(tables, 'roles')[1] = ['Managers', 200, 20, 400, 50];
      },
      /does not restore/,
    ],
  ]);
});

describe('means, and a second metric', () => {
  const make = () =>
    promptWith(
      [
        table('total', [['Listeners', 1000, 24000, 1000, 21600]]),
        table(
          'speed',
          [
            ['Fast', 400, 9600, 400, 7200],
            ['Normal', 600, 14400, 600, 14400],
          ],
          'total',
        ),
        table(
          'halves',
          [
            ['A to M', 500, 12000, 500, 10800],
            ['N to Z', 500, 12000, 500, 10800],
          ],
          'total',
        ),
        table('finished', [['Episodes', 2000, 1000, 2000, 1200]]),
        table(
          'finished-speed',
          [
            ['Fast', 800, 400, 800, 600],
            ['Normal', 1200, 600, 1200, 600],
          ],
          'finished',
        ),
      ],
      {
        cause: 'They listen faster.',
        segment: { table: 'speed', row: 'Fast' },
        expected: { table: 'speed', row: 'Fast' },
        missing: 2400,
        points: 2.4,
        counterfactual: 24,
        split: { table: 'speed', rate: -2.4, mix: 0 },
      },
      {
        scale: { by: 1, unit: 'hours a listener' },
        second: {
          name: 'Episodes finished',
          total: 'finished',
          before: 50,
          now: 60,
          segment: { table: 'finished-speed', row: 'Fast' },
          counterfactual: 50,
        },
      },
    );
  const secondOf = (diagnosis: Diagnosis) => {
    if (!diagnosis.second) throw new Error('The fixture lacks its second metric.');
    return diagnosis.second;
  };
  plantsIn(make, [
    ['a scale of percentages', (_, d) => (d.scale = { by: 100, unit: '%' }), /between 10 and 100/],
    ['a typed figure of the second', (_, d) => (secondOf(d).now = 61), /give 60, not 61/],
    ['a typed counterfactual of the second', (_, d) => (secondOf(d).counterfactual = 51), /give 50, not 51/],
    [
      'a second that the cause does not explain',
      (_, d) => (secondOf(d).segment = { table: 'finished-speed', row: 'Normal' }),
      /does not restore/,
    ],
    [
      'a second that moves the same way',
      (tables) => {
        rowsOf(tables, 'finished')[0] = ['Episodes', 2000, 1000, 2000, 900];
        rowsOf(tables, 'finished-speed')[0] = ['Fast', 800, 400, 800, 300];
      },
      /does not move the other way/,
    ],
    ['a second without a total', (_, d) => (secondOf(d).total = 'nowhere'), /table that does not exist/],
  ]);
  it('are told to interviewers with their unit', () => {
    const told = guideOf(make()).extra.map((each) => each.text);
    expect(told).toContainEqual(expect.stringMatching(/2,400 are missing, 2\.4 hours a listener/));
    expect(told).toContainEqual(expect.stringMatching(/Episodes finished moves the other way: 50 before, 60 % now/));
  });
});
