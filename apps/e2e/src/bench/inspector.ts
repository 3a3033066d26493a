import { WebSocket } from 'ws';
import { once } from 'node:events';

type Answer = { id?: number; result?: unknown; error?: { message: string }; method?: string; params?: unknown };

/** A look into a server that was started with {@link inspectFlag}, without a line of the bench in the server itself. */
export class Inspector {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly listeners = new Map<string, (params: unknown) => void>();
  private last = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
      else if (answer.method) this.listeners.get(answer.method)?.(answer.params);
    });
  }

  static async open(port: number): Promise<Inspector> {
    const [page] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(page?.webSocketDebuggerUrl ?? '', { maxPayload: 0, perMessageDeflate: false });
    await once(socket, 'open');
    return new Inspector(socket);
  }

  async call<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answered;
    this.waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  on(method: string, listener: (params: unknown) => void): void {
    this.listeners.set(method, listener);
  }

  close(): void {
    this.socket.close();
  }
}

export const inspectFlag = (port: number): string => `--inspect=127.0.0.1:${port}`;
