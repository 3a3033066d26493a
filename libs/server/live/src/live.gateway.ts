import {
  docHome,
  LIVE_CONTRACT,
  LIVE_NAMESPACE,
  ROOM,
  selfStream,
  type DocName,
  type Presence,
  type ServerFrames,
  type Stream,
} from '@debrief/contracts';
import { docAccess, streamsOf } from '@debrief/live-core';
import { AccountsService } from '@debrief/server/accounts';
import { SignInEnds } from '@debrief/server/platform';
import type { OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Subscription } from 'rxjs';
import type { Namespace } from 'socket.io';
import { audienceOf, Broadcaster } from './broadcaster';
import { CallService } from './call/call.service';
import { Dispatcher, type LiveSocket } from './dispatcher';
import { LiveService, type DocOpening } from './live.service';
import { Nodes } from './nodes';
import { Rooms } from './rooms';
import { Roster } from './roster';
import { SLOW, SlowReaders } from './slow-readers';
import { LivePolicy } from './live.policy';

/** Handshakes a network may fail in a minute; valid ones are limited per account. */
const failures = new RateLimiterMemory({ points: 30, duration: 60 });
const handshakes = new RateLimiterMemory({ points: 60, duration: 60 });
const MAX_SOCKETS = 10;
const RECHECK_EVERY = 60_000;
const FINISH_WITHIN = 5_000;

/** The socket door of live sessions: who comes in, which audiences they hear, and that they leave when their right ends. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE })
export class LiveGateway implements OnGatewayInit<Namespace>, OnGatewayConnection, OnModuleDestroy {
  private server!: Namespace;
  private ends: Subscription | null = null;
  private recheck: NodeJS.Timeout | undefined;

  constructor(
    private readonly accounts: AccountsService,
    private readonly dispatcher: Dispatcher,
    private readonly live: LiveService,
    private readonly policy: LivePolicy,
    private readonly rooms: Rooms,
    private readonly roster: Roster,
    private readonly broadcaster: Broadcaster,
    private readonly signInEnds: SignInEnds,
    private readonly nodes: Nodes,
    private readonly slowReaders: SlowReaders,
    private readonly call: CallService,
  ) {}

  afterInit(server: Namespace): void {
    this.server = server;
    this.broadcaster.attach(server);
    this.slowReaders.attach(server);
    this.call.attach(server);
    server.use((socket, next) => {
      this.admit(socket as LiveSocket).then(
        () => next(),
        (error: unknown) => next(error instanceof Error ? error : new Error('unavailable')),
      );
    });
    this.recheck = setInterval(() => void this.closeSignedOut().catch(() => undefined), RECHECK_EVERY);
    this.recheck.unref();
    this.ends = this.signInEnds.ended.subscribe(({ signInId }) => {
      this.broadcaster.end(signInRoom(signInId), 'signed-out');
    });
    server.on(REPLACED, (tab: string, by: string) => this.dropOthers(tab, by));
  }

  /** Answers that are on their way leave first; then the sockets are let go, so that clients come back to another node. */
  async onModuleDestroy(): Promise<void> {
    this.ends?.unsubscribe();
    clearInterval(this.recheck);
    await this.dispatcher.finish(FINISH_WITHIN);
    // Ended by the server they would stay away for a while; a connection that is lost is made again at once.
    for (const socket of this.server?.sockets.values() ?? []) socket.conn.close();
  }

  /** A sign-in that ended on a node out of reach: its sockets here are found a minute later at the latest. */
  private async closeSignedOut(): Promise<void> {
    const sockets = [...this.server.sockets.values()] as LiveSocket[];
    const alive = await this.accounts.keepSignedIn([...new Set(sockets.map(({ data }) => data.person.signInId))]);
    for (const socket of sockets) {
      if (alive.has(socket.data.person.signInId)) continue;
      socket.emit('closed', { code: 'signed-out' } satisfies ServerFrames['closed']);
      socket.disconnect(true);
    }
  }

  handleConnection(socket: LiveSocket): void {
    void socket.join(signInRoom(socket.data.person.signInId));
    writeTogether(socket);
    letRequestGo(socket);
    this.dispatcher.attach(socket, this);
    socket.on('disconnect', () => this.gone(socket));
  }

  /** Enters a session. The socket listens first and is answered second, so no frame falls between. */
  async join(
    socket: LiveSocket,
    input: { session: string; tab: string; last: Record<string, number>; docs: Partial<Record<DocName, DocOpening>> },
  ): Promise<unknown> {
    const { participant, room } = await this.policy.member(input.session, socket.data.person);
    if (socket.data.joined && socket.data.joined.session !== input.session) this.leave(socket);
    const ownTab = tabRoom(input.session, participant, input.tab);
    this.replaceTab(ownTab, socket.id);
    if (!socket.data.joined) {
      this.roster.count(participant, 1);
      socket.data.joined = { session: input.session, participant, tab: input.tab };
    }
    void socket.join([audienceOf(input.session, selfStream(participant)), ownTab]);
    const listen = (streams: Stream[]) => void socket.join(streams.map((stream) => audienceOf(input.session, stream)));
    const answer = await this.live.join(input.session, participant, input.last, input.docs, listen);
    this.broadcaster.people(room);
    this.call.joined(input.session, participant);
    return { ok: true, ...answer };
  }

  /** Relays a caret to the other readers of its document; the server says whose it is. */
  presence(socket: LiveSocket, frame: Presence): void {
    const { joined } = socket.data;
    if (!joined) return;
    void this.rooms.get(joined.session).then(
      (room) => {
        const { participant, session } = joined;
        if (frame.doc && docAccess(room.state.room, participant, frame.doc) === 'none') return;
        const stream = frame.doc ? docHome(frame.doc).stream : ROOM;
        if (!streamsOf(room.state.room, participant).includes(stream)) return;
        socket.volatile
          .to(audienceOf(session, stream))
          .except(SLOW)
          .emit('presence', { ...frame, participant } satisfies ServerFrames['presence']);
      },
      () => undefined,
    );
  }

  private async admit(socket: LiveSocket): Promise<void> {
    const network = socket.handshake.address;
    if ((await failures.get(network))?.remainingPoints === 0) throw refusal('too-many');
    if (socket.handshake.auth['contract'] !== LIVE_CONTRACT) throw refusal('old-contract');
    const person = await this.accounts.personOf(socket.handshake.headers);
    if (!person) {
      await failures.consume(network).catch(() => undefined);
      throw refusal('not-signed-in');
    }
    await handshakes.consume(person.accountId).catch(() => {
      throw refusal('too-many');
    });
    const same = await this.server.local.in(accountRoom(person.accountId)).fetchSockets();
    if (same.length >= MAX_SOCKETS) throw refusal('too-many');
    socket.data = { person, joined: null, call: null };
    void socket.join(accountRoom(person.accountId));
  }

  /** The same tab joins again after a cut that the server has not noticed: the old socket must not count as a second one. */
  private replaceTab(tab: string, by: string): void {
    this.dropOthers(tab, by);
    if (this.nodes.adapter) this.server.serverSideEmit(REPLACED, tab, by);
  }

  private dropOthers(tab: string, by: string): void {
    this.server.local.in(tab).except(by).disconnectSockets(true);
  }

  private leave(socket: LiveSocket): void {
    const { joined } = socket.data;
    if (!joined) return;
    for (const name of socket.rooms) if (name.startsWith(`${joined.session}|`)) void socket.leave(name);
    this.gone(socket);
  }

  private gone(socket: LiveSocket): void {
    const { joined } = socket.data;
    if (!joined) return;
    socket.data.joined = null;
    this.call.gone(socket, joined.session);
    this.roster.count(joined.participant, -1);
    void this.rooms.get(joined.session).then(
      (room) => this.broadcaster.people(room),
      () => undefined,
    );
  }
}

/** What waits for one socket leaves in one write of the system instead of one for each packet. */
const writeTogether = ({ conn }: LiveSocket): void => {
  const { socket } = conn.request;
  conn.on('flush', () => {
    socket.cork();
    process.nextTick(() => socket.uncork());
  });
};

/** The request that opened a socket has been read: what is asked of it later stands in the handshake, the rest is 1 kB for hours. */
const letRequestGo = ({ conn }: LiveSocket): void => void Object.assign(conn, { request: null });

const signInRoom = (signIn: string): string => `sign-in|${signIn}`;
const accountRoom = (account: string): string => `account|${account}`;
const tabRoom = (session: string, participant: string, tab: string): string => `${session}|tab|${participant}|${tab}`;
/** Said to the other nodes only: a tab has come back, here. */
const REPLACED = 'tab.replaced';

/** Becomes `connect_error` with `data.code` at the client. */
const refusal = (code: string): Error => Object.assign(new Error(code), { data: { code } });
