import { step, write, type Step } from './step';

/** The shared notes as both wrote them: Ana thinks on paper, Tom keeps the numbers that were asked for. */
export const writtenNotes: Step[] = [
  write('0:35', 'ana', (pen) => pen.section('Goal')),
  write('0:50', 'ana', (pen) => pen.item('Goal', 'Asked for: loans longer than seven days')),
  write('1:05', 'tom', (pen) => pen.section('Numbers so far')),
  write('1:12', 'tom', (pen) => pen.item('Numbers so far', '14 libraries, lent free, seven days')),
  write('1:30', 'ana', (pen) => pen.more('Asked for', ', by members who vote on the board')),
  write('2:05', 'ana', (pen) => pen.item('Goal', 'Nobody knows why they voted')),
  write('2:20', 'ana', (pen) => pen.item('Goal', 'Goal: more jobs done')),
  write('2:32', 'ana', (pen) => pen.more('Goal: more jobs done', ' per tool, in this city, this year')),
  write('3:25', 'ana', (pen) => pen.item('Goal', 'First idea: 14 days instead of 7')),

  write('4:10', 'ana', (pen) => pen.section('Users', 'Numbers so far')),
  write('5:15', 'ana', (pen) => pen.item('Users', 'Weekend jobs at home: about half of all loans')),
  write('5:35', 'ana', (pen) => pen.item('Users', 'Moves and parties: a quarter')),
  write('5:50', 'tom', (pen) => pen.item('Numbers so far', '6,400 people borrowed last year')),
  write('6:00', 'ana', (pen) => pen.item('Users', 'Clubs, schools and regulars: the rest')),
  write('6:25', 'ana', (pen) => pen.item('Users', 'Volunteers: they hear the complaints')),
  write('7:45', 'ana', (pen) =>
    pen.line('Users', 'I take the weekend jobs: half of the loans, all after the same Saturday.'),
  ),
  write('8:10', 'ana', (pen) =>
    pen.more('I take the weekend', ' Moves are planned weeks ahead and clubs know their volunteer, so both can wait.'),
  ),
  write('9:00', 'ana', (pen) =>
    pen.line('Users', 'Last Saturday: the door is sanded by noon. The sander lies in the hall until Tuesday.'),
  ),

  write('10:05', 'ana', (pen) => pen.section('Pains', 'Numbers so far')),
  write('10:20', 'ana', (pen) => pen.item('Pains', 'Seven days are too few?')),
  write('11:05', 'tom', (pen) =>
    pen.item('Numbers so far', 'Used for three hours (median); 71 % of loans are done within two days'),
  ),
  write('11:25', 'ana', (pen) => pen.more('Seven days are too few', ' Hardly: the work takes three hours')),
  // The line she gives up: at 11:59 the notes still say fourteen days.
  write('12:35', 'ana', (pen) =>
    pen.replace('First idea', 'Dropped: 14 days. Tried last summer, late 30 % to 27 %, unmet at weekends 41 % to 55 %'),
  ),
  write('13:15', 'ana', (pen) => pen.item('Pains', 'Empty shelf on Saturday: 41 % of weekend requests unmet')),
  write('13:30', 'ana', (pen) => pen.item('Pains', '410 of the 640 tools that are out are no longer in use')),
  write('14:20', 'tom', (pen) =>
    pen.item('Numbers so far', 'Late: 1,674 of 3,200 due on a closed day, 1,026 of 5,800 due on an open day'),
  ),
  write('14:50', 'ana', (pen) => pen.item('Pains', 'Due on a closed day: 52 % late. Due on an open day: 18 %')),
  write('15:25', 'ana', (pen) => pen.line('Pains', 'Cause: they are done, but the door is shut on the day it is due.')),
  write('16:10', 'tom', (pen) => pen.item('Numbers so far', '5,600 of 9,000 loans a month are booked online')),
  write('16:40', 'ana', (pen) =>
    pen.line('Pains', 'I am wrong if lateness stays at 52 % when everything falls due on an open day.'),
  ),

  write('18:15', 'ana', (pen) => pen.section('Ideas', 'Numbers so far')),
  write('18:35', 'ana', (pen) => pen.item('Ideas', 'Due dates on open days only', 'orderedList')),
  write('18:55', 'ana', (pen) => pen.item('Ideas', 'A drop box at the busiest depots', 'orderedList')),
  write('19:20', 'ana', (pen) =>
    pen.item('Ideas', 'A short loan, Saturday to Tuesday, first in the queue', 'orderedList'),
  ),
  write('20:25', 'tom', (pen) => pen.item('Numbers so far', 'Grant of 6,000 euros this year; a box costs 2,500')),
  write('21:10', 'ana', (pen) => pen.item('Ideas', 'A fourth evening', 'orderedList')),
  write('21:55', 'ana', (pen) => pen.more('A fourth evening', ': no, no volunteer can take one on')),
  write('22:50', 'ana', (pen) =>
    pen.line('Ideas', 'First: due dates on open days. Costs nothing and reaches every online loan.'),
  ),
  write('24:20', 'ana', (pen) =>
    pen.line('Ideas', 'Three weeks: change the rule in the booking, say why in the reminder mail.'),
  ),
  write('24:50', 'ana', (pen) => pen.more('Three weeks', ' After that boxes at two depots, 5,000 of the 6,000 euros.')),
  write('26:00', 'ana', (pen) =>
    pen.line('Ideas', 'A job of two weekends: the loan renews by itself unless somebody waits.'),
  ),
  write('28:40', 'ana', (pen) => pen.more('A job of two weekends', ' The booking says so before you take the tool.')),

  write('30:05', 'ana', (pen) => pen.section('Measures', 'Numbers so far')),
  write('30:25', 'ana', (pen) => pen.item('Measures', 'Weekend requests unmet: 41 % to 30 % in eight weeks')),
  write('31:05', 'ana', (pen) => pen.item('Measures', 'Guardrail: lost or broken stays under 3 %, it is 2 % now')),
  write('31:30', 'ana', (pen) => pen.item('Measures', 'Risk: a longer queue on Saturday morning')),
  write('32:10', 'ana', (pen) => pen.item('Measures', 'Stop if it is still above 36 % in week four')),

  write('33:55', 'ana', (pen) => pen.section('For Friday', 'Numbers so far')),
  write('34:40', 'ana', (pen) => pen.line('For Friday', 'No to 14 days: it was tried, and the shelf got emptier.')),
  write('35:20', 'ana', (pen) =>
    pen.line('For Friday', 'Yes to what is behind it: your loan ends on a day when we are open.'),
  ),
  write('36:20', 'ana', (pen) => pen.line('For Friday', 'Still unknown: why people voted. Ask twenty of them.')),

  step('9:40', (scene) => scene.jot('Groups came fast, the choice only with my nudge.')),
  step('11:40', (scene) => scene.jot('Asked for usage before any pain. Good order.')),
  step('17:20', (scene) => scene.jot('Let pains run over, the cause is worth it. Make it up in ideas.')),
  step('21:40', (scene) => scene.jot('I gave Volunteers unasked. The no to the evening is not hers.')),
  step('36:40', (scene) => scene.jot('Talk about users first.')),
];
