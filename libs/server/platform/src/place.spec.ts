import { placeForms, readPlace, writePlace } from './place';

const { text, whole, moment } = placeForms;
const at = '2026-11-23 06:00:00.123456+00';
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a place comes back as it was written, as text; the first page has none', () => {
  expect(readPlace(writePlace(at, 'session', 3), moment, text, whole)).toEqual([at, 'session', '3']);
  expect(readPlace(undefined, moment)).toBeNull();
});

test.each([
  ['no base64', '***'],
  ['no list', encoded('x')],
  ['too few values', writePlace(at, 'session')],
  ['too many values', writePlace(at, 'session', 3, 4)],
  ['a value that is neither text nor a number', encoded([at, null, 3])],
  ['a time of another form', writePlace('yesterday', 'session', 3)],
  ['a time that there is not', writePlace('2026-99-99 06:00:00+00', 'session', 3)],
  ['a number that does not fit', writePlace(at, 'session', 99_999_999_999)],
])('%s is refused', (_, cursor) => {
  expect(() => readPlace(cursor, moment, text, whole)).toThrow(expect.objectContaining({ code: 'bad-input' }) as Error);
});
