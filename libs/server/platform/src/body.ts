import { MAX_BODY, MAX_BYTES, type RouteSpec, routes } from '@debrief/contracts';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem';

const DEEPEST = 64;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * True when a parsed value holds a key that could reach an object's prototype (`Object.assign` alone is enough to
 * make `isAdmin` true), or nests deeper than 64 levels. Walks without recursion: 128 kB hold 60,000 brackets.
 */
export function hasHostileShape(value: unknown): boolean {
  const queue: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value: node, depth } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (depth > DEEPEST) return true;
    for (const key of Object.keys(node)) if (FORBIDDEN.has(key)) return true;
    for (const child of Object.values(node)) queue.push({ value: child, depth: depth + 1 });
  }
  return false;
}

const larger = new Map(
  Object.values<RouteSpec>(routes).flatMap(({ method, path, json }) => (json ? [[`${method} ${path}`, json]] : [])),
);

/** JSON, and bytes where a route takes them: a form or `text/plain` body is what a foreign page can send without asking. */
export function acceptBodies(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addHook('onRoute', (route) => {
    const most = larger.get(`${String(route.method)} ${route.url}`);
    if (most) route.bodyLimit = most;
  });
  instance.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: MAX_BODY },
    (_request, body, done) => {
      const refuse = (message: string): void => done(new ProblemError('bad-input', message));
      let value: unknown;
      try {
        value = JSON.parse(String(body));
      } catch {
        return refuse(body.length ? 'The body is not valid JSON.' : 'The body is empty, although JSON was announced.');
      }
      if (hasHostileShape(value)) return refuse('The body has keys or a depth that are not accepted.');
      done(null, value);
    },
  );
  // Counted while it streams in; which route takes bytes at all, and how many, is the contract's to say.
  instance.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_BYTES },
    (_request, body, done) => done(null, body),
  );
}
