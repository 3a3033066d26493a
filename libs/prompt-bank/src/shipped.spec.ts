import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrompts } from './load';

const folder = join(__dirname, '../prompts');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

describe('the prompts we ship', () => {
  const { prompts, faults } = loadPrompts(files);
  it('have no fault', () => {
    expect(faults).toEqual([]);
  });
  it('lie in a file named after their id', () => {
    expect(prompts.map((each) => `${each.id}.yaml`).sort()).toEqual(files.map((each) => each.name).sort());
  });
});
