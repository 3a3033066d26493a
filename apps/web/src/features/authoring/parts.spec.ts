import { interviewTypes } from '@debrief/contracts';
import { blankDraft, draftOf, loadShippedPrompts, type Prompt, type PromptDraft } from '@debrief/prompt-bank';
import { faultsOf, wordsAt } from './check';
import { partsOf } from './parts';
import { type Path } from './path';

let prompts: Prompt[];
beforeAll(async () => {
  prompts = await loadShippedPrompts('libs/prompt-bank/prompts');
});

/** Every text, number and flag of a draft with the way to it. */
const leaves = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, Array.isArray(value) ? Number(key) : key]))
    : [path];
const fieldsOf = (type: (typeof interviewTypes)[number]) => partsOf(type).flatMap(({ fields }) => fields);

test.each(interviewTypes.map((type) => [type]))(
  'the form for %s has a place for everything its prompts say',
  (type) => {
    const own: PromptDraft[] = [
      ...prompts.filter((prompt) => prompt.type === type).map(draftOf),
      blankDraft(type, 'Title'),
    ];
    expect(own.length).toBeGreaterThan(1);
    const fields = fieldsOf(type);
    const homeless = own.flatMap((draft) =>
      leaves(draft)
        // Which phase it is, and which shape a field has, is chosen and not typed.
        .filter((path) => !['key', 'kind'].includes(String(path.at(-1))))
        .filter((path) => wordsAt(fields, path, draft).length === 0)
        .map((path) => path.join('.')),
    );
    expect(homeless).toEqual([]);
  },
);

test('a fault names its field in words and stands in its part', () => {
  const draft = { ...blankDraft('metrics', 'Title'), domain: 'x', workedNumbers: [] };
  const faults = faultsOf(partsOf('metrics'), draft, { id: 'a-draft', type: 'metrics', version: 1, author: 'Ana' });
  const at = (path: string) => faults.find((fault) => fault.path.join('.') === path);
  expect(at('domain')).toMatchObject({
    part: 'basics',
    isEmpty: false,
    message: 'Trade or domain must have at least 2 characters.',
  });
  expect(at('facts.2.triggers.1')).toMatchObject({
    part: 'facts',
    isEmpty: true,
    message: 'Fact 3, Ways to ask for it, 2: still empty.',
  });
  expect(at('metrics.diagnosis.planted.segment.row')).toMatchObject({ part: 'metrics', isEmpty: true });
  expect(faults.every(({ message }) => /^[A-Z0-9“].*\.$/.test(message))).toBe(true);
  expect(faults.every(({ part }) => part !== '')).toBe(true);
});

test('a prompt without a fault has none', () => {
  for (const prompt of prompts) expect(faultsOf(partsOf(prompt.type), draftOf(prompt), prompt)).toEqual([]);
});
