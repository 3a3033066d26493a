import { id, stream, type Stream } from '@debrief/contracts';
import { Clock, SETTINGS, type Settings } from '@debrief/server/platform';
import { Logger, type FactoryProvider, type OnApplicationShutdown } from '@nestjs/common';
import type { RedisClientType } from '@redis/client';
import { createHmac } from 'node:crypto';
import type { ServerOptions } from 'socket.io';
import * as z from 'zod/mini';
import { isFresh, openEnvelope, sealEnvelope } from './envelope';

/** Where a stream of a session stands now. */
export type Heard = readonly [session: string, stream: Stream, seq: number];

/** A batch has at most this many rows, so nobody honest says more at once. */
const MAX_HEARD = 2_000;
const heardList = z
  .array(z.tuple([id, stream, z.int().check(z.gte(1), z.lte(2147483647))]))
  .check(z.maxLength(MAX_HEARD));

/**
 * What the processes of one site tell each other over Redis: that rows were written (never the rows: those are read
 * from the log), and frames that are not stored. Nothing here is a source of truth. Without `REDIS_URL` this node is
 * alone and no Redis code is loaded; while Redis is away nodes find each other's rows by the heads they read.
 */
export class Nodes implements OnApplicationShutdown {
  private readonly listeners = new Set<(heard: Heard[]) => void>();
  private unsaid = new Map<string, Heard>();

  private constructor(private readonly link: Link | null) {}

  static async open(settings: Pick<Settings, 'redisUrl' | 'secret'>, clock: Pick<Clock, 'now'>): Promise<Nodes> {
    if (!settings.redisUrl) return new Nodes(null);
    const link = await Link.open(settings.redisUrl, settings.secret, clock);
    const nodes = new Nodes(link);
    link.listen('log', (body) => nodes.take(body));
    return nodes;
  }

  /** What carries Socket.IO's own frames between the nodes; undefined when this node is alone. */
  get adapter(): ServerOptions['adapter'] | undefined {
    return this.link?.adapter;
  }

  /** Tells the other nodes, in one message per turn of the event loop, how far a stream has come. */
  tell(session: string, stream: Stream, seq: number): void {
    if (!this.link) return;
    if (!this.unsaid.size) queueMicrotask(() => this.say());
    this.unsaid.set(`${session}|${stream}`, [session, stream, seq]);
  }

  /** Calls `listener` with what other nodes, and this one, have written. Checked for shape only: read the log. */
  onHeard(listener: (heard: Heard[]) => void): void {
    this.listeners.add(listener);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.link?.close();
  }

  private say(): void {
    const said = [...this.unsaid.values()];
    this.unsaid = new Map();
    for (let at = 0; at < said.length; at += MAX_HEARD)
      this.link?.publish('log', Buffer.from(JSON.stringify(said.slice(at, at + MAX_HEARD))));
  }

  private take(body: Buffer): void {
    const read = heardList.safeParse(parseJson(body));
    if (read.success) for (const listener of this.listeners) listener(read.data as Heard[]);
  }
}

/** Nest makes it before any gateway, because the sockets' server needs the adapter when it is created. */
export const nodesProvider: FactoryProvider<Nodes> = {
  provide: Nodes,
  inject: [SETTINGS, Clock],
  useFactory: (settings: Settings, clock: Clock) => Nodes.open(settings, clock),
};

type Listener = (message: Buffer, channel: Buffer) => void;

/**
 * Two connections to Redis. Every message is sealed with a key that only the nodes of this site have, so whoever else
 * can write to that Redis can make them do nothing; what was on its way for long is dropped.
 */
class Link {
  private static readonly logger = new Logger('Nodes');
  adapter: ServerOptions['adapter'] | undefined;
  private isClosed = false;

  private constructor(
    private readonly said: RedisClientType,
    private readonly heard: RedisClientType,
    private readonly key: Buffer,
    private readonly prefix: string,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  static async open(url: string, secret: string, clock: Pick<Clock, 'now'>): Promise<Link> {
    const { createClient } = await import('@redis/client');
    const { createAdapter } = await import('@socket.io/redis-adapter');
    const key = createHmac('sha256', secret).update('debrief nodes').digest();
    // Two sites may share a Redis without hearing each other.
    const prefix = `debrief:${createHmac('sha256', key).update('prefix').digest('hex').slice(0, 12)}`;
    const make = (keepsWhileAway: boolean) => {
      const client = createClient({
        url,
        // What is published while Redis is away is stale when it is back; only subscriptions wait for it.
        disableOfflineQueue: !keepsWhileAway,
        commandsQueueMaxLength: 1_000,
        pingInterval: 2_000,
        socket: {
          connectTimeout: 3_000,
          // A frozen Redis neither answers nor hangs up.
          socketTimeout: 6_000,
          reconnectStrategy: (tries: number) => Math.min(2_000, 100 * 2 ** Math.min(tries, 6)) + Math.random() * 200,
        },
      });
      let isAway = false;
      // A client without a listener ends the process when Redis goes away.
      client.on('error', (error: unknown) => {
        if (!isAway && !link.isClosed)
          Link.logger.warn({ err: error }, 'Redis is out of reach; rooms are shared through the log alone');
        isAway = true;
      });
      client.on('ready', () => {
        if (isAway) Link.logger.log('Redis is back');
        isAway = false;
      });
      return client;
    };
    const said = make(false);
    const heard = make(true);
    const link: Link = new Link(said, heard, key, prefix, clock);
    link.adapter = createAdapter(link.forAdapter(), link.forAdapter(), { key: prefix });
    // Redis may come later, or never: a node starts without it.
    for (const client of [said, heard]) void client.connect().catch(() => undefined);
    return link;
  }

  publish(topic: string, body: Buffer): void {
    this.send(`${this.prefix}:${topic}`, body);
  }

  listen(topic: string, listener: (body: Buffer) => void): void {
    void this.heard
      .subscribe(
        `${this.prefix}:${topic}`,
        this.opened((body) => listener(body)),
        true,
      )
      .catch(() => undefined);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const client of [this.said, this.heard]) if (client.isOpen) client.destroy();
  }

  private send(channel: string, body: Buffer): void {
    if (!this.said.isReady) return;
    const sealed = sealEnvelope(this.key, channel, this.clock.now().getTime(), body);
    void this.said.publish(channel, sealed).catch(() => undefined);
  }

  private opened(listener: Listener): Listener {
    return (message, channel) => {
      const envelope = openEnvelope(this.key, channel.toString(), message);
      if (envelope && isFresh(envelope.sentAt, this.clock.now().getTime())) listener(envelope.body, channel);
    };
  }

  /** The few calls that Socket.IO's adapter makes of a client, sealed on the way out and opened on the way in. */
  private forAdapter() {
    const opened = new Map<Listener, Listener>();
    const openedOf = (listener: Listener): Listener => {
      const known = opened.get(listener) ?? this.opened(listener);
      opened.set(listener, known);
      return known;
    };
    const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
    return {
      publish: (channel: string, body: Buffer | string) => this.send(channel, Buffer.from(body)),
      pSubscribe: (pattern: string, listener: Listener) =>
        quietly(this.heard.pSubscribe(pattern, openedOf(listener), true)),
      subscribe: (channels: string[], listener: Listener) =>
        quietly(this.heard.subscribe(channels, openedOf(listener), true)),
      pUnsubscribe: (pattern: string, listener: Listener) =>
        this.heard.isOpen && quietly(this.heard.pUnsubscribe(pattern, openedOf(listener), true)),
      unsubscribe: (channel: string, listener: Listener) =>
        this.heard.isOpen && quietly(this.heard.unsubscribe(channel, openedOf(listener), true)),
      sSubscribe: () => undefined,
      // How many nodes there are: asked before sockets of other nodes are fetched. Their answer would carry cookies
      // through Redis and hang while a node is frozen, so every node counts as the only one.
      sendCommand: () => Promise.resolve(['', '1']),
      on: () => undefined,
      off: () => undefined,
    };
  }
}

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};
