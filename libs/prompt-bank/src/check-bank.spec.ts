import { bankFaults, fewest } from './check-bank';
import { loadPrompts } from './load';
import { type Prompt } from './prompt.schema';
import { readingGrade } from './readability';
import { promptFiles, shippedPrompt } from './testing';

const shipped = (): Prompt[] => loadPrompts(promptFiles()).prompts;
const messages = (prompts: Prompt[]): string =>
  bankFaults(prompts)
    .map((each) => each.message)
    .join('\n');

test('no two shipped prompts share eight words in a row', () => {
  expect(bankFaults(shipped()).filter((each) => each.prompt)).toEqual([]);
});

test('eight borrowed words are found wherever they stand, seven are not', () => {
  const prompts = shipped();
  const [lender, borrower] = prompts as [Prompt, Prompt];
  const words = lender.statement.match(/[\p{L}\p{N}]+/gu) ?? [];
  borrower.pitfalls[0] = words.slice(1, 8).join(' ');
  expect(bankFaults(prompts).filter((each) => each.prompt)).toEqual([]);
  borrower.pitfalls[0] = words.slice(1, 9).join(', ').toUpperCase();
  expect(bankFaults(prompts).filter((each) => each.prompt)).toMatchObject([
    { prompt: borrower.id, path: ['pitfalls', 0], message: expect.stringContaining(`“${lender.id}”`) as string },
  ]);
});

/** A bank of the right size and balance, of empty shells. */
const balanced = (): Prompt[] => {
  const levels = [
    ...Array<'easy'>(15).fill('easy'),
    ...Array<'medium'>(43).fill('medium'),
    ...Array<'hard'>(22).fill('hard'),
  ];
  let at = 0;
  return Object.entries(fewest).flatMap(([type, count]) =>
    Array.from({ length: count }, () => {
      const level = levels[at] ?? 'easy';
      at += 1;
      // Only what the balance looks at: shells of one text would share their words.
      return { id: `p${at}`, type, domain: `domain ${at}`, difficulty: { level } } as Prompt;
    }),
  );
};

test('the balance of a bank: enough of each type, three levels in proportion, no trade too often', () => {
  expect(messages(balanced())).toBe('');
  expect(messages(balanced().slice(0, -1))).toMatch(/3 prompts of type resume-impact; the bank promises 4/);
  const hard = balanced();
  for (const prompt of hard.slice(0, 5)) prompt.difficulty.level = 'hard';
  expect(messages(hard)).toMatch(/10 prompts are easy; about 15 of 80/);
  const trade = balanced();
  for (const prompt of trade.slice(0, 4)) prompt.domain = 'banking';
  expect(messages(trade)).toMatch(/4 prompts are about banking/);
});

test('the reading grade counts words by sentence and syllables by word', () => {
  // Counted by hand: one sentence, 13 words, 26 syllables.
  const text = 'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.';
  expect(readingGrade(text)).toBeCloseTo(0.39 * 13 + (11.8 * 26) / 13 - 15.59, 6);
  expect(readingGrade('')).toBe(0);
  const prompt = shippedPrompt();
  expect(readingGrade(prompt.statement)).toBeLessThan(9);
});
