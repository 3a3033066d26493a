// `npm test`: everything that can be proven on one machine; `--fast` (npm run check) leaves out databases and browsers.
// Ends with one line `N passed, N failed` and the matching exit code.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, checkNode, ensureInstalled, execute, explain, nxEnvironment, say, Stop, workspace } from './steps.mjs';

const fast = process.argv.includes('--fast');
const results = join(workspace, 'tmp/results');
const bin = (/** @type {string} */ path) => join(workspace, 'node_modules', path);
const count = { passed: 0, failed: 0, skipped: 0 };

/** One check that counts as one test. @param {string} name @param {() => Promise<void>} work */
async function check(name, work) {
  const since = performance.now();
  try {
    await work();
    count.passed += 1;
    say(`✓ ${name} (${((performance.now() - since) / 1000).toFixed(1)} s)`);
  } catch (error) {
    count.failed += 1;
    say(`✗ ${name}`);
    explain(error);
  }
}

/** A part that hangs fails after this; the longest takes a third of it. */
const MOST_MINUTES = 25;
/** Jest would leave one core to this process, which only waits; with two cores that was half the machine. */
const MOST_WORKERS = Math.max(2, availableParallelism() - 1);
const MOST_JOURNEYS = Math.min(2, availableParallelism());

/** Runs a Node program that shows its own progress. @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
const showing = (args, env = {}) =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: workspace,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const timer = setTimeout(() => {
      say(`No end after ${MOST_MINUTES} minutes: stopped.`);
      child.kill('SIGKILL');
    }, MOST_MINUTES * 60_000);
    child.once('error', failed).once('exit', (code) => {
      clearTimeout(timer);
      done(code ?? 1);
    });
  });

/** A package with native parts whose newest release is ahead of its platform packages makes `npm ci` fail elsewhere. */
async function lockIsComplete() {
  const { packages } = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8'));
  const names = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path || 'the project'} wants ${name}`),
  );
  if (missing.length) throw new Stop(`package-lock.json lacks optional packages:\n${missing.join('\n')}`);
}

/** Without edges Nx would serve stale builds and the boundary rule would see nothing; both without a word. */
async function graphHasEdges() {
  const file = join(results, 'graph.json');
  await execute(process.execPath, [bin('nx/dist/bin/nx.js'), 'graph', `--file=${file}`], {
    env: nxEnvironment,
    what: 'The project graph',
  });
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')).graph;
  /** @type {string[]} */
  const reached = [];
  const visit = (/** @type {string} */ name) => {
    for (const { target } of dependencies[name] ?? [])
      if (!reached.includes(target)) visit((reached.push(target), target));
  };
  visit('api');
  if (!reached.includes('contracts'))
    throw new Stop(`The graph has no path from api to contracts; it reaches ${reached.join(', ') || 'nothing'}.`);
}

/** Runs a program of a package to its end. @param {string} path @param {string} what @param {string[]} args */
async function tool(path, what, ...args) {
  await execute(process.execPath, [bin(path), ...args], { what });
}

async function eslintIsClean() {
  const output = await execute(process.execPath, [bin('eslint/bin/eslint.js'), '.'], { what: 'ESLint' });
  if (/No cached ProjectGraph/i.test(String(output)))
    throw new Stop('ESLint ran without the project graph, so the boundary rule saw nothing.');
}

const boundary = '@nx/enforce-module-boundaries';
/** Project, forbidden import, the rule that has to report it. */
const violations = [
  ['libs/contracts', '@debrief/server/platform', boundary],
  ['libs/contracts', 'zod', 'no-restricted-imports'],
  ['libs/live-core', '@nestjs/common', boundary],
  ['libs/server/accounts', '@debrief/server/scoring', boundary],
  ['libs/server/platform', '@debrief/server/live', boundary],
  ['libs/server/live', '@debrief/server/platform/testing', 'no-restricted-imports'],
  ['apps/web', 'typeorm', boundary],
];

/** A rule that nobody has seen fail is decoration. The files are real: typed lint reads the disk, not what it is handed. */
async function boundariesBite() {
  const planted = violations.map(([project, target, rule], at) => ({
    file: join(workspace, `${project}/src/boundary-probe-${at}.ts`),
    target,
    rule,
  }));
  try {
    for (const { file, target } of planted)
      writeFileSync(file, `import * as probed from '${target}';\nexport const probe = probed;\n`);
    const reports = await lint(planted.map(({ file }) => file));
    for (const { file, target, rule } of planted) {
      const { messages = [] } = reports.find(({ filePath }) => filePath === file) ?? {};
      if (!messages.some(({ ruleId }) => ruleId === rule))
        throw new Stop(`Importing ${target} in ${file} was not reported by ${rule}.`);
    }
  } finally {
    for (const { file } of planted) rmSync(file, { force: true });
  }
}

/** @param {string[]} files @returns {Promise<{ filePath: string, messages: { ruleId: string | null }[] }[]>} */
const lint = (files) =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [bin('eslint/bin/eslint.js'), '--format', 'json', ...files], {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('error', failed).once('close', () => done(JSON.parse(output || '[]')));
  });

/** @param {string[]} projects @param {NodeJS.ProcessEnv} env */
async function jest(projects, env) {
  const file = join(results, 'jest.json');
  rmSync(file, { force: true });
  const code = await showing(
    [
      bin('jest/bin/jest.js'),
      '--json',
      `--outputFile=${file}`,
      '--reporters=default',
      '--forceExit',
      `--maxWorkers=${MOST_WORKERS}`,
      '--selectProjects',
      ...projects,
    ],
    env,
  );
  if (!existsSync(file)) return void (count.failed += 1);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  count.passed += report.numPassedTests;
  count.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  count.skipped += report.numPendingTests + report.numTodoTests;
  if (code !== 0 && report.success) count.failed += 1;
}

/** Calls, sound and a clock to the millisecond have the machine for themselves: a page that waits for a core proves nothing there. */
const ALONE = String.raw`(calls|clock|recording)\.e2e-spec`;

/** @param {NodeJS.ProcessEnv} env */
async function journeys(env) {
  const config = join(workspace, 'apps/e2e/playwright.config.mts');
  if (!existsSync(config)) return;
  const { findChromium } = await import('./chromium.mjs');
  const browser = await findChromium();
  say(`Journeys in ${browser.version}`);
  const inBrowser = {
    ...env,
    ...browser.env,
    CHROMIUM_PATH: browser.executablePath,
    CHROMIUM_FLAGS: browser.flags.join(' '),
  };
  await playwright('shared', config, inBrowser, [`--grep-invert=${ALONE}`, `--workers=${MOST_JOURNEYS}`]);
  await playwright('alone', config, inBrowser, [`--grep=${ALONE}`, '--workers=1']);
}

/** @param {string} name @param {string} config @param {NodeJS.ProcessEnv} env @param {string[]} which */
async function playwright(name, config, env, which) {
  const file = join(results, `playwright-${name}.json`);
  rmSync(file, { force: true });
  const code = await showing(
    [
      bin('@playwright/test/cli.js'),
      'test',
      '-c',
      config,
      '--reporter=list,json',
      // Each run empties the folder of its pictures.
      `--output=${join(results, `journeys-${name}`)}`,
      ...which,
    ],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  if (!existsSync(file)) return void (count.failed += 1);
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  count.passed += stats.expected + stats.flaky;
  count.failed += stats.unexpected + errors.length;
  count.skipped += stats.skipped;
  if (code !== 0 && !stats.unexpected && !errors.length) count.failed += 1;
}

async function main() {
  checkNode();
  await ensureInstalled();
  mkdirSync(results, { recursive: true });
  await check('the lock file names every platform package', lockIsComplete);
  await check('the project graph has its edges', graphHasEdges);
  // Two at a time, one of them a type check: each is busy on one core, and these machines have two. The planted violations
  // come last, because they are real files in the tree that everybody else reads.
  await Promise.all([
    (async () => {
      await check('everything is formatted', () =>
        tool('prettier/bin/prettier.cjs', 'Prettier', '--check', '--log-level=warn', '.'),
      );
      await check('lint finds nothing', eslintIsClean);
    })(),
    (async () => {
      for (const part of ['node', 'web'])
        await check(`types hold (${part})`, () =>
          tool('typescript/bin/tsc', 'The type check', '-p', `tsconfig.${part}.json`),
        );
      await check(
        'the prompt bank has no fault',
        async () =>
          void (await execute(process.execPath, [join(workspace, 'tools/prompts-check.mjs')], {
            what: 'The prompt bank',
          })),
      );
    })(),
  ]);
  await check('planted violations of the boundaries are reported', boundariesBite);
  if (fast) return void (await jest(['unit', 'web'], {}));

  const dataDir = process.env.TEST_DATA_DIR || mkdtempSync(join(tmpdir(), 'debrief-tests-'));
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
  const { startPostgres } = await import('./postgres.mjs');
  const postgres = process.env.TEST_DATABASE_URL
    ? undefined
    : await startPostgres({ dataDir, quick: true, flags: ['-c', 'max_connections=300'] });
  const env = {
    TEST_DATABASE_URL: process.env.TEST_DATABASE_URL ?? postgres?.url,
    ...(process.env.TEST_DATA_DIR ? { KEEP_TEST_DATABASES: '1' } : {}),
  };
  try {
    await jest(['unit', 'web', 'int'], env);
    await check('the server and the site build', async () => void (await build(['api', 'web'])));
    if (existsSync(join(workspace, 'tools/budget.mjs')))
      await check(
        'the pages stay within their size',
        async () =>
          void (await execute(process.execPath, [join(workspace, 'tools/budget.mjs')], { what: 'The size budget' })),
      );
    await journeys(env);
  } finally {
    await postgres?.stop();
    if (!process.env.TEST_DATA_DIR) {
      if (postgres) rmSync(postgres.folder, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

main()
  .catch((error) => {
    count.failed += 1;
    explain(error);
  })
  .finally(() => {
    say(`\n${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`);
    process.exit(count.failed ? 1 : 0);
  });
