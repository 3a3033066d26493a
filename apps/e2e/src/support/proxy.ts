import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Line {
  readonly client: Socket;
  server: Socket | null;
  isMuted: boolean;
}
type Choose = () => boolean;

/**
 * A TCP proxy and balancer in front of one or more servers: new lines go to them in turn, past those that do not
 * listen. Lines can be cut, made deaf, swallowed or stalled, as bad networks do.
 */
export class Proxy {
  private readonly lines = new Set<Line>();
  private readonly server = createServer((client) => this.open(client));
  private turn = 0;
  /** No new line is taken while this is set. */
  isRefusing = false;
  port = 0;
  /** Every byte is this much later, each way, in ms. */
  lag = 0;

  constructor(private readonly targets: readonly number[]) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  get size(): number {
    return this.lines.size;
  }

  /** Cuts the lines that `choose` names, at once. */
  cut(choose: Choose): void {
    for (const line of [...this.lines]) if (choose()) end(line);
  }

  /** What the server sends is lost for a while, what it receives arrives; then the line is cut: acks vanish, commits stay. */
  async mute(choose: Choose, ms: number): Promise<void> {
    const chosen = [...this.lines].filter(choose);
    for (const line of chosen) line.isMuted = true;
    await sleep(ms);
    chosen.forEach(end);
  }

  /** Nobody reads what the server sends for a while: its buffers fill. Nothing is lost, the line stays. */
  async stall(choose: Choose, ms: number): Promise<void> {
    const chosen = [...this.lines].filter(choose);
    for (const { server } of chosen) server?.pause();
    await sleep(ms);
    for (const { server } of chosen) server?.resume();
  }

  /** Bytes vanish both ways and nobody is told, until the line is cut. */
  async swallow(choose: Choose, ms: number): Promise<void> {
    const chosen = [...this.lines].filter(choose);
    for (const { client, server } of chosen) for (const side of [client, server]) side?.pause();
    await sleep(ms);
    chosen.forEach(end);
  }

  /** Cuts lines and takes no new ones for a while: those who were cut are offline. */
  async refuse(choose: Choose, ms: number): Promise<void> {
    this.isRefusing = true;
    this.cut(choose);
    await sleep(ms);
    this.isRefusing = false;
  }

  async stop(): Promise<void> {
    this.cut(() => true);
    this.server.close();
    await once(this.server, 'close');
  }

  private open(client: Socket): void {
    const line: Line = { client, server: null, isMuted: false };
    client.on('error', () => undefined);
    if (this.isRefusing) return void client.destroy();
    this.lines.add(line);
    client.on('close', () => {
      this.lines.delete(line);
      line.server?.destroy();
    });
    client.pause();
    this.dial(line, this.turn++, this.targets.length);
  }

  private late(send: () => void): void {
    if (this.lag) setTimeout(send, this.lag);
    else send();
  }

  private dial(line: Line, turn: number, left: number): void {
    const target = this.targets[turn % this.targets.length] ?? 0;
    const server = connect(target, '127.0.0.1');
    server.once('connect', () => {
      line.server = server;
      if (line.client.destroyed) return void server.destroy();
      server.on('data', (bytes) => line.isMuted || this.late(() => line.client.write(bytes)));
      server.on('close', () => line.client.destroy());
      line.client.on('data', (bytes) => this.late(() => server.write(bytes)));
      line.client.resume();
    });
    server.on('error', () => {
      if (line.server) return;
      if (left > 1) this.dial(line, turn + 1, left - 1);
      else line.client.destroy();
    });
  }
}

const end = ({ client, server }: Line): void => {
  for (const side of [client, server]) side?.destroy();
};
