import { isAllowedOrigin } from './origin';

const settings = { origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'https://debrief.example'] };

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', true],
  ['https://debrief.example', true],
  ['https://evil.example', false],
  ['https://debrief.example.evil.example', false],
  ['https://evil-debrief.example', false],
  ['https://debrief.example:8443', false],
  ['http://debrief.example', false],
  ['http://localhost:3001', false],
  ['http://localhost', false],
  ['HTTP://LOCALHOST:3000', false],
  ['null', false],
  ['', false],
  [undefined, false],
])('%s → %s', (origin, allowed) => {
  expect(isAllowedOrigin(origin, settings)).toBe(allowed);
});
