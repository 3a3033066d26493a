import { type IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pinoHttp from 'pino-http';
import { logging } from './logging';

const CANARY = 'canary-51c9';

async function logOf(work: (request: IncomingMessage) => void): Promise<string> {
  const lines: string[] = [];
  const [options, stream] = logging('trace', { write: (line: string) => void lines.push(line) }).pinoHttp as [
    object,
    never,
  ];
  const log = pinoHttp(options, stream);
  const server = createServer((request, response: ServerResponse) => {
    log(request, response);
    work(request);
    response.setHeader('set-cookie', `session=${CANARY}`);
    response.end();
  }).listen(0);
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}/api/join?code=${CANARY}`, {
    headers: { cookie: `session=${CANARY}`, authorization: `Bearer ${CANARY}` },
  });
  await new Promise((closed) => server.close(closed));
  return lines.join('');
}

test('a request leaves its route and id, and no cookie, key, code or query', async () => {
  const log = await logOf(() => undefined);
  expect(log).toContain('/api/join');
  expect(log).not.toContain(CANARY);
});

test('secrets named in a log line, and what a database error carries, are left out', async () => {
  const error = Object.assign(new Error('duplicate key'), {
    query: CANARY,
    parameters: [CANARY],
    detail: CANARY,
    driverError: { detail: CANARY },
  });
  const log = await logOf((request) => {
    request.log.error(
      { err: error, sign: { password: CANARY, code: CANARY, token: CANARY, cookie: CANARY } },
      'failed',
    );
  });
  expect(log).toContain('duplicate key');
  expect(log).not.toContain(CANARY);
});
