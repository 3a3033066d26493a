import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem';

const OURS = /^\/(api|socket\.io|health)(\/|$)/;

/**
 * Serves the built client. Only files that were there at start are ever opened, so no path can climb out of the
 * folder; every other address that is not the server's own is a page of the client and gets `index.html`.
 */
export async function serveClient(instance: FastifyInstance, root: string): Promise<void> {
  const built = existsSync(join(root, 'index.html'));
  const files = new Set(
    built
      ? readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => `/${relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
          .filter((path) => !path.includes('/.'))
      : [],
  );
  if (built) await instance.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true });
  instance.get('/*', (request, reply) => {
    const path = decodePath(request.url);
    if (!built || path === undefined || OURS.test(path))
      throw new ProblemError('not-found', 'There is nothing at this address.');
    const isFile = path !== '/index.html' && files.has(path);
    // A missing asset must not be answered with a page: the browser would run HTML as a script.
    if (!isFile && path.startsWith('/assets/'))
      throw new ProblemError('not-found', 'There is nothing at this address.');
    reply.header(
      'cache-control',
      isFile && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return reply.sendFile(isFile ? path.slice(1) : 'index.html');
  });
}

function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
    return path.includes('\u0000') ? undefined : path;
  } catch {
    return undefined;
  }
}
