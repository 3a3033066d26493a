import type { ReferenceContent } from '@debrief/server/progress';
import type { NotesPen } from '../notes-pen';
import { ROUND, type Plan } from '../scene';
import { act, secondsOf, step, write, type Step } from '../step';

/** A session whose levels are agreed: what is played, and what was agreed of it. */
export interface Reference {
  readonly key: string;
  readonly cast: { plan: Plan; host: string; guest: string; daysAgo: number };
  readonly script: readonly Step[];
  readonly content: ReferenceContent;
}

export const round = ROUND;
const HEARD = 'Heard, word for word';

/** A recorded interview without a recording: the interviewer takes down in the notes what the candidate says. */
export const heard = (time: string, words: string): Step =>
  write(time, 'tom', (pen) => pen.item(HEARD, `${time} “${words}”`));
export const note = (time: string, section: string, words: string): Step =>
  write(time, 'ana', (pen) => pen.item(section, words));
/** The candidate's sections stand above what was heard. */
export const section = (time: string, title: string): Step =>
  write(time, 'ana', (pen: NotesPen) => pen.section(title, HEARD));
export const fact = (time: string, name: string): Step =>
  act(time, 'tom', 'fact.give', { round, fact: name, asked: true });
export const probe = (time: string, name: string): Step => act(time, 'tom', 'probe.ask', { round, probe: name });
export const next = (time: string, from: number): Step => act(time, 'tom', 'phase.next', { round, from });
export const twist = (time: string, name: string): Step => act(time, 'tom', 'twist.give', { round, twist: name });

/** From the lobby to the first line. */
export const opening = (prompt: string): Step[] => [
  step('-6:00', (scene) => scene.create()),
  step('-5:00', (scene) => scene.enter('ana')),
  act('-4:30', 'ana', 'participant.ready', { ready: true }),
  act('-4:20', 'tom', 'brief.open', { prompt }),
  act('0:00', 'tom', 'round.start', { round }),
  step('0:02', (scene) => scene.openNotes()),
  write('0:05', 'tom', (pen) => pen.section(HEARD)),
];

/**
 * The end. Nobody locks a card, so that there is none to look at: a day later the round lapses, and the levels that were
 * agreed stay beside it, for those who have scored it.
 */
export const ending = (time: string): Step[] => {
  const at = (seconds: number, run: Step): Step => ({ ...run, at: secondsOf(time) + seconds });
  return [
    at(0, act(time, 'tom', 'scoring.start', { round })),
    at(60, act(time, 'tom', 'end.propose', {})),
    at(64, act(time, 'ana', 'end.agree', {})),
    at(
      25 * 3_600,
      step(time, async () => undefined),
    ),
  ];
};
