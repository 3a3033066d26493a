import { newSessionSearch, nextSearch, parseSearch, promptsSearch, stringifySearch } from './search';

const next = (value: unknown) => nextSearch.parse({ next: value }).next;

test('after signing in only addresses on this site are gone to', () => {
  expect(next('/new?type=metrics')).toBe('/new?type=metrics');
  for (const evil of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '', 7])
    expect(next(evil)).toBeUndefined();
});

test('what follows the question mark stays text and survives the way back', () => {
  const search = { text: '42', unseen: 'true', next: '/new?type=metrics&length=long' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
  expect(stringifySearch({ text: undefined })).toBe('');
});

test('a value that makes no sense is dropped and the rest is kept', () => {
  expect(newSessionSearch.parse({ type: 'poetry', length: 'short' })).toEqual({ length: 'short' });
  expect(promptsSearch.parse({ difficulty: 'easy', unseen: 'yes' })).toEqual({ difficulty: 'easy' });
});
