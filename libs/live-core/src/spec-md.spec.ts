import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = __dirname;
const specified = [...readFileSync(join(here, '../SPEC.md'), 'utf8').matchAll(/^- \*\*(R\d+)\*\*/gm)].map(
  ([, rule]) => rule,
);
const cited = new Set(
  readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => /spec\.ts$/.test(file) && !file.startsWith('spec-md'))
    .flatMap((file) => [
      ...readFileSync(join(here, file), 'utf8').matchAll(/\b(?:it|test)(?:\.each\([^)]*\))?\(\s*['"`]([^:'"`]*):/g),
    ])
    .flatMap(([, names = '']) => names.match(/\bR\d+\b/g) ?? []),
);

describe('SPEC.md', () => {
  it('numbers each rule once', () => {
    expect(specified.length).toBeGreaterThan(50);
    expect(new Set(specified).size).toBe(specified.length);
  });

  it('has a test for every rule', () => {
    expect(specified.filter((rule) => !cited.has(rule ?? ''))).toEqual([]);
  });

  it('holds every rule that a test cites', () => {
    expect([...cited].filter((rule) => !specified.includes(rule))).toEqual([]);
  });
});
