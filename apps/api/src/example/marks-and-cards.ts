import type { Card, Level, MarkKind } from '@debrief/contracts';
import { randomUUID } from 'node:crypto';
import { ROUND, type Scene } from './scene';
import { secondsOf, step, type Step } from './step';

interface Mark {
  name: string;
  time: string;
  dimension: string;
  kind: MarkKind;
  words: string;
}
const mark = (name: string, time: string, dimension: string, kind: MarkKind, words: string): Mark => ({
  name,
  time,
  dimension,
  kind,
  words,
});

/** What Tom marked. He cites most of it; the rest stays his. */
export const marks: Mark[] = [
  mark(
    'goal',
    '2:40',
    'framing',
    'quote',
    'More jobs done per tool, in this city, this year. Longer loans are one way.',
  ),
  mark('no-proof', '3:35', 'framing', 'missed', 'Did not say what would show that time is not the problem.'),
  mark('no-choice', '6:50', 'users', 'unclear', 'Four groups after three minutes, no choice and no reason yet.'),
  mark('saturday', '9:05', 'users', 'quote', 'She is done by noon, and the sander lies in the hall until Tuesday.'),
  mark('order', '11:00', 'insight', 'strong', 'Asks how long a tool is really used before naming a pain.'),
  mark(
    'pilot',
    '12:45',
    'clarity',
    'strong',
    'Says what the pilot ends, the 14 days, and what stays, the empty shelf.',
  ),
  mark('rates', '15:00', 'insight', 'strong', 'Puts 52 % beside 18 % and names the closed door without help.'),
  mark(
    'wrong-if',
    '16:50',
    'insight',
    'quote',
    'I am wrong if lateness stays at 52 % when everything falls due on an open day.',
  ),
  mark('over', '17:30', 'clarity', 'missed', 'Ran over in pains; I had to move us on.'),
  mark('evening', '21:20', 'solution', 'unclear', 'Offers a fourth evening without asking who would open.'),
  mark('free', '23:05', 'solution', 'quote', 'It costs nothing and it reaches every online loan, so I start there.'),
  mark('renews', '26:15', 'solution', 'strong', 'Keeps the long job alive: it renews by itself unless somebody waits.'),
  mark(
    'monday',
    '30:35',
    'measures',
    'quote',
    'Unmet weekend requests, 41 down to 30 in eight weeks. That is my Monday number.',
  ),
  mark('stop', '32:20', 'measures', 'strong', 'Has a point at which to stop: above 36 % in week four.'),
  mark('loser', '33:20', 'measures', 'missed', 'Never says who loses, such as people who like to keep a tool at home.'),
  mark(
    'friday',
    '35:35',
    'clarity',
    'quote',
    'You asked for more days. You get a door that is open on the day it is due.',
  ),
];

type Cited = Card['levels'][number]['evidence'][number];
/** Turns a time of the script into the clock's. */
type ClockOf = (time: string) => number;

const cite = (scene: Scene, clockOf: ClockOf, name: string): Cited => {
  const found = marks.find((one) => one.name === name);
  if (!found) throw new Error(`There is no mark ${name}.`);
  const { time, kind, words } = found;
  return { ...own(clockOf, time, kind, words), mark: scene.mark(name) };
};
/** Evidence written down while scoring, without a mark. */
const own = (clockOf: ClockOf, time: string, kind: MarkKind, words: string): Cited => ({
  id: randomUUID(),
  text: words,
  kind,
  from: clockOf(time) - 10_000,
  to: clockOf(time),
});
const scored = (dimension: string, level: Level, ...evidence: Cited[]) => ({ dimension, level, evidence });

const cardOfTom = (scene: Scene, clockOf: ClockOf): Card => {
  const cited = (name: string) => cite(scene, clockOf, name);
  return {
    levels: [
      scored('framing', 3, cited('goal'), cited('no-proof')),
      scored(
        'users',
        2,
        cited('no-choice'),
        own(clockOf, '8:12', 'missed', 'Chose the weekend jobs, and gave the reason, only after my nudge.'),
      ),
      scored('insight', 4, cited('rates'), cited('wrong-if')),
      scored('solution', 3, cited('free'), cited('renews')),
      scored('measures', 3, cited('monday'), cited('loser')),
      scored('clarity', 3, cited('pilot'), cited('over')),
    ],
    overall: 'yes',
    confidence: 'medium',
    redFlags: [],
  };
};

const cardOfAna = (clockOf: ClockOf): Card => ({
  levels: [
    scored('framing', 3, own(clockOf, '1:58', 'strong', 'I asked why they vote before I took the wish as the goal.')),
    scored(
      'users',
      4,
      own(clockOf, '22:20', 'quote', 'Back to the sander in the hall: due on an open day, she brings it back.'),
    ),
    scored(
      'insight',
      3,
      own(clockOf, '14:10', 'strong', 'I asked for late returns by the day on which they fall due.'),
    ),
    scored(
      'solution',
      3,
      own(clockOf, '19:25', 'strong', 'A rule, a box and a shorter loan: three different kinds of idea.'),
    ),
    scored('measures', 3, own(clockOf, '32:15', 'strong', 'One number with a date, a guardrail, and a point to stop.')),
    // She cannot hear herself, and says so rather than guess.
    scored('clarity', 0),
  ],
  overall: 'yes',
  confidence: 'low',
  redFlags: [],
});

const round = ROUND;
/** Clock of a step's `now` and its own time in the script. */
const clockFrom =
  (now: number, time: string): ClockOf =>
  (other) =>
    now + (secondsOf(other) - secondsOf(time)) * 1000;
const lock = (time: string, who: 'ana' | 'tom', cardOf: (scene: Scene, clockOf: ClockOf) => Card): Step =>
  step(time, (scene, now) => scene.act(who, 'card.lock', { round, card: cardOf(scene, clockFrom(now, time)) }));

/** Every mark at its moment, one whose kind is changed, and both cards. */
export const marksAndCards: Step[] = [
  ...marks.map(({ name, time, dimension, kind, words }) =>
    step(time, (scene) =>
      scene.act('tom', 'mark.set', {
        round,
        mark: scene.mark(name),
        dimension,
        // Set as strong by one key, and corrected within the seconds in which that is possible.
        markKind: name === 'evening' ? 'strong' : kind,
        words,
      }),
    ),
  ),
  step('21:25', (scene) =>
    scene.act('tom', 'mark.change', { round, mark: scene.mark('evening'), markKind: 'unclear' }),
  ),
  lock('40:15', 'ana', (_scene, clockOf) => cardOfAna(clockOf)),
  lock('41:40', 'tom', cardOfTom),
];
