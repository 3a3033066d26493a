import { type InterviewType } from '@debrief/contracts';
import { interviewStyles, type PromptDraft, rubrics, skillCodes, subtypesOf } from '@debrief/prompt-bank';
import { i18n } from '../../shared/i18n';
import { type Field, freshKey, type Option, type Part } from './fields';
import { estimationPart, metricsPart } from './parts-by-type';
import { asList, asRecord, asText } from './path';

const LINE = 160;
const SENTENCES = 600;

const line = (key: string, label: string, more: Partial<Extract<Field, { kind: 'line' | 'text' }>> = {}): Field => ({
  kind: 'line',
  key,
  label,
  max: LINE,
  ...more,
});
const text = (
  key: string,
  label: string,
  max = SENTENCES,
  more: Partial<Extract<Field, { kind: 'line' | 'text' }>> = {},
): Field => ({
  kind: 'text',
  key,
  label,
  max,
  ...more,
});
const number = (key: string, label: string): Field => ({ kind: 'number', key, label });
const code = (): Field =>
  line('id', i18n.t('Key'), { max: 40, isCode: true, hint: i18n.t('A short name; small letters, digits, hyphens.') });

const minutes = (): Field[] => [
  number('minute', i18n.t('At minute, long round')),
  number('minuteShort', i18n.t('At minute, short round')),
];

const tablesOf = (draft: PromptDraft): Option[] =>
  asList(draft['tables']).map((each) => {
    const { id, title } = asRecord(each);
    return [asText(id), asText(title) || asText(id)];
  });

const sensitivities = (): Option[] => [
  ['health', i18n.t('Health')],
  ['money', i18n.t('Money troubles')],
  ['family', i18n.t('Family')],
  ['safety', i18n.t('Safety')],
  ['conflict-at-work', i18n.t('Conflict at work')],
];
const wordsOf = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll('-', ' ');

const basics = (type: InterviewType): Part => ({
  key: 'basics',
  title: i18n.t('Basics'),
  lede: i18n.t('Everybody sees these in the library, so they give nothing away.'),
  fields: [
    line('title', i18n.t('Title'), { max: 60 }),
    line('subtype', i18n.t('Subtype'), { max: 60, suggestions: () => [...subtypesOf[type]], isCode: true }),
    line('domain', i18n.t('Trade or domain'), { max: 40, hint: i18n.t('Such as “logistics” or “city services”.') }),
    {
      kind: 'choice',
      key: 'audience',
      label: i18n.t('For whom'),
      options: () => [
        ['entry', i18n.t('First product job')],
        ['any', i18n.t('Anybody')],
        ['senior', i18n.t('Senior')],
      ],
    },
    {
      kind: 'group',
      key: 'difficulty',
      label: i18n.t('Difficulty'),
      fields: [
        {
          kind: 'choice',
          key: 'level',
          label: i18n.t('Level'),
          options: () => [
            ['easy', i18n.t('Easy')],
            ['medium', i18n.t('Medium')],
            ['hard', i18n.t('Hard')],
          ],
        },
        {
          kind: 'choices',
          key: 'from',
          label: i18n.t('It is hard because of'),
          options: [
            ['ambiguity', i18n.t('Ambiguity')],
            ['hidden-cause', i18n.t('A hidden cause')],
            ['stakeholders', i18n.t('Stakeholders')],
            ['numeracy', i18n.t('Numbers')],
          ],
        },
        line('reason', i18n.t('Reason in one line')),
      ],
    },
    {
      kind: 'choices',
      key: 'styles',
      label: i18n.t('Styles of interview'),
      hint: i18n.t('One to four.'),
      options: interviewStyles.map((style) => [style, wordsOf(style)]),
    },
    {
      kind: 'shares',
      key: 'skills',
      label: i18n.t('Share of each skill'),
      hint: i18n.t('In percent, 100 together. Leave all empty to use the weights of the rubric.'),
      options: skillCodes.map((skill) => [skill, wordsOf(skill.toLowerCase())]),
    },
    {
      kind: 'choices',
      key: 'sensitivity',
      label: i18n.t('Some would rather not practise on'),
      options: sensitivities(),
    },
  ],
});

const statement = (): Part => ({
  key: 'statement',
  title: i18n.t('Statement'),
  lede: i18n.t('All that the candidate sees: at most 90 words that can be read aloud in 40 seconds.'),
  fields: [
    text('statement', i18n.t('Statement'), 1200),
    line('statedRequest', i18n.t('What is asked for'), {
      empty: 'null',
      hint: i18n.t('Where somebody asks for the wrong thing; else leave both empty.'),
    }),
    text('realProblem', i18n.t('What the problem really is'), 300, { empty: 'null' }),
  ],
});

const roleCard = (): Part => ({
  key: 'role',
  title: i18n.t('Role card'),
  lede: i18n.t('Whom the interviewer plays.'),
  fields: [
    {
      kind: 'group',
      key: 'roleCard',
      label: '',
      fields: [
        line('who', i18n.t('Who they are')),
        line('mood', i18n.t('Mood')),
        line('wants', i18n.t('What they want')),
      ],
    },
  ],
});

const phases = (): Part => ({
  key: 'phases',
  title: i18n.t('Phases'),
  lede: i18n.t('The kind of interview decides which phases there are; the minutes add up to the length of the round.'),
  fields: [
    {
      kind: 'rows',
      key: 'phases',
      label: i18n.t('Phases'),
      from: 5,
      to: 8,
      isFixed: true,
      make: () => ({}),
      one: (n) => i18n.t('Phase {n}', { n }),
      about: 'key',
      fields: [
        number('minutesLong', i18n.t('Minutes, long round')),
        number('minutesShort', i18n.t('Minutes, short round')),
        line('aim', i18n.t('Aim')),
        line('nudge', i18n.t('Nudge'), { hint: i18n.t('One sentence that moves on without giving content.') }),
        {
          kind: 'rows',
          key: 'probes',
          label: i18n.t('Probes'),
          from: 2,
          to: 4,
          isShort: true,
          make: (rows) => ({ id: freshKey(rows, 'probe'), kind: 'probe', text: '' }),
          one: (n) => i18n.t('Probe {n}', { n }),
          about: 'text',
          fields: [
            line('text', i18n.t('What the interviewer asks')),
            {
              kind: 'choice',
              key: 'kind',
              label: i18n.t('Kind'),
              options: () => [
                ['probe', i18n.t('Probe')],
                ['challenge', i18n.t('Challenge')],
              ],
            },
            code(),
          ],
        },
      ],
    },
  ],
});

const facts = (): Part => ({
  key: 'facts',
  title: i18n.t('Facts'),
  lede: i18n.t('What is given when it is asked for, and honest answers where nobody knows.'),
  fields: [
    {
      kind: 'rows',
      key: 'facts',
      label: i18n.t('Facts'),
      from: 0,
      to: 16,
      make: (rows) => ({
        id: freshKey(rows, 'fact'),
        label: '',
        triggers: ['', '', ''],
        answer: '',
        noData: false,
        ifVague: '',
        ifNeverAsked: 'withhold',
      }),
      one: (n) => i18n.t('Fact {n}', { n }),
      about: 'label',
      fields: [
        line('label', i18n.t('Short name'), { max: 24, hint: i18n.t('One or two words for the interviewer’s list.') }),
        { kind: 'lines', key: 'triggers', label: i18n.t('Ways to ask for it'), from: 3, to: 8, max: LINE },
        text('answer', i18n.t('Answer'), SENTENCES, {
          empty: 'omit',
          hint: i18n.t('At most 60 words; numbers with their units.'),
        }),
        { kind: 'flag', key: 'noData', label: i18n.t('It says “we do not have that”') },
        {
          kind: 'choice',
          key: 'table',
          label: i18n.t('Table handed over'),
          options: tablesOf,
          empty: 'omit',
          none: i18n.t('No table'),
        },
        line('ifVague', i18n.t('When the question is vague'), { hint: i18n.t('What makes the candidate be precise.') }),
        {
          kind: 'variant',
          key: 'ifNeverAsked',
          label: i18n.t('When nobody asks'),
          variants: [
            { value: 'withhold', label: i18n.t('Keep it'), make: () => 'withhold', fields: [] },
            {
              value: 'object',
              label: i18n.t('Give it at a minute'),
              make: () => ({ minute: 12, minuteShort: 8 }),
              fields: minutes(),
            },
          ],
        },
        code(),
      ],
    },
  ],
});

const tables = (): Part => ({
  key: 'tables',
  title: i18n.t('Tables'),
  lede: i18n.t(
    'Counts rather than percentages, with their unit; and figures already worked out, so that nobody reckons in the room.',
  ),
  fields: [
    {
      kind: 'rows',
      key: 'tables',
      label: i18n.t('Tables'),
      from: 0,
      to: 8,
      make: (rows) => ({
        id: freshKey(rows, 'table'),
        title: '',
        unit: '',
        columns: [
          { name: '', role: 'label' },
          { name: '', role: 'count', period: 'now' },
        ],
        rows: [['', 0]],
      }),
      one: (n) => i18n.t('Table {n}', { n }),
      about: 'title',
      fields: [
        line('title', i18n.t('Title')),
        line('unit', i18n.t('Unit'), { max: 40 }),
        {
          kind: 'rows',
          key: 'columns',
          label: i18n.t('Columns'),
          from: 2,
          to: 8,
          isShort: true,
          make: () => ({ name: '', role: 'count', period: 'now' }),
          one: (n) => i18n.t('Column {n}', { n }),
          about: 'name',
          cells: 'rows',
          fields: [
            line('name', i18n.t('Heading'), { max: 40 }),
            {
              kind: 'choice',
              key: 'role',
              label: i18n.t('What it holds'),
              options: () => [
                ['label', i18n.t('Names of the rows')],
                ['base', i18n.t('Base: how many could')],
                ['count', i18n.t('Count: how many did')],
                ['other', i18n.t('Something only shown')],
              ],
            },
            line('period', i18n.t('Period'), {
              max: 40,
              empty: 'omit',
              isCode: true,
            }),
          ],
        },
        { kind: 'grid', key: 'rows', label: i18n.t('Rows') },
        {
          kind: 'optional',
          key: 'sumsTo',
          label: i18n.t('Its rows add up to'),
          add: i18n.t('The rows add up to another table'),
          make: () => ({ table: '' }),
          fields: [
            { kind: 'choice', key: 'table', label: i18n.t('Table'), options: tablesOf, none: i18n.t('Choose a table') },
            line('row', i18n.t('Row in it'), {
              max: 60,
              empty: 'omit',
              hint: i18n.t('Leave it empty where it has one row.'),
            }),
          ],
        },
        code(),
      ],
    },
    {
      kind: 'rows',
      key: 'workedNumbers',
      label: i18n.t('Numbers already worked out'),
      from: 0,
      to: 24,
      make: (rows) => ({ name: freshKey(rows, 'n', '_'), says: '', formula: '', value: 0, unit: '' }),
      one: (n) => i18n.t('Number {n}', { n }),
      about: 'says',
      fields: [
        line('says', i18n.t('What it is')),
        line('formula', i18n.t('Formula'), { max: 400, isCode: true }),
        number('value', i18n.t('Value')),
        line('unit', i18n.t('Unit'), { max: 40 }),
        line('name', i18n.t('Name in formulas'), { max: 40, isCode: true }),
      ],
    },
  ],
});

const twists = (): Part => ({
  key: 'twists',
  title: i18n.t('Twists'),
  lede: i18n.t('A fact at a set minute that contradicts a likely plan.'),
  fields: [
    {
      kind: 'rows',
      key: 'twists',
      label: i18n.t('Twists'),
      from: 1,
      to: 3,
      make: (rows) => ({ id: freshKey(rows, 'twist'), minute: 15, minuteShort: 10, text: '', goodAnswer: '' }),
      one: (n) => i18n.t('Twist {n}', { n }),
      about: 'text',
      fields: [
        ...minutes(),
        text('text', i18n.t('What is read out')),
        text('goodAnswer', i18n.t('What a good candidate does with it')),
        code(),
      ],
    },
  ],
});

const anchors = (type: InterviewType, names: DimensionNames): Part => ({
  key: 'anchors',
  title: i18n.t('Anchors'),
  lede: i18n.t(
    'For each dimension what strong and weak look like in this very case, and what three candidates would say: three different thoughts.',
  ),
  fields: [
    {
      kind: 'group',
      key: 'anchors',
      label: '',
      fields: rubrics[type].dimensions.map(({ key, name }) => ({
        kind: 'group',
        key,
        label: names[key] ?? name,
        fields: [
          { kind: 'lines', key: 'strong', label: i18n.t('Strong'), from: 2, to: 3, max: LINE },
          { kind: 'lines', key: 'weak', label: i18n.t('Weak'), from: 2, to: 3, max: LINE },
          {
            kind: 'group',
            key: 'samples',
            label: '',
            fields: [
              text('level2', i18n.t('Level 2 might say'), LINE),
              text('level3', i18n.t('Level 3 might say'), 260),
              text('level4', i18n.t('Level 4 might say'), 320),
            ],
          },
        ],
      })),
    },
  ],
});

const afterwards = (): Part => ({
  key: 'after',
  title: i18n.t('Afterwards'),
  lede: i18n.t('What to watch for, what to talk about, and what to practise alone.'),
  fields: [
    { kind: 'lines', key: 'pitfalls', label: i18n.t('Pitfalls'), from: 3, to: 5, max: LINE },
    { kind: 'lines', key: 'debrief', label: i18n.t('Questions for the debrief'), from: 2, to: 2, max: LINE },
    {
      kind: 'lines',
      key: 'practice',
      label: i18n.t('Practice tasks, 10 to 20 minutes alone'),
      from: 2,
      to: 2,
      max: 300,
      long: true,
    },
  ],
});

/** What the dimensions are called today, by key: an admin may have renamed them. */
export type DimensionNames = Readonly<Record<string, string>>;

/** The form for a prompt of this type: every field that is its writer's to fill in, in the order of writing. */
export const partsOf = (type: InterviewType, names: DimensionNames = {}): Part[] => [
  basics(type),
  statement(),
  roleCard(),
  phases(),
  facts(),
  tables(),
  twists(),
  anchors(type, names),
  ...(type === 'estimation' ? [estimationPart()] : []),
  ...(type === 'metrics' ? [metricsPart()] : []),
  afterwards(),
];
