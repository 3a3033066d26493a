import { ROUND } from './scene';
import { act, say, secondsOf, step, type Step } from './step';

const round = ROUND;
const fact = (time: string, name: string, asked = true): Step =>
  // Given unasked it counts against nothing: what it ended was no part of the answer.
  act(time, 'tom', 'fact.give', { round, fact: name, asked, ...(!asked && { dimension: null }) });
const probe = (time: string, name: string): Step => act(time, 'tom', 'probe.ask', { round, probe: name });
const next = (time: string, from: number): Step => act(time, 'tom', 'phase.next', { round, from });

/** What is said and done, from the lobby to the end; notes, marks and cards are in their own files. */
export const conversation: Step[] = [
  step('-6:30', (scene) => scene.create()),
  step('-5:20', (scene) => scene.enter('ana')),
  say('-5:00', 'ana', 'Hi Tom. I am here and ready.'),
  say('-4:40', 'tom', 'Hi Ana. Four minutes for me to read the guide, then we start.'),
  act('-4:30', 'ana', 'participant.ready', { ready: true }),
  act('-4:20', 'tom', 'brief.open', { prompt: 'longer-loans' }),
  act('0:00', 'tom', 'round.start', { round }),
  step('0:02', (scene) => scene.openNotes()),
  say('0:10', 'tom', 'Take a minute to read it. I have facts, but you have to ask for them.'),

  probe('1:15', 'why-ask'),
  fact('1:50', 'vote-reasons'),
  next('3:50', 0),
  say('4:00', 'ana', 'The goal is in the notes. I go on to users unless you see it otherwise.'),
  fact('4:40', 'members'),
  act('7:10', 'tom', 'nudge.log', { round, phase: 'users' }),
  probe('8:40', 'last-saturday'),
  act('9:40', 'ana', 'phase.done', { round, index: 1 }),
  next('9:45', 1),

  fact('10:50', 'usage'),
  act('12:00', 'tom', 'twist.give', { round, twist: 'pilot' }),
  say('12:10', 'ana', 'That changes my first idea. One moment.'),
  fact('13:00', 'availability'),
  fact('14:05', 'lateness'),
  fact('14:35', 'hours'),
  fact('15:55', 'loan-period'),
  probe('16:15', 'prove-wrong'),
  // The phase has run a minute and ten seconds over: the cause was worth the wait.
  next('17:55', 2),
  say('18:00', 'tom', 'We are a minute over. Keep the cause as you have it and go on to ideas.'),

  fact('20:05', 'money'),
  fact('21:30', 'volunteers', false),
  probe('23:50', 'three-weeks'),
  probe('25:30', 'two-weekends'),
  act('26:30', 'tom', 'clock.add', { round, minutes: 2 }),
  say('26:35', 'tom', 'Two minutes more, so that you can finish the first version.'),
  next('29:50', 3),

  fact('30:45', 'damage'),
  probe('31:45', 'make-you-stop'),
  next('33:45', 4),
  probe('34:15', 'tell-voters'),
  act('36:55', 'ana', 'phase.done', { round, index: 5 }),
  say('37:05', 'ana', 'That is all from me. Thank you.'),
  act('37:20', 'tom', 'scoring.start', { round }),

  say('42:20', 'ana', 'You give me more for insight than I do. Users is where we differ: I said 4.'),
  say(
    '42:55',
    'tom',
    'You came back to the sander, I heard that. But you chose the group only after my nudge, so I stayed at 2.',
  ),
  step('43:30', (scene) => scene.act('tom', 'mark.share', { round, mark: scene.mark('saturday') })),
  say('43:45', 'tom', 'I had marked that Saturday too. I have shared it.'),
  say('44:20', 'ana', 'Fair. I had the reason early. I did not say it.'),
  step('47:40', (scene, now) =>
    scene.feedback(
      {
        keep: 'You asked how long a tool is really used before you listed a single pain. From then on every number had a job, and the pilot did not throw you.',
        keepAt: now - (secondsOf('47:40') - secondsOf('10:45')) * 1000,
        advice: [
          {
            when: 'you have named the groups',
            attempt: 'choosing one in the same breath and saying why the others wait',
            because: 'you had the reason, and I heard it only after I asked',
          },
        ],
        task: 'Take three products you used this week. For each, write down four groups, choose one within a minute, and give one sentence on why the others wait. 15 minutes.',
      },
      now,
    ),
  ),
  step('48:20', (scene, now) => scene.answer(1, 'use', now)),
  step('48:50', (scene, now) =>
    scene.fix('In the users phase I choose one group within two minutes and say aloud why the others wait.', now),
  ),
  step('49:15', (scene, now) => scene.agree(now)),
  act('50:30', 'tom', 'end.propose', {}),
  act('50:34', 'ana', 'end.agree', {}),
];
