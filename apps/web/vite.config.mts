import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { boardAssets } from './board-assets.mts';

const root = fileURLToPath(new URL('.', import.meta.url));
const libraries = fileURLToPath(new URL('../../libs/', import.meta.url));
const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** Written beside each text file, so that the server compresses nothing while people talk. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/^assets\/.*\.(js|css|svg)$/.test(fileName)) continue;
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (source.length < 1024) continue;
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) });
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) });
      }
    },
  },
};

export default defineConfig({
  root,
  plugins: [react(), boardAssets, compressed],
  logLevel: 'warn',
  resolve: {
    alias: [
      { find: /^@debrief\/(.*)$/, replacement: `${libraries}$1/src/index.ts` },
      // Diagrams from text would bring a megabyte and a parser of foreign markup; the board offers none.
      { find: '@excalidraw/mermaid-to-excalidraw', replacement: `${root}src/features/live/board/no-mermaid.ts` },
    ],
    dedupe: ['react', 'react-dom', 'yjs', 'zod'],
  },
  server: { proxy: { '/api': api, '/health': api, '/socket.io': { target: api, ws: true } } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // An inlined font or icon would need `data:` where the page's policy has none.
    assetsInlineLimit: 0,
    // A page that only calls HTTP must not carry sockets and documents because they share an index.ts with it.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [{ test: /[\\/]libs[\\/](client|contracts|live-core)[\\/]src[\\/]/, sideEffects: false }],
      },
    },
  },
});
