import { LIVE_NAMESPACE } from '@debrief/contracts';
import { createServer } from 'node:http';
import { Server, type Namespace } from 'socket.io';

/** Port of this process; the runner chooses it. */
export const port = Number(process.env['PORT']);

/** Tells the runner that the target listens, and ends with it. */
export const ready = (): void => {
  process.send?.({ type: 'ready' });
  process.on('disconnect', () => process.exit());
};

/** A bare Socket.IO server with the transport settings of the product, so that only what lies behind differs. */
export const serveSocketIo = (attach: (namespace: Namespace) => void): void => {
  const http = createServer();
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  });
  attach(io.of(LIVE_NAMESPACE));
  http.listen(port, '127.0.0.1', ready);
};
