import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepServing } from './keep-serving.mjs';

/** Each life of the pretended server adds its pid and port to a file, then does what the spec planted. */
const born = `
  const { appendFileSync, readFileSync } = require('node:fs');
  appendFileSync(process.env.LIVES, process.pid + ' ' + process.env.PORT + '\\n');
  const life = readFileSync(process.env.LIVES, 'utf8').trim().split('\\n').length;
`;
const listen = `
  require('node:http').createServer((_, answer) => answer.end()).listen(Number(process.env.PORT), '127.0.0.1', () =>
    process.send({ type: 'ready', url: 'http://localhost:' + process.env.PORT }));
  process.on('SIGTERM', () => process.exit(0));
`;

describe('keepServing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-serving-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (name: string, fault: string) => {
    const entry = join(folder, `${name}.cjs`);
    const file = join(folder, `${name}.lives`);
    writeFileSync(entry, born + fault);
    writeFileSync(file, '');
    const said: string[] = [];
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    let onReady = () => undefined as void;
    const ready = () => new Promise<void>((resolve) => (onReady = resolve));
    const first = ready();
    let onGivenUp: (why: string) => void = () => undefined;
    const givenUp = new Promise<string>((resolve) => (onGivenUp = resolve));
    const server = keepServing({
      entry,
      cwd: folder,
      env: { ...process.env, PORT: String(port), LIVES: file },
      log: { write: () => undefined },
      say: (text) => said.push(text),
      onReady: () => onReady(),
      onGivenUp: (why) => onGivenUp(why),
      backOffMs: 5,
    });
    const lives = () => readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
    return { server, said, ready, first, givenUp, lives };
  };

  it('starts a killed server again, on the same port', async () => {
    const { server, said, ready, first, lives } = await run('killed', listen);
    await first;
    const second = ready();
    process.kill(server.pid, 'SIGKILL');
    await second;
    const [one, two] = lives().map((line) => line.split(' '));
    expect(two?.[1]).toBe(one?.[1]);
    expect(two?.[0]).not.toBe(one?.[0]);
    expect(said).toEqual(['  The server ended unexpectedly (SIGKILL). Starting it again.', '  The server is back.']);
    await server.stop();
  });

  it('gives up a server that crashes at once, and says why', async () => {
    const { said, givenUp, lives } = await run('crashes', "throw new Error('planted');");
    expect(await givenUp).toContain('does not stay up');
    expect(lives()).toHaveLength(5);
    expect(said.filter((line) => line.includes('Starting it again'))).toHaveLength(4);
    expect(said.join('\n')).toContain('planted');
  });

  it('goes on after a few bad starts', async () => {
    const { server, first, lives } = await run('shaky', `if (life < 4) process.exit(1); ${listen}`);
    await first;
    expect(lives()).toHaveLength(4);
    await server.stop();
  });

  it('does not try again what a setting makes impossible', async () => {
    const settings = "process.send({ type: 'failed', faults: ['PORT is not a number.'] }, () => process.exit(78));";
    const { said, givenUp, lives } = await run('settings', settings);
    expect(await givenUp).toBe('PORT is not a number.');
    expect(lives()).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('does not start it again once it is stopped', async () => {
    const { server, said, first, lives } = await run('stopped', listen);
    await first;
    await server.stop();
    expect(lives()).toHaveLength(1);
    expect(said).toEqual([]);
  });
});
