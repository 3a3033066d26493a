import { interviewTypes } from '@debrief/contracts';
import { goalSettingPlan, phasePlans, plannedMinutes, roundMinutes } from './phase-plans';
import { rubrics, skillSharesOf } from './rubrics';

describe.each(interviewTypes)('%s', (type) => {
  const rubric = rubrics[type];
  it('has a rubric whose weights sum to 100', () => {
    expect(rubric.type).toBe(type);
    expect(rubric.dimensions.reduce((sum, each) => sum + each.weight, 0)).toBe(100);
  });
  it('names each dimension once and writes out four different levels', () => {
    expect(new Set(rubric.dimensions.map((each) => each.key)).size).toBe(rubric.dimensions.length);
    for (const { levels } of rubric.dimensions) expect(new Set(levels).size).toBe(4);
    expect(rubric.redFlags.length).toBeGreaterThanOrEqual(2);
  });
  it('has at most nine dimensions, one per digit key', () => {
    expect(rubric.dimensions.length).toBeLessThanOrEqual(9);
  });
  it('shares its skills out to 1', () => {
    const sum = Object.values(skillSharesOf(type)).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 9);
  });
  it('has a plan of 35 and 20 minutes, or of 20 alone', () => {
    const alwaysShort = type === 'estimation' || type === 'resume-impact';
    expect(roundMinutes(type, 'long')).toBe(alwaysShort ? 20 : 35);
    expect(roundMinutes(type, 'short')).toBe(20);
    expect(new Set(phasePlans[type].map((each) => each.key)).size).toBe(phasePlans[type].length);
  });
});

it('the goal-setting plan of metrics lasts as long as the other one', () => {
  expect([plannedMinutes(goalSettingPlan, 'long'), plannedMinutes(goalSettingPlan, 'short')]).toEqual([35, 20]);
});
it('product sense gives 60 of 100 to user, insight and solution', () => {
  const { USER = 0, INSIGHT = 0, SOLVE = 0 } = skillSharesOf('product-sense');
  expect(USER + INSIGHT + SOLVE).toBeCloseTo(0.6, 9);
});
