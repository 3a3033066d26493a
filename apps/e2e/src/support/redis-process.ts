import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** True where `redis-server` is on the path; what needs it is skipped, and counted, elsewhere. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** A Redis of one's own on the loopback, without a disk: started, killed, frozen, started again on the same port. */
export class RedisProcess {
  readonly url: string;
  private child: ChildProcess | null = null;

  constructor(readonly port: number) {
    this.url = `redis://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--loglevel', 'warning'];
    this.child = spawn('redis-server', ['--port', String(this.port), ...options], { stdio: 'ignore', cwd: '/' });
    process.once('exit', this.endNow);
    for (let tries = 0; tries < 200; tries += 1) {
      if (await this.listens()) return;
      await sleep(25);
    }
    throw new Error('redis-server does not listen');
  }

  async kill(): Promise<void> {
    process.off('exit', this.endNow);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private readonly endNow = (): void => void this.child?.kill('SIGKILL');

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const probe = connect(this.port, '127.0.0.1');
      probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
      probe.once('connect', () => probe.destroy());
    });
  }
}
