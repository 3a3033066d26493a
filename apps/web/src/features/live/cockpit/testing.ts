import { type Guide } from '@debrief/contracts';

const none = { asked: ['How many?'], noData: false, ifVague: 'Which number?', ifNeverAsked: 'withhold' as const };

/** A guide whose phases are those of a built room. */
export const builtGuide: Guide = {
  prompt: 'longer-loans',
  version: 1,
  title: 'Longer loans',
  type: 'product-sense',
  statement: 'A library wants people to keep books longer.',
  roleCard: { who: 'A librarian', mood: 'Calm', wants: 'A plan' },
  statedRequest: null,
  realProblem: null,
  phases: [
    {
      key: 'clarify',
      name: 'Clarify the goal',
      minutes: { long: 10, short: 5 },
      aim: 'One goal, in their words.',
      nudge: 'Which of these matters most?',
      probes: [
        { id: 'why', kind: 'probe', text: 'Why would they ask for this?' },
        { id: 'votes', kind: 'challenge', text: 'The board has 900 votes. Are they wrong?' },
      ],
    },
    {
      key: 'choose',
      name: 'Choose',
      minutes: { long: 5, short: 3 },
      aim: 'One choice.',
      nudge: 'Pick one.',
      probes: [{ id: 'cut', kind: 'probe', text: 'What would you cut?' }],
    },
  ],
  facts: [
    { ...none, id: 'usage', label: 'Usage', answer: '9,000 loans a month.' },
    { ...none, id: 'pilot', label: 'Pilot', answer: 'A pilot cut late returns.', ifNeverAsked: { minute: 8 } },
    { ...none, id: 'weather', label: 'Weather', answer: 'Nobody has counted.', noData: true },
    {
      ...none,
      id: 'by-day',
      label: 'By day',
      table: {
        columns: ['Day', 'Late'],
        rows: [
          ['Open', 100],
          ['Closed', 900],
        ],
      },
    },
    { ...none, id: 'by-branch', label: 'By branch', table: { columns: ['Branch', 'Late'], rows: [['North', 7]] } },
  ],
  twists: [{ id: 'fee', minute: 6, text: 'The late fee was dropped last month.' }],
  anchors: [],
  pitfalls: [],
  debrief: [],
  practice: [],
  extra: [],
};
