import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadShippedPrompts } from './load-folder';
import { rubrics } from './rubrics';
import { promptFiles, promptFolder } from './testing';

describe('the folder of prompts', () => {
  it('is read whole, in the order of the names', async () => {
    const prompts = await loadShippedPrompts(promptFolder);
    expect(prompts.map((each) => `${each.id}.yaml`)).toEqual(
      promptFiles()
        .map((each) => each.name)
        .sort(),
    );
    expect(new Set(prompts.map((each) => each.title)).size).toBe(prompts.length);
  });

  it('is refused as a whole when one file has a fault, naming file, line and column', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prompts-'));
    const [first, second] = promptFiles();
    await writeFile(join(folder, 'a.yaml'), first?.text ?? '');
    await writeFile(join(folder, 'b.yaml'), (second?.text ?? '').replace('version: 1', 'version: one'));
    await expect(loadShippedPrompts(folder)).rejects.toThrow('b.yaml:2:10 “version” must be a number.');
    await rm(folder, { recursive: true });
  });

  it('is refused when it is empty: a build without prompts must not start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prompts-'));
    await expect(loadShippedPrompts(folder)).rejects.toThrow('There are no prompts');
    await rm(folder, { recursive: true });
  });
});

describe('the shipped prompts of a type', () => {
  // Whoever interviewed first has read that guide and can never be its candidate, so the swap needs another prompt.
  it.each(Object.keys(rubrics))('are at least two for %s', async (type) => {
    const prompts = await loadShippedPrompts(promptFolder);
    expect(prompts.filter((each) => each.type === type).length).toBeGreaterThanOrEqual(2);
  });
});
