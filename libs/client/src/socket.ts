import { LIVE_CONTRACT, LIVE_NAMESPACE, type ServerFrames } from '@debrief/contracts';
import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import { isUnplugged } from './page-life';

export interface SocketEvents extends ServerFrames {
  up: undefined;
  /** `byServer` when the other end hung up, as a server that restarts does; a lost network goes silent. */
  down: { byServer: boolean } | undefined;
  /** The server refused the handshake, with a code if it gave one; the socket tries again by itself. */
  refused: { code: string | undefined };
}

/** The few things the live client needs of a socket; specs pass one that needs no network. */
export interface LiveSocket {
  readonly isUp: boolean;
  /** Sends a request and waits for its answer; undefined when none came in time or the socket went down. */
  request(kind: string, body: unknown, timeoutMs: number): Promise<unknown>;
  /** Sends something that may be lost. */
  relay(kind: string, body: unknown): void;
  on<K extends keyof SocketEvents>(kind: K, listener: (body: SocketEvents[K]) => void): void;
  /** Drops the connection and makes it again. */
  restart(): void;
  close(): void;
}

export type SocketSettings = Partial<ManagerOptions & SocketOptions>;

/** Longest wait for the next attempt, in ms. */
const AGAIN_WITHIN = 5_000;
/**
 * The same while the browser knows of no network: it counts attempts that fail, and after some twenty in three minutes
 * holds every further one back for seconds, also the one that would succeed. (A server on the same machine may be there
 * all the same, so they do not end.)
 */
const UNPLUGGED_WITHIN = 30_000;

/** A LiveSocket over Socket.IO: websocket only, reconnecting from 200 ms growing to 5 s with jitter. */
export const connectSocket = (url: string, settings: SocketSettings = {}): LiveSocket => {
  const socket = io(url + LIVE_NAMESPACE, {
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: AGAIN_WITHIN,
    randomizationFactor: 0.5,
    forceNew: true,
    ...settings,
    auth: { contract: LIVE_CONTRACT },
  });
  const againWithin = socket.io.reconnectionDelayMax();
  socket.io.on('error', () => socket.io.reconnectionDelayMax(isUnplugged() ? UNPLUGGED_WITHIN : againWithin));
  let isClosed = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const reconnectSoon = () => {
    clearTimeout(again);
    again = setTimeout(() => !isClosed && socket.connect(), 1_000 + Math.random() * 1_000);
  };
  const waiting = new Set<() => void>();
  socket.on('disconnect', (reason) => {
    for (const giveUp of [...waiting]) giveUp();
    // Socket.IO comes back by itself after a lost connection, not after one that the server ended.
    if (reason === 'io server disconnect') reconnectSoon();
  });

  return {
    get isUp() {
      return socket.connected;
    },
    request: (kind, body, timeoutMs) =>
      new Promise((resolve) => {
        const settle = (answer: unknown) => {
          clearTimeout(timer);
          waiting.delete(giveUp);
          resolve(answer);
        };
        const giveUp = () => settle(undefined);
        if (!socket.connected) return resolve(undefined);
        const timer = setTimeout(giveUp, timeoutMs);
        waiting.add(giveUp);
        socket.emit(kind, body, settle);
      }),
    relay: (kind, body) => void (socket.connected && socket.volatile.emit(kind, body)),
    on: (kind, listener) => {
      if (kind === 'up') socket.on('connect', () => (listener as () => void)());
      else if (kind === 'down')
        socket.on('disconnect', (reason) =>
          (listener as (body: SocketEvents['down']) => void)({
            byServer: reason === 'transport close' || reason === 'io server disconnect',
          }),
        );
      else if (kind === 'refused')
        socket.on('connect_error', (error: Error & { data?: { code?: unknown } }) => {
          // `active` tells a lost network, which Socket.IO retries, from a refusal of the server, which it does not.
          if (socket.active) return;
          const code = typeof error.data?.code === 'string' ? error.data.code : undefined;
          (listener as (body: SocketEvents['refused']) => void)({ code });
          reconnectSoon();
        });
      else socket.on(kind as string, listener);
    },
    restart: () => socket.disconnect().connect(),
    close: () => {
      isClosed = true;
      clearTimeout(again);
      socket.disconnect();
    },
  };
};
