import { adviceSentence, isAboutPerson } from './advice-words';

test('three parts make one sentence, and so do fewer', () => {
  const whole = { when: 'you name groups', attempt: 'choosing one', because: 'the reason is heard.' };
  expect(adviceSentence(whole)).toBe('When you name groups, try choosing one, because the reason is heard.');
  expect(adviceSentence({ ...whole, when: ' ', because: '' })).toBe('Try choosing one.');
  expect(adviceSentence({ when: '', attempt: '', because: '' })).toBe('');
});

test('a verdict on the person is noticed, what somebody did is not', () => {
  for (const words of ['You are unstructured.', 'you’re a bit slow', 'When you are too quick', "she's very vague"])
    expect([words, isAboutPerson(words)]).toEqual([words, true]);
  for (const words of ['You said the unit late.', 'when you are computing', 'the sums are hard to follow', ''])
    expect([words, isAboutPerson(words)]).toEqual([words, false]);
});
