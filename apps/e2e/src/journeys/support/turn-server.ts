import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port';

/** A relay of our own on this machine. */
export interface TurnServer {
  readonly url: string;
  start(secret?: string): Promise<void>;
  /** Takes every packet and answers none, as a network that is gone. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts coturn with a shared secret; null where it is not installed. */
export const startTurn = async (secret: string): Promise<TurnServer | null> => {
  if (spawnSync('turnserver', ['--version']).error) return null;
  const folder = mkdtempSync(join(tmpdir(), 'debrief-turn-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (shared = secret): Promise<void> => {
    child = spawn(
      'turnserver',
      [
        ...['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1', '--listening-port', String(port)],
        ...['--use-auth-secret', '--static-auth-secret', shared, '--realm', 'debrief.test'],
        ...['--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers', '--no-multicast-peers'],
        ...['--min-port', '50000', '--max-port', '50400'],
        ...['--userdb', join(folder, 'users.db'), '--pidfile', join(folder, 'pid'), '--log-file', 'stdout', '-n'],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const { stdout } = child;
    await new Promise<void>((ready) => {
      stdout?.on('data', (chunk: Buffer) => /listener opened on ?: ?127/i.test(chunk.toString()) && ready());
      void sleep(3_000).then(ready);
    });
  };
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    url: `turn:127.0.0.1:${port}?transport=udp`,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill,
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
