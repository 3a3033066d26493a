import { interviewTypes } from '@debrief/contracts';
import { blankDraft, blankPhases, checkDraft, draftOf, draftViews, subtypesOf } from './draft';
import { shippedPrompt } from './testing';

const identity = { id: 'a-draft', version: 1, author: 'Ana Sol' };

test.each(interviewTypes.map((type) => [type]))(
  'a blank %s has every field, and each that is empty is a fault',
  (type) => {
    const draft = blankDraft(type, 'A title');
    const { faults } = checkDraft(draft, { ...identity, type });
    expect(faults.length).toBeGreaterThan(40);
    expect(faults.filter(({ message }) => /missing|nobody knows|lasts|phases of this type/.test(message))).toEqual([]);
    expect(faults.map(({ path }) => path.join('.'))).toContain('statement');
    expect(subtypesOf[type].every((subtype) => subtype.startsWith(`${type}.`))).toBe(true);
    // The preview shows a guide from the first minute on.
    expect(draftViews(draft, { ...identity, type })?.guide.phases.length).toBeGreaterThan(4);
  },
);

test('a shipped prompt taken as a draft has no fault and is the same prompt again', () => {
  const shipped = shippedPrompt('slower-lockers');
  const { prompt } = checkDraft(draftOf(shipped), { ...shipped });
  expect(prompt).toEqual({ ...shipped, status: 'draft', reviewers: [] });
  expect(
    checkDraft({ ...draftOf(shipped), reviewers: ['me'], status: 'live', id: 'other' }, { ...shipped }).prompt?.id,
  ).toBe(shipped.id);
});

test('checks between fields speak before every field is there, and never of what is missing anyway', () => {
  const draft = { ...blankDraft('estimation', 'A title'), statement: 'Forty bikes go round. '.repeat(30), phases: 3 };
  const messages = checkDraft(draft, { ...identity, type: 'estimation' }).faults.filter(({ path }) =>
    ['statement', 'phases'].includes(String(path[0])),
  );
  expect(messages).toEqual([
    { path: ['phases'], message: 'must be a list' },
    { path: ['statement'], message: 'The statement has 120 words; 90 can be read aloud in 40 seconds.' },
  ]);
});

test('other phases keep the texts of those that stay', () => {
  const before = blankPhases('metrics', 'metrics.diagnose').map((phase) => ({ ...(phase as object), aim: 'kept' }));
  const after = blankPhases('metrics', 'metrics.define', before) as { key: string; aim: string }[];
  expect(after.find(({ key }) => key === 'wrap')?.aim).toBe('kept');
  expect(after.find(({ key }) => key === 'goals')?.aim).toBe('');
});
