import { simulate, standardWorld, summary } from './simulation';

/** Two small worlds; `npm run simulate` has the twenty large ones and the bars. */
const runs = [1, 2].map((seed) => simulate(seed, { ...standardWorld, people: 60, prompts: 30 }));

describe('A world in which everything is known', () => {
  it('is found again within what the intervals say', () => {
    const found = summary(runs);
    expect(found.skills.coverage).toBeGreaterThan(0.85);
    expect(found.skills.coverage).toBeLessThan(0.97);
    expect(found.severity.coverage).toBeGreaterThan(0.85);
    expect(found.severityCorrelation).toBeGreaterThan(0.8);
    for (const { rmse, plainRmse } of found.bands) expect(rmse).toBeLessThan(plainRmse);
  });

  it('repeats exactly by its seed', () => {
    expect(simulate(3, { ...standardWorld, people: 12, mostSessions: 4 })).toEqual(
      simulate(3, { ...standardWorld, people: 12, mostSessions: 4 }),
    );
  });
});
