// `npm run prompts:check`: every check of the prompt bank, each fault with its place. `--also <folder>` reads prompts
// that are not shipped yet beside it; `--shipped` notes the bank as it stands as shipped. Last line: `N prompts, N faults`.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureInstalled, fail, workspace } from './steps.mjs';

const library = join(workspace, 'libs/prompt-bank');
const ledger = join(library, 'shipped.json');

async function main() {
  await ensureInstalled();
  // Packages are there only now.
  const [{ runnerImport }, { default: canonicalize }] = await Promise.all([import('vite'), import('canonicalize')]);
  /** What a round that was played with a prompt depends on. @param {Record<string, unknown>} prompt */
  const digest = ({ status: _status, reviewers: _reviewers, ...content }) =>
    createHash('sha256')
      .update(canonicalize(content) ?? '')
      .digest('hex')
      .slice(0, 16);
  const { module: bank } = await runnerImport(join(library, 'src/index.ts'), {
    configFile: false,
    root: workspace,
    logLevel: 'error',
    resolve: { alias: [{ find: /^@debrief\/(.*)$/, replacement: `${join(workspace, 'libs')}/$1/src/index.ts` }] },
    ssr: { noExternal: [/^@debrief\//] },
  });
  const args = process.argv.slice(2);
  const folders = [join(library, 'prompts'), ...args.flatMap((each, at) => (args[at - 1] === '--also' ? [each] : []))];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
  );
  const { prompts, faults } = bank.loadPrompts(files);
  const lines = faults.map((each) => `${each.file}:${each.line}:${each.column} ${each.message}`);
  for (const { name } of files) {
    const id = basename(name, '.yaml');
    if (prompts.every((each) => each.id !== id) && faults.every(({ file }) => file !== name))
      lines.push(`${name} holds a prompt of another id.`);
  }
  for (const { prompt, path, message } of bank.bankFaults(prompts))
    lines.push([prompt, path.join('.'), message].filter(Boolean).join(' '));
  const now = Object.fromEntries(
    prompts
      .filter(({ id }) => existsSync(join(library, `prompts/${id}.yaml`)))
      .map((each) => [each.id, { version: each.version, digest: digest(each) }]),
  );
  if (args.includes('--shipped')) writeFileSync(ledger, `${JSON.stringify(now, null, 2)}\n`);
  const shipped = JSON.parse(readFileSync(ledger, 'utf8'));
  for (const [id, was] of Object.entries(shipped)) {
    const is = now[id];
    if (!is) lines.push(`${id} was shipped and is gone; retire it instead.`);
    else if (is.version < was.version || (is.version === was.version && is.digest !== was.digest))
      lines.push(
        `${id} was shipped as version ${was.version} and has changed: raise its version, then run with --shipped.`,
      );
  }
  for (const line of lines) console.log(line.replaceAll(`${workspace}/`, ''));
  console.log(`${prompts.length} prompts, ${lines.length} faults`);
  process.exitCode = lines.length > 0 ? 1 : 0;
}

main().then(() => process.exit(), fail);
