import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const libraries = fileURLToPath(new URL('../../libs/', import.meta.url));

/** The drill with its planted server and the bench with its peers, compiled like the API: our libraries inside, packages outside. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    {
      name: 'companions',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' });
      },
    },
  ],
  logLevel: 'warn',
  resolve: { alias: [{ find: /^@debrief\/(.*)$/, replacement: `${libraries}$1/src/index.ts` }] },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  ssr: { noExternal: [/^@debrief\//] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: fileURLToPath(new URL('../../dist/apps/e2e', import.meta.url)),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: {
        drill: 'src/drill/main.ts',
        'planted-api': 'src/drill/planted-api.ts',
        bench: 'src/bench/main.ts',
        'bench-load': 'src/bench/load.ts',
        ...Object.fromEntries(
          ['relay', 'insert', 'hocuspocus', 'faulty'].map((kind) => [`bench-${kind}`, `src/bench/targets/${kind}.ts`]),
        ),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
