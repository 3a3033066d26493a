import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

const MB = 1024 * 1024;
/** A reader with more than this waiting gets no carets, calls' levels or typing any more. */
const DROP_PRESENCE = 1 * MB;
/** With more than this they are let go: coming back costs them one run of the log, and everybody else nothing. */
const CLOSE = 4 * MB;
const LOOK_EVERY = 250;
/** Socket.IO room of readers who cannot keep up; volatile frames are sent to everybody except it. */
export const SLOW = 'slow';

/** What is asked of a socket here. */
interface Reader {
  readonly rooms: ReadonlySet<string>;
  readonly conn: { readonly transport: object };
  join(room: string): unknown;
  leave(room: string): unknown;
}

/**
 * Somebody who stops reading must not fill this process's memory. What waits for them is known to the web socket
 * alone: Socket.IO's own queues stay empty.
 */
@Injectable()
export class SlowReaders implements OnModuleDestroy {
  private readonly logger = new Logger('SlowReaders');
  private timer: NodeJS.Timeout | undefined;

  attach(server: { readonly sockets: ReadonlyMap<string, Reader> }): void {
    this.timer = setInterval(() => {
      for (const socket of server.sockets.values()) this.look(socket);
    }, LOOK_EVERY);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(socket: Reader): void {
    const line = lineOf(socket);
    const waiting = line?.bufferedAmount ?? 0;
    if (waiting > CLOSE) {
      this.logger.warn({ waiting }, 'a reader who did not keep up was let go');
      // Not closed politely: that would wait behind what is not being read.
      line?.terminate();
    } else if (waiting > DROP_PRESENCE) socket.join(SLOW);
    else if (socket.rooms.has(SLOW)) socket.leave(SLOW);
  }
}

/** The web socket below Socket.IO and its engine; undefined before the handshake is over and after the end. */
const lineOf = ({ conn: { transport } }: Reader): { bufferedAmount: number; terminate(): void } | undefined =>
  'socket' in transport ? (transport.socket as { bufferedAmount: number; terminate(): void }) : undefined;
