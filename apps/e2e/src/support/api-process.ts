import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface ApiOptions {
  /** The built server, such as `dist/apps/api/main.js`. */
  entry: string;
  databaseUrl: string;
  dataDir: string;
  port: number;
  env?: Record<string, string>;
  nodeFlags?: readonly string[] | undefined;
}

/** The real server as a process of its own: started, killed without warning, started again. */
export class ApiProcess {
  readonly url: string;
  /** Ends that nobody here asked for, each with its code or signal and the last lines it wrote. */
  readonly surprises: string[] = [];
  private child: ChildProcess | null = null;
  private isExpected = false;
  private tail = '';

  constructor(private readonly options: ApiOptions) {
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Resolves when it listens. Throws with what it wrote when it ends first. */
  async start(): Promise<void> {
    const { entry, databaseUrl, dataDir, port, env, nodeFlags = [] } = this.options;
    this.isExpected = false;
    const child = fork(entry, {
      execArgv: ['--enable-source-maps', ...nodeFlags],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        PORT: String(port),
        TRUST_PROXY: '1',
        LOG_LEVEL: 'warn',
        ...env,
      },
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.tail = (this.tail + chunk.toString()).slice(-4_000)));
    const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
      if (!this.isExpected) this.surprises.push(`the server ended by itself (${String(signal ?? code)}): ${this.tail}`);
      return 'ended' as const;
    });
    const ready = new Promise<'ready'>((resolve) => {
      child.on('message', (message: { type?: string }) => message.type === 'ready' && resolve('ready'));
    });
    if ((await Promise.race([ready, ended])) === 'ended') throw new Error(`the server did not start: ${this.tail}`);
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.isExpected = true;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
