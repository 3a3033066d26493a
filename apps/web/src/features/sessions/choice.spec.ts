import { choiceFor, fitting, lastChoice, rememberChoice } from './choice';

beforeEach(() => localStorage.clear());

test('without a last time the usual choices are made, and the address wins over them', () => {
  expect(lastChoice()).toMatchObject({ type: 'product-sense', length: 'long', format: 'swap', mode: 'learning' });
  expect(choiceFor({ type: 'metrics', length: 'short' })).toMatchObject({ type: 'metrics', length: 'short' });
  expect(choiceFor({ type: undefined })).toEqual(lastChoice());
});

test('the choices of last time come back, without the prompt of last time', () => {
  rememberChoice({
    type: 'strategy',
    length: 'short',
    mode: 'stress',
    format: 'one-way',
    hostFirst: 'interviewer',
    prompt: 'after-lesson-three',
  });
  expect(choiceFor({})).toEqual({
    type: 'strategy',
    length: 'short',
    mode: 'stress',
    format: 'one-way',
    hostFirst: 'interviewer',
  });
});

test('what somebody else wrote into the storage is not believed', () => {
  for (const stored of ['{', 'null', '{"type":"poetry"}', '[]']) {
    localStorage.setItem('debrief:new-session', stored);
    expect(lastChoice().type).toBe('product-sense');
  }
});

test('a kind that has one length gets that length', () => {
  expect(choiceFor({ type: 'estimation', length: 'long' }).length).toBe('short');
});

test('a named prompt makes the host interview first, and goes when they are asked first', () => {
  rememberChoice({ ...lastChoice(), hostFirst: 'candidate' });
  const choice = choiceFor({ type: 'metrics', prompt: 'slower-lockers' });
  expect(choice).toMatchObject({ hostFirst: 'interviewer', prompt: 'slower-lockers' });
  expect(fitting({ ...choice, hostFirst: 'candidate' })).not.toHaveProperty('prompt');
});
