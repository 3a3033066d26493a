import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Where the whiteboard's fonts lie; `board-canvas.tsx` tells the editor. */
const PREFIX = 'assets/board/';
const editor = dirname(createRequire(import.meta.url).resolve('@excalidraw/excalidraw'));

/** The editor's own fonts. Xiaolai is left out: 13 MB for hand-written Chinese; such text is drawn in the system's font. */
const fonts = (): string[] =>
  readdirSync(join(editor, 'fonts'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('Xiaolai'))
    .map((entry) => relative(editor, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** The whiteboard brings all it needs along: its fonts are served from here, and no foreign host is named as a spare. */
export const boardAssets: Plugin = {
  name: 'board-assets',
  generateBundle() {
    for (const font of fonts())
      this.emitFile({ type: 'asset', fileName: PREFIX + font, source: readFileSync(join(editor, font)) });
  },
  transform: {
    filter: { id: /@excalidraw[\\/]excalidraw[\\/]dist/, code: 'https://esm.sh/' },
    handler: (code) => ({ code: code.replaceAll('https://esm.sh/', `\${location.origin}/${PREFIX}`), map: null }),
  },
  configureServer(server) {
    const served = new Set(fonts());
    server.middlewares.use(`/${PREFIX}`, (request, response, next) => {
      const name = (request.url ?? '').slice(1);
      if (!served.has(name)) return next();
      response.setHeader('content-type', 'font/woff2').end(readFileSync(join(editor, name)));
    });
  },
};
