import { acceptFactor, evaluate, FormulaError } from '@debrief/formula';
import { agrees, type Report } from './fault';
import { type Prompt, type PromptVariable } from './prompt.schema';

const pointsOf = (variables: readonly PromptVariable[]) => new Map(variables.map((each) => [each.name, each.point]));

export function checkEstimation(prompt: Prompt, report: Report): void {
  const { estimation } = prompt;
  if (!estimation) {
    if (prompt.type === 'estimation')
      report([], 'An estimation needs its formula, variables and decision under “estimation”.');
    return;
  }
  if (prompt.type !== 'estimation') report(['estimation'], 'Only an estimation has this part.');

  const sets = [
    { at: ['estimation', 'variables'], variables: estimation.variables, formula: estimation.formula },
    {
      at: ['estimation', 'secondRoute', 'variables'],
      variables: estimation.secondRoute.variables,
      formula: estimation.secondRoute.formula,
    },
  ];
  for (const { at, variables, formula } of sets) {
    variables.forEach(({ name, low, point, high }, index) => {
      if (low > point || point > high) report([...at, index], `“${name}” does not run from low over point to high.`);
      if (!new RegExp(`\\b${name}\\b`).test(formula)) report([...at, index], `The formula does not use “${name}”.`);
    });
  }
  const shared = estimation.secondRoute.variables.filter((each) => pointsOf(estimation.variables).has(each.name));
  if (shared.length > 0)
    report(['estimation', 'secondRoute'], `The second route is not independent: it shares “${shared[0]?.name}”.`);

  const value = (at: string[], formula: string, variables: readonly PromptVariable[]): number | undefined => {
    try {
      return evaluate(formula, pointsOf(variables));
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      report([...at, 'formula'], error.message);
      return undefined;
    }
  };
  const point = value(['estimation'], estimation.formula, estimation.variables);
  const second = value(['estimation', 'secondRoute'], estimation.secondRoute.formula, estimation.secondRoute.variables);
  if (point === undefined || second === undefined) return;

  const factor = acceptFactor(estimation.variables);
  const stated: [string[], number, number][] = [
    [['estimation', 'point'], estimation.point, point],
    [['estimation', 'accept', 'low'], estimation.accept.low, point / factor],
    [['estimation', 'accept', 'high'], estimation.accept.high, point * factor],
    [['estimation', 'secondRoute', 'point'], estimation.secondRoute.point, second],
  ];
  for (const [at, written, exact] of stated)
    if (!agrees(written, exact)) report(at, `The variables give ${Number(exact.toPrecision(8))}, not ${written}.`);
  if (second / point > 2 || second / point < 0.5)
    report(['estimation', 'secondRoute'], 'The second route lies more than a factor of 2 from the first.');
}
