// `npm run simulate [-- --json]`: worlds in which skill, severity, difficulty, halo and drift are known, and how well the
// model finds them: seeds 1–20, or `--seeds N`. Exit code 1 when a bar is missed. The last line holds the figures as JSON.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, fail, say, workspace } from './steps.mjs';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seeds: { type: 'string', default: '20' } },
});

async function main() {
  await ensureInstalled();
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(workspace, 'libs/measure/src/simulation.ts'), {
    configFile: false,
    root: workspace,
    logLevel: 'error',
  });
  const runs = [];
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) runs.push(module.simulate(seed));
  const found = module.summary(runs);
  const within = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
    value >= low && value <= high;
  const bars = {
    'skills inside their interval .85–.95': within(found.skills.coverage, 0.85, 0.95),
    'severity inside its interval .85–.97': within(found.severity.coverage, 0.85, 0.97),
    'difficulty inside its interval .85–.97': within(found.difficulty.coverage, 0.85, 0.97),
    'nearer than the plain mean at every number of sessions': found.worseThanPlain.length === 0,
    'severity correlates .8 or more': found.severityCorrelation >= 0.8,
  };
  if (!values.json) {
    say(`${found.runs} worlds, ${found.ratings} levels`);
    say('sessions   inside   error   plain mean (levels)');
    for (const { sessions, coverage, rmse, plainRmse } of found.bands)
      say(`${sessions.padEnd(8)}   ${coverage.toFixed(3)}    ${rmse.toFixed(3)}   ${plainRmse.toFixed(3)}`);
    say(`severity   ${found.severity.coverage.toFixed(3)}    correlation ${found.severityCorrelation.toFixed(3)}`);
    say(`difficulty ${found.difficulty.coverage.toFixed(3)}`);
    for (const [bar, holds] of Object.entries(bars)) say(`${holds ? '✓' : '✗'} ${bar}`);
  }
  console.log(JSON.stringify({ ...found, bars }));
  if (Object.values(bars).includes(false)) process.exitCode = 1;
}

main().catch(fail);
