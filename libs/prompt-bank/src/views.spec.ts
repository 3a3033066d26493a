import { guide, phase, promptCard } from '@debrief/contracts';
import * as z from 'zod/mini';
import { promptFiles, shippedPrompt } from './testing';
import { anchorsOf, factTableOf, guideOf, phasesOf, publicCard, skillsOf, statementOf } from './views';

const ids = promptFiles().map((each) => each.name.replace('.yaml', ''));

/** Every sentence of the guide that is nowhere in what the candidate may read. */
function secretsOf(id: string): string[] {
  const { facts, twists, phases, anchors, realProblem, roleCard, pitfalls, workedNumbers } = shippedPrompt(id);
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(walk);
  };
  const guarded = phases.map(({ aim, nudge, probes }) => ({ aim, nudge, probes }));
  [facts, twists, guarded, anchors, realProblem, roleCard, pitfalls, workedNumbers].forEach(walk);
  return texts.filter((each) => each.length > 20);
}

describe.each(ids)('%s', (id) => {
  const prompt = shippedPrompt(id);

  it('has a card and a guide of the shape on the wire', () => {
    expect(promptCard.parse({ ...publicCard(prompt), mine: 'open' })).toBeTruthy();
    expect(guide.parse(guideOf(prompt))).toBeTruthy();
    expect(guide.parse(guideOf(prompt, 'short'))).toBeTruthy();
    expect(z.array(phase).parse(phasesOf(prompt, 'short'))).toBeTruthy();
  });

  it('shows nothing of the guide on its card or with its statement', () => {
    const shown = JSON.stringify([publicCard(prompt), statementOf(prompt, 'long'), statementOf(prompt, 'short')]);
    const secrets = secretsOf(id);
    expect(secrets.length).toBeGreaterThan(60);
    expect(secrets.filter((each) => shown.includes(JSON.stringify(each).slice(1, -1)))).toEqual([]);
    expect(JSON.stringify(publicCard(prompt))).not.toContain(prompt.statement);
  });

  it('has every secret in its guide', () => {
    const whole = JSON.stringify(guideOf(prompt));
    const withheld = new Set(shippedPrompt(id).workedNumbers.map((each) => each.formula));
    expect(
      secretsOf(id).filter((each) => !withheld.has(each) && !whole.includes(JSON.stringify(each).slice(1, -1))),
    ).toEqual([]);
  });

  it('lets its anchors go without facts, probes or twists', () => {
    const anchors = anchorsOf(prompt);
    expect(anchors.map((each) => each.dimension)).toEqual(Object.keys(prompt.anchors));
    expect(Object.keys(anchors[0] ?? {}).sort()).toEqual(['dimension', 'samples', 'strong', 'weak']);
  });

  it('asks for skills that sum to 1', () => {
    expect(Object.values(skillsOf(prompt)).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  });
});

describe('lengths', () => {
  it('leave out the second story of a short behavioural round', () => {
    expect(phasesOf(shippedPrompt('opposite-goals'), 'short').map((each) => each.key)).toEqual([
      'first-context',
      'first-actions',
      'first-result',
      'twist',
    ]);
  });
  it('move a twist to its minute in the short round', () => {
    const prompt = shippedPrompt('slower-lockers');
    expect([guideOf(prompt).twists[0]?.minute, guideOf(prompt, 'short').twists[0]?.minute]).toEqual([27, 16]);
  });
});

describe('a fact with a table', () => {
  it('hands over counts, not roles or periods', () => {
    const prompt = shippedPrompt('slower-lockers');
    const fact = prompt.facts.find((each) => each.id === 'push-version');
    expect(fact && factTableOf(prompt, fact)).toEqual({
      columns: ['App version', 'Noticed, week 36', 'Collected in 24 h, week 36'],
      rows: [
        ['5.1', 40000, 32400],
        ['5.2', 22000, 9140],
      ],
    });
  });
  it('keeps its numbers when a reader changes the copy', () => {
    const prompt = shippedPrompt('slower-lockers');
    const table = guideOf(prompt).facts.find((each) => each.table)?.table;
    table?.rows[0]?.splice(0);
    expect(guideOf(prompt).facts.find((each) => each.table)?.table?.rows[0]).not.toEqual([]);
  });
});
