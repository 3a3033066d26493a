import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy in front of the server whose lines can be cut, or made deaf first, as bad networks do. */
export class Proxy {
  private readonly lines = new Set<{ client: Socket; server: Socket; isMuted: boolean }>();
  private readonly server = createServer((client) => this.open(client));
  port = 0;

  constructor(private readonly target: number) {}

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  get size(): number {
    return this.lines.size;
  }

  /** Cuts the lines that `choose` names, at once. */
  cut(choose: () => boolean): void {
    for (const line of [...this.lines]) if (choose()) for (const end of [line.client, line.server]) end.destroy();
  }

  /** What the server sends is lost for a while, what it receives arrives; then the line is cut: acks vanish, commits stay. */
  async mute(choose: () => boolean, ms: number): Promise<void> {
    const chosen = [...this.lines].filter(choose);
    for (const line of chosen) line.isMuted = true;
    await new Promise((later) => setTimeout(later, ms));
    for (const { client, server } of chosen) for (const end of [client, server]) end.destroy();
  }

  async stop(): Promise<void> {
    this.cut(() => true);
    this.server.close();
    await once(this.server, 'close');
  }

  private open(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const line = { client, server, isMuted: false };
    this.lines.add(line);
    client.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => line.isMuted || client.write(bytes));
    for (const [end, other] of [
      [client, server],
      [server, client],
    ] as const) {
      end.on('error', () => undefined);
      end.on('close', () => {
        this.lines.delete(line);
        other.destroy();
      });
    }
  }
}
