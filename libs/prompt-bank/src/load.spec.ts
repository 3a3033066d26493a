import { loadPrompts } from './load';
import { promptFiles } from './testing';

const good = promptFiles().find((each) => each.name === 'longer-loans.yaml')?.text ?? '';
const faultsOf = (text: string) => loadPrompts([{ name: 'x.yaml', text }]).faults;
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('loading a prompt file', () => {
  it('takes a good file', () => {
    const { prompts, faults } = loadPrompts([{ name: 'x.yaml', text: good }]);
    expect(faults).toEqual([]);
    expect(prompts.map((each) => each.id)).toEqual(['longer-loans']);
  });

  it.each([
    ['a wrong type', 'version: 1', 'version: one', '“version” must be a number.'],
    ['a missing field', 'domain: community\n', '', '“domain” is missing.'],
    ['an unknown value', 'audience: any', 'audience: all', '“audience” must be one of: entry, any, senior.'],
    ['an unknown field', 'language: en', 'language: en\ncolour: red', 'The file has fields nobody knows: colour.'],
    ['too long a text', 'title: Longer loans', `title: ${'x'.repeat(61)}`, '“title” must have at most 60 characters.'],
    ['too short a list', 'styles: [startup, generalist]', 'styles: []', '“styles” must have at least 1 entries.'],
    ['a bad key', 'id: longer-loans', 'id: Longer Loans', '“id” is not a prompt id.'],
    ['NUL', 'title: Longer loans', 'title: "Longer\\0loans"', '“title” contains a character that cannot be stored.'],
  ])('reports %s with a sentence', (_, from, to, message) => {
    expect(good).toContain(from);
    expect(faultsOf(good.replace(from, to)).map((each) => each.message)).toContain(message);
  });

  it('names line and column of the field, also of one that a check refuses', () => {
    const wrong = good.replace('value: 2700', 'value: 2701').replace('audience: any', 'audience: any');
    const [fault] = faultsOf(wrong);
    const line = lineOf(wrong, 'value: 2701');
    expect(fault).toEqual({
      file: 'x.yaml',
      line,
      column: (wrong.split('\n')[line - 1]?.indexOf('2701') ?? -1) + 1,
      message: 'The formula gives 2700, not 2701.',
    });
  });

  it('reports every fault of every file, and gives the good prompts all the same', () => {
    const bad = good.replace('version: 1', 'version: 0').replace('language: en', 'language: xx');
    const { prompts, faults } = loadPrompts([
      { name: 'bad.yaml', text: bad },
      { name: 'good.yaml', text: good },
    ]);
    expect(faults.map((each) => `${each.file}:${each.line}`)).toEqual(['bad.yaml:2', `bad.yaml:${lineOf(bad, 'xx')}`]);
    expect(prompts).toHaveLength(1);
  });

  it('refuses a second prompt with the same id', () => {
    const files = ['a.yaml', 'b.yaml'].map((name) => ({ name, text: good }));
    const { prompts, faults } = loadPrompts(files);
    expect(prompts).toHaveLength(1);
    expect(faults).toEqual([
      { file: 'b.yaml', line: 1, column: 5, message: '“longer-loans” is already the id of the prompt in a.yaml.' },
    ]);
  });
});

describe('a hostile file', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = `*${'abcdefgh'[index]}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => before).join(', ')}]`;
    }),
  ].join('\n');
  it.each([
    ['an alias bomb', bomb, /aliases/],
    ['50,000 brackets', '['.repeat(50_000), /./],
    ['50,000 nested keys on one line', '{a: '.repeat(50_000), /./],
    ['300 KB', `# ${'x'.repeat(300_000)}`, /larger than 256 KB/],
    ['a broken quote', 'id: "x', /not valid YAML/],
    ['two values for one key', good.replace('version: 1', 'version: 1\nversion: 2'), /not valid YAML/],
    ['a prototype', `__proto__: { polluted: true }\n${good}`, /fields nobody knows/],
    ['nothing', '', /must be/],
    ['a list', '- 1\n- 2', /must be/],
    ['an alias without an anchor', 'id: *nobody', /./],
    ['a tag of another language', 'id: !!js/function "function () {}"', /./],
  ])('with %s is refused without throwing, and without hanging', (_, text, message) => {
    const { prompts, faults } = loadPrompts([{ name: 'x.yaml', text }]);
    expect(prompts).toEqual([]);
    expect(faults[0]?.message).toMatch(message);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
