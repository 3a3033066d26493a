import { blankDraft } from '@debrief/prompt-bank';
import { compareWords, differences } from './differences';
import { partsOf } from './parts';
import { asList, setIn } from './path';

const fields = partsOf('estimation').flatMap((part) => part.fields);
const blank = blankDraft('estimation', 'Title');
const written = setIn(blank, ['facts', 0, 'label'], 'Fleet');

test('words that stay are marked as neither gone nor new, and both texts can be read from the marks', () => {
  const before = 'Five hundred bikes stand at two hundred stations.';
  const after = 'Five hundred cargo bikes stand at stations of the city.';
  const marks = compareWords(before, after);
  expect(marks.filter(({ kind }) => kind === 'gone').map(({ words }) => words.trim())).toEqual([
    'two hundred stations.',
  ]);
  expect(marks.filter(({ kind }) => kind === 'new').map(({ words }) => words.trim())).toEqual([
    'cargo',
    'stations of the city.',
  ]);
  const read = (not: 'gone' | 'new') => marks.flatMap(({ kind, words }) => (kind === not ? [] : [words])).join('');
  expect([read('new'), read('gone')]).toEqual([before, after]);
  // Thousands of words do not stop the page.
  expect(compareWords('a '.repeat(5000), 'b '.repeat(5000))).toHaveLength(2);
});

test('a field that changed is named from the outside in', () => {
  expect(differences(fields, blank, written)).toMatchObject([{ where: ['Fact 1', 'Short name'], kind: 'added' }]);
  expect(differences(fields, written, blank)).toMatchObject([{ where: ['Fact 1', 'Short name'], kind: 'removed' }]);
  const other = setIn(written, ['facts', 0, 'ifNeverAsked'], { minute: 5, minuteShort: 3 });
  expect(differences(fields, written, other).map(({ where }) => where.join(' › '))).toEqual([
    'Fact 1 › When nobody asks',
    'Fact 1 › When nobody asks › At minute, long round',
    'Fact 1 › When nobody asks › At minute, short round',
  ]);
  expect(differences(fields, blank, blank)).toEqual([]);
});

test('a row that moved is not one removed and one added', () => {
  const rows = asList((written as Record<string, unknown>)['facts']);
  const moved = setIn(written, ['facts'], [...rows.slice(1), rows[0]]);
  expect(differences(fields, written, moved)).toEqual([{ where: ['Facts'], kind: 'moved', stretches: [] }]);
  const fewer = setIn(written, ['facts'], rows.slice(1));
  expect(
    differences(fields, written, fewer).every(({ where, kind }) => where[0] === 'Fact 1' && kind === 'removed'),
  ).toBe(true);
});
