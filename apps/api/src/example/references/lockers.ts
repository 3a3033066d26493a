import { say } from '../step';
import { ending, fact, heard, next, note, opening, probe, section, twist, type Reference } from './reference';

/** A clean start and a good eye for cuts, and at the end nobody knows what was found. */
export const lockers: Reference = {
  key: 'lockers',
  cast: {
    plan: { type: 'metrics', length: 'long', mode: 'stress', format: 'one-way' },
    host: 'David Osei',
    guest: 'Lena Novak',
    daysAgo: 5,
  },
  script: [
    ...opening('slower-lockers'),
    section('0:30', 'The metric'),
    note('0:55', 'The metric', 'Collected within 24 h of the notice ÷ notices sent, by week of the notice'),
    heard(
      '1:15',
      'The numerator is doors opened within 24 hours of the notice, the denominator is notices sent, and a parcel belongs to the week of its notice, Monday to Sunday.',
    ),
    probe('1:40', 'why-not-48'),
    heard(
      '2:00',
      'A day is what the customer was promised, so a day is what I count. But it misleads: somebody who never got the notice looks the same as somebody who is late.',
    ),
    heard(
      '2:50',
      'So beside it I watch parcels that a full locker turns away. If we chase the 24 hours by sending fewer parcels, it shows there.',
    ),
    note('3:05', 'The metric', 'Beside it: parcels turned away because the locker is full'),
    say('3:25', 'ana', 'Did the way it is measured change between the weeks?'),
    fact('3:35', 'logging'),
    say('3:55', 'ana', 'And the counts behind the two percentages?'),
    fact('4:05', 'total'),
    next('4:50', 0),

    section('5:00', 'What it could be'),
    note('5:20', 'What it could be', 'Heat'),
    note('5:30', 'What it could be', 'New depot'),
    note('5:40', 'What it could be', 'The app'),
    note('5:50', 'What it could be', 'East'),
    note('6:00', 'What it could be', 'Holidays'),
    note('6:10', 'What it could be', 'Notices'),
    note('6:20', 'What it could be', 'Broken lockers'),
    heard(
      '6:40',
      'It could be the heat, the new depot, the app, something in East, holidays, the notices, or broken lockers. East and the depot are perhaps one thing, and the app and the notices too. I will see.',
    ),
    probe('7:30', 'cheapest-branch'),
    heard('7:50', 'I do not know which is cheapest to check. I would look at them one after another.'),
    say('9:10', 'tom', 'Which branch would you rule out first, and with which cut?'),
    heard('9:40', 'Then I begin with East, because I know how to cut by region.'),
    next('12:30', 1),

    section('12:40', 'Cuts'),
    heard('12:55', 'If it is the depot, East falls and North and South stay where they are.'),
    fact('13:15', 'region'),
    heard('14:00', 'All three fell by about eight points, from 78 to 70. So it is not East, and not the depot.'),
    note('14:15', 'Cuts', 'Region: all three from 78 to about 70. Not East.'),
    heard('15:10', 'Next the notices. If the app is to blame, push falls, and text and mail stay.'),
    fact('15:30', 'channel'),
    heard(
      '16:20',
      'Push went from 81 to 67 per cent. Text stayed at 80 and mail at 67.5. And it is as hot for people who get a text, so the heat is out.',
    ),
    note('16:40', 'Cuts', 'Channel: push 81 to 67, text 80 and 80, mail 67.5 and 67.5. Heat is out.'),
    heard('17:30', 'Inside push I expect the old version to be at 81 still, and the new one to be low.'),
    fact('17:50', 'push-version'),
    heard('18:40', 'There it is. 5.1 is at 81, as before, and 5.2 is at 41.5.'),
    note('18:55', 'Cuts', 'Version: 5.1 at 81, 5.2 at 41.5'),
    probe('20:00', 'now-what'),
    heard('20:20', 'It rules out that push as such got worse.'),
    next('22:40', 2),

    say('23:00', 'tom', 'Give me the cause and its size in one sentence.'),
    heard(
      '23:30',
      'It could be the new version. It could also be that those who updated are different people, on holiday for example, and the heat may have added to it.',
    ),
    probe('24:20', 'how-much'),
    heard('24:40', 'I would not like to put a number on that now.'),
    heard('25:40', 'So my possible causes are the app, the kind of people who updated, and the heat.'),
    next('26:50', 3),

    heard('27:00', 'I would ask the app team to look at 5.2, and build a dashboard with all of these cuts.'),
    twist('27:20', 'finance'),
    heard('28:10', 'Finance is right that 880 euros is a lot of money. I would wait until the app team know more.'),
    probe('29:00', 'switch-off'),
    heard('29:20', 'I do not know what would make me change that.'),
    next('32:50', 4),

    heard(
      '33:10',
      'To sum up: we had the metric, then the causes, then the cuts. East was one. No, East was not one. Sorry, where was I.',
    ),
    probe('34:00', 'one-line'),
    heard('34:25', 'One line for the board: collection has fallen, and we are looking into it.'),
    ...ending('35:10'),
  ],
  content: {
    title: 'Slower lockers, answered by Lena Novak',
    minutes: 12,
    overall: 'no',
    levels: [
      {
        dimension: 'metric',
        level: 4,
        reason:
          'At 1:15 numerator, denominator and window are all there, and at 2:00 the promise to the customer: that is level 3. At 2:00 she also says where the metric misleads (no notice looks like a late customer), and at 2:50 pairs it with parcels turned away. Both halves of the sentence for 4 are met.',
      },
      {
        dimension: 'decomposition',
        level: 2,
        reason:
          'Seven causes by 6:20, and she says herself at 6:40 that two pairs of them may be one thing: a list with overlaps. Measurement, internal and external causes are never split. At 7:50 there is no order by likelihood or cost, and the first branch comes only after the interviewer’s question at 9:10. Not 1: she does not guess one cause at a time.',
      },
      {
        dimension: 'evidence',
        level: 3,
        reason:
          'Three times she says what she expects before the cut (12:55, 15:10, 17:30) and each time reads it correctly, up to using text and mail as the control that clears the heat. Not 4: no cut is sized in points, and mix is never told from rate. That the conclusion fails afterwards belongs to another dimension.',
      },
      {
        dimension: 'decision',
        level: 1,
        reason:
          'At 25:40 the answer is three possible causes, one of which she had cleared herself at 16:20. No size (24:40), and waiting without a condition (28:10, 29:20). That is the sentence for 1. Whoever gives 2 pays for what she had found in the cuts; a cause has to be named for that.',
      },
      {
        dimension: 'clarity',
        level: 2,
        reason:
          'The first twenty minutes are signposted, in the notes too. The recap at 33:10 loses the thread and the line at 34:25 says nothing that was found. Partly signposted: 2. Not 1, because until minute 20 anybody could follow; whoever gives 1 has scored the end alone, as a second reader did.',
      },
    ],
  },
};
