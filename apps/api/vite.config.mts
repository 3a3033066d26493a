import { fileURLToPath } from 'node:url';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const libraries = fileURLToPath(new URL('../../libs/', import.meta.url));
const prompts = `${libraries}prompt-bank/prompts`;
const output = fileURLToPath(new URL('../../dist/apps/api', import.meta.url));

/** What stands beside the code: Node is told that it is ESM, and the prompts come along as files. */
const companions: Plugin = {
  name: 'companions',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' });
    for (const name of readdirSync(prompts)) {
      if (!name.endsWith('.yaml')) continue;
      this.addWatchFile(`${prompts}/${name}`);
      this.emitFile({ type: 'asset', fileName: `prompts/${name}`, source: readFileSync(`${prompts}/${name}`) });
    }
  },
};

/** Our own libraries are bundled, packages stay outside: Vite emits the decorator metadata that Nest and TypeORM read. */
export default defineConfig({
  root,
  plugins: [companions],
  logLevel: 'warn',
  // The root tsconfig.json names no files, so Vite would not apply its paths and decorator options here.
  resolve: { alias: [{ find: /^@debrief\/(.*)$/, replacement: `${libraries}$1/src/index.ts` }] },
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
      input: { main: 'src/main.ts', cli: 'src/cli.ts', 'check-settings': 'src/check-settings.ts' },
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
