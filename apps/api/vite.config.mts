import { fileURLToPath } from 'node:url';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin, runnerImport } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const libraries = fileURLToPath(new URL('../../libs/', import.meta.url));
const prompts = `${libraries}prompt-bank/prompts`;
const output = fileURLToPath(new URL('../../dist/apps/api', import.meta.url));

const alias = [{ find: /^@debrief\/(.*)$/, replacement: `${libraries}$1/src/index.ts` }];

/** What stands beside the code: Node is told that it is ESM, and the prompts come along, read and checked once for every start. */
const companions: Plugin = {
  name: 'companions',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' });
    const names = readdirSync(prompts)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
    for (const name of names) this.addWatchFile(`${prompts}/${name}`);
    const { module: bank } = await runnerImport<{
      loadPrompts(files: { name: string; text: string }[]): { prompts: unknown[]; faults: unknown[] };
    }>(`${libraries}prompt-bank/src/index.ts`, {
      configFile: false,
      root,
      logLevel: 'error',
      resolve: { alias },
      ssr: { noExternal: [/^@debrief\//] },
    });
    const read = bank.loadPrompts(names.map((name) => ({ name, text: readFileSync(`${prompts}/${name}`, 'utf8') })));
    if (read.faults.length) this.error(`The prompt bank has faults: ${JSON.stringify(read.faults, null, 2)}`);
    const source = JSON.stringify(read.prompts);
    this.emitFile({ type: 'asset', fileName: 'prompts.json', source });
  },
};

/** Our own libraries are bundled, packages stay outside: Vite emits the decorator metadata that Nest and TypeORM read. */
export default defineConfig({
  root,
  plugins: [companions],
  logLevel: 'warn',
  // The root tsconfig.json names no files, so Vite would not apply its paths and decorator options here.
  resolve: { alias },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  ssr: { noExternal: [/^@debrief\//] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: output,
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: {
        main: 'src/main.ts',
        cli: 'src/cli.ts',
        'check-settings': 'src/check-settings.ts',
        'pack-worker': `${libraries}server/prompts/src/packs/pack.worker.ts`,
        'replay-worker': `${libraries}server/progress/src/replay.worker.ts`,
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      // Importing a library of ours does nothing by itself, so the settings check loads without Nest.
      treeshake: {
        moduleSideEffects: (id: string) =>
          !/\/libs\//.test(id) &&
          !/^(@nestjs|typeorm|pg|fastify|@fastify|pino|nestjs-pino|rxjs|rate-limiter-flexible)/.test(id),
      },
    },
  },
});
