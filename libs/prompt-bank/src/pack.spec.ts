import { parse } from 'yaml';
import { type Pack, writePack } from './pack';
import { readPack, type ReadPack } from './pack-read';
import { type Prompt } from './prompt.schema';
import { shippedPrompt } from './testing';

const bytes = (text: string) => new TextEncoder().encode(text);
const packOf = (prompts: Prompt[], more: Partial<Pack> = {}): Pack => ({
  name: 'Two of ours',
  licence: 'CC-BY-4.0',
  provenance: { by: 'Ana Sol', from: 'Written for a study group', when: '2026-03' },
  exportedAt: '2026-03-04T05:06:07.000Z',
  sources: [],
  prompts,
  ...more,
});
const two = packOf([shippedPrompt('longer-loans'), shippedPrompt('six-points-short')]);
const text = writePack(two);
const faultsOf = (read: ReadPack) => (read.pack ? [] : read.faults);
const sentences = (wrong: string | Uint8Array) =>
  faultsOf(readPack(typeof wrong === 'string' ? bytes(wrong) : wrong))
    .map(({ message }) => message)
    .join('\n');

it('is read as it was written, and written the same from whatever order', () => {
  const read = readPack(bytes(text));
  expect(faultsOf(read)).toEqual([]);
  const pack = read.pack as Pack;
  expect(pack).toEqual(two);
  expect(writePack({ ...pack, prompts: pack.prompts.toReversed() })).toBe(text);
  const scrambled = JSON.parse(
    JSON.stringify(pack.prompts[0], (_key, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ),
  ) as Prompt;
  expect(writePack({ ...pack, prompts: [scrambled, pack.prompts[1] as Prompt] })).toBe(text);
  const later = writePack({ ...two, exportedAt: '2027-01-01T00:00:00.000Z' });
  expect(later.replace('2027-01-01T00:00:00.000Z', two.exportedAt)).toBe(text);
});

it('takes a byte order mark and line ends of Windows', () => {
  expect(readPack(bytes(`\ufeff${text}`)).pack).toEqual(two);
  expect(readPack(bytes(text.replaceAll('\n', '\r\n'))).pack).toEqual(two);
});

it('takes two megabytes of the prompt with most names for its length', () => {
  const densest = shippedPrompt('bags-behind-the-bar');
  const size = writePack(packOf([densest])).length;
  const prompts = Array.from({ length: Math.min(200, Math.floor((1.95 * 1024 * 1024) / size)) }, (_, n) => ({
    ...densest,
    id: `${densest.id}-${n}`,
  }));
  const most = writePack(packOf(prompts));
  const read = readPack(bytes(most));
  expect(faultsOf(read)).toEqual([]);
  expect(read.pack?.prompts.length).toBe(prompts.length);
});

it('says where a fault is, in which line, and what to change', () => {
  const wrong = text.replace('difficulty:\n      level: hard', 'difficulty:\n      level: brutal');
  expect(wrong).not.toBe(text);
  const [fault, ...others] = faultsOf(readPack(bytes(wrong)));
  expect(others).toEqual([]);
  const line = wrong.split('\n').findIndex((each) => each.includes('brutal')) + 1;
  expect(fault).toEqual({
    line,
    column: 14,
    message: '“difficulty.level” must be one of: easy, medium, hard.',
    text: '      level: brutal',
  });
});

const deep = 100_000;
const manyOf = (line: (n: number) => string, count: number) =>
  Array.from({ length: count }, (_, n) => line(n)).join('');
const prompt = (more: string) => text.replace('\n    version: 1', `\n    ${more}\n    version: 1`);
it.each<[string, string | Uint8Array, RegExp]>([
  ['an alias', text.replace('name: Two', 'name: &a Two').replace('licence: CC-BY-4.0', 'licence: *a'), /alias/],
  ['billion laughs', `a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]`, /aliases/],
  ['flow depth', `pack: ${'['.repeat(deep)}`, /too deeply/],
  ['flow depth, closed', `pack: ${'['.repeat(deep)}${']'.repeat(deep)}`, /too deeply/],
  ['block depth', `${'- '.repeat(deep / 4)}x`, /too deeply/],
  ['depth by indenting', Array.from({ length: 1500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), /too deeply/],
  ['__proto__', prompt('__proto__: { isAdmin: true }'), /“__proto__” cannot be a name/],
  ['constructor', prompt('constructor: { prototype: {} }'), /“constructor” cannot be a name/],
  ['a merge key', prompt('<<: { a: 1 }'), /“<<” cannot be a name/],
  ['a tag', text.replace('name: Two', 'name: !!js/function Two'), /tag|Unresolved/i],
  ['a known tag', text.replace('name: Two', 'name: !!str Two'), /no tags/],
  ['a directive', `%YAML 1.1\n---\n${text}`, /directives/],
  ['two documents', `${text}---\n${text}`, /not valid YAML/],
  ['duplicate keys', text.replace('name: Two', 'pack: 1\nname: Two'), /unique/i],
  ['a name twice in a group', text.replace('\n  by: ', '\n  by: Tom\n  by: '), /Names in a group must be unique/],
  ['names by the thousand at the margin', manyOf((n) => `k${n}: 1\n`, 2_000), /not indented/],
  ['items by the thousand at the margin', manyOf(() => '- x\n', 2_000), /not indented/],
  ['directives by the thousand', manyOf(() => '%YAML 9.9\n', 2_000), /not indented/],
  ['more names than any pack has', `a:\n${manyOf((n) => ` k${n}: 1\n`, 80_000)}`, /more lines, signs/],
  ['more commas than any pack has', `a: [${','.repeat(50_000)}]`, /more lines, signs/],
  ['more escapes than any pack has', `a: "${'\\q'.repeat(20_000)}"`, /more lines, signs/],
  ['a key that is a list', `? [a, b]\n: 1\n${text}`, /plain text/],
  ['NUL', text.replace('Two of', 'Two\0of'), /NUL/],
  ['an escaped NUL', text.replace('name: Two of ours', 'name: "Two\\0of"'), /cannot be stored/],
  ['a lone surrogate', text.replace('name: Two of ours', 'name: "Two \\ud800"'), /cannot be stored|not valid YAML/],
  ['invalid UTF-8', Buffer.from([0x70, 0x0a, 0xff, 0xfe]), /UTF-8/],
  ['two megabytes and one', ' '.repeat(2 * 1024 * 1024 + 1), /2 MB/],
  ['201 prompts', text.replace(/prompts:\n[^]*/, `prompts: [${'1,'.repeat(201)}]`), /at most 200/],
  ['one id twice', writePack(packOf([two.prompts[0] as Prompt, two.prompts[0] as Prompt])), /id of two prompts/],
  [
    'a source of nothing',
    text.replace(
      '\nprompts:',
      `\nsources: [{ prompt: nothing-here, pack: A pack, licence: MIT, provenance: { by: Ana, from: Here, when: '2026' } }]\nprompts:`,
    ),
    /no prompt “nothing-here”/,
  ],
  ['nothing', '', /must be a group of fields|is missing/],
])('refuses %s with a place', (_name, wrong, sentence) => {
  expect(sentences(wrong)).toMatch(sentence);
  for (const fault of faultsOf(readPack(typeof wrong === 'string' ? bytes(wrong) : wrong))) {
    expect(fault.line).toBeGreaterThan(0);
    expect(fault.column).toBeGreaterThan(0);
    expect(fault.text.length).toBeLessThanOrEqual(160);
  }
});

it('never throws for a changed pack, and what it lets through is written and read as the same', () => {
  // A small generator of our own, so that a failure can be repeated.
  let seed = 7;
  const below = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % n;
  };
  const small = writePack(packOf([two.prompts[0] as Prompt]));
  const bits = [
    '\0',
    '\ud800',
    '&a',
    '*a',
    '!!js',
    '<<: ',
    '__proto__: 1',
    '[',
    '{',
    '}',
    ']',
    ': ',
    '- ',
    '\n',
    '"',
    '|',
    '>',
    '\t',
    '9e999',
    '#',
    '%',
    '---\n',
    '\r',
    '\ufeff',
  ];
  let read = 0;
  for (let n = 0; n < 60; n += 1) {
    const at = below(small.length);
    const bit = bits[below(bits.length)] ?? '';
    const changed = small.slice(0, at) + bit + small.slice(at + below(8));
    const result = readPack(bytes(changed));
    if (!result.pack) expect(result.count).toBeGreaterThan(0);
    else {
      read += 1;
      expect(readPack(bytes(writePack(result.pack))).pack).toEqual(result.pack);
    }
  }
  expect(read).toBeLessThan(60);
});

it('is plain YAML for anybody else', () => {
  expect(parse(text)).toMatchObject({ pack: 1, licence: 'CC-BY-4.0', prompts: [{ id: 'longer-loans' }, {}] });
});
