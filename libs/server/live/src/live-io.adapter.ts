import { MAX_FRAME } from '@debrief/contracts';
import { isAllowedOrigin, type Settings } from '@debrief/server/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { Dispatcher } from './dispatcher';
import { Nodes } from './nodes';

/** Socket.IO as the product wants it: websocket only, small frames, exact Origins, no state recovery (it would skip our checks). */
export class LiveIoAdapter extends IoAdapter {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly settings: Pick<Settings, 'origins'>,
  ) {
    super(app);
  }

  /** The gateway hears its sockets itself; what Nest would tie to each of them, for no handler at all, takes 2 kB. */
  override bindMessageHandlers(_socket: unknown, handlers: readonly unknown[]): void {
    if (handlers.length) throw new Error('Socket events belong to the Dispatcher, not to @SubscribeMessage.');
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { adapter } = this.app.get(Nodes);
    const dispatcher = this.app.get(Dispatcher);
    const server: Server = super.createIOServer(port, {
      ...options,
      ...(adapter && { adapter }),
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MAX_FRAME,
      pingInterval: 10_000,
      pingTimeout: 8_000,
      connectTimeout: 10_000,
      // `cors` does not stop a page of another site from opening a socket with the visitor's cookie; this does.
      // A node that is leaving takes nobody in: the balancer's next try goes elsewhere.
      allowRequest: (request, decide) =>
        decide(null, !dispatcher.isLeaving && isAllowedOrigin(request.headers.origin, this.settings)),
    } as ServerOptions);
    server.of('/').use((_socket, next) => next(new Error('not-found')));
    return server;
  }
}
