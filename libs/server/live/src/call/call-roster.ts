import { callPeer, id, type CallPeer, type ServerFrames } from '@debrief/contracts';
import { Clock } from '@debrief/server/platform';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Namespace } from 'socket.io';
import * as z from 'zod/mini';
import type { LiveSocket } from '../dispatcher';
import { Nodes } from '../nodes';

/** An entrance with the server time at which it was made, ms: of two by one participant the later one counts. */
export interface Member extends CallPeer {
  at: number;
}

/** Said between nodes only: who is in a session's call on the one that speaks. */
const MEMBERS = 'call.members';
const SAY_EVERY = 10_000;
/** A node that has said nothing for this long is gone, and its people with it, in ms. */
const SILENT_AFTER = 35_000;
const said = z.strictObject({
  node: id,
  session: id,
  members: z.array(z.extend(callPeer, { at: z.number() })).check(z.maxLength(64)),
  left: z.array(id).check(z.maxLength(64)),
});
type Said = z.infer<typeof said>;

/**
 * Who is in the call of each session. It lives on the sockets and nowhere else, so it ends with them; nodes that share
 * a site tell each other their part after each change and now and then.
 */
@Injectable()
export class CallRoster implements OnModuleDestroy {
  private readonly node = randomUUID();
  private server: Namespace | null = null;
  /** By session and node. */
  private readonly elsewhere = new Map<string, Map<string, { members: Member[]; heardAt: number }>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly nodes: Nodes,
    private readonly clock: Clock,
  ) {}

  attach(server: Namespace): void {
    this.server = server;
    if (!this.nodes.adapter) return;
    server.on(MEMBERS, (message: unknown) => this.hear(message));
    this.timer = setInterval(() => this.remind(), SAY_EVERY);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Sockets of this node in the call. */
  here(session: string): LiveSocket[] {
    const ids = this.server?.adapter.rooms.get(callRoom(session)) ?? [];
    return [...ids].flatMap((socket) => {
      const found = this.server?.sockets.get(socket) as LiveSocket | undefined;
      return found?.data.call ? [found] : [];
    });
  }

  /** Everybody in the call, on all nodes; one entrance per participant. */
  all(session: string): Member[] {
    const latest = new Map<string, Member>();
    const own = this.here(session).flatMap(({ data }) => data.call ?? []);
    const others = [...(this.elsewhere.get(session)?.values() ?? [])].flatMap(({ members }) => members);
    for (const member of [...others, ...own])
      if ((latest.get(member.participant)?.at ?? -1) <= member.at) latest.set(member.participant, member);
    return [...latest.values()];
  }

  find(session: string, participant: string): Member | undefined {
    return this.all(session).find((member) => member.participant === participant);
  }

  put(socket: LiveSocket, session: string, entrance: CallPeer): void {
    socket.data.call = { ...entrance, at: this.clock.now().getTime() };
    void socket.join([callRoom(session), peerRoom(session, entrance)]);
  }

  take(socket: LiveSocket, session: string): Member | null {
    const { call } = socket.data;
    if (!call) return null;
    socket.data.call = null;
    void socket.leave(callRoom(session));
    void socket.leave(peerRoom(session, call));
    return call;
  }

  /** Tells everybody in the call who is in it now. */
  announce(session: string, left: string[] = []): void {
    this.show(session, left);
    this.say(session, left);
  }

  /** To one entrance, wherever its socket is. */
  signal(session: string, to: Member, body: ServerFrames['signal']): void {
    const room = peerRoom(session, to);
    const isHere = this.server?.adapter.rooms.has(room);
    (isHere ? this.server?.local : this.server)?.to(room).emit('signal', body);
  }

  private show(session: string, left: string[]): void {
    const peers = this.all(session).map(({ at: _at, ...entrance }) => entrance);
    this.server?.local.to(callRoom(session)).emit('call', { peers, left } satisfies ServerFrames['call']);
  }

  private say(session: string, left: string[]): void {
    if (!this.nodes.adapter) return;
    const members = this.here(session).flatMap(({ data }) => data.call ?? []);
    this.server?.serverSideEmit(MEMBERS, { node: this.node, session, members, left } satisfies Said);
  }

  private hear(message: unknown): void {
    const read = said.safeParse(message);
    if (!read.success || read.data.node === this.node) return;
    const { node, session, members, left } = read.data;
    const nodes = this.elsewhere.get(session) ?? new Map<string, { members: Member[]; heardAt: number }>();
    const before = JSON.stringify(nodes.get(node)?.members ?? []);
    if (members.length) nodes.set(node, { members, heardAt: this.clock.now().getTime() });
    else nodes.delete(node);
    if (nodes.size) this.elsewhere.set(session, nodes);
    else this.elsewhere.delete(session);
    const isNews = before !== JSON.stringify(members) || left.length > 0;
    for (const socket of this.here(session)) {
      const mine = socket.data.call;
      const later = mine && members.find(({ participant, at }) => participant === mine.participant && at > mine.at);
      if (!mine || !later) continue;
      this.take(socket, session);
      if (later.peer !== mine.peer) sayMoved(socket, mine.peer);
    }
    if (isNews) this.show(session, left);
  }

  private remind(): void {
    const sessions = new Set<string>();
    for (const { data } of (this.server?.sockets.values() ?? []) as Iterable<LiveSocket>)
      if (data.call && data.joined) sessions.add(data.joined.session);
    for (const session of sessions) this.say(session, []);
    const old = this.clock.now().getTime() - SILENT_AFTER;
    for (const [session, nodes] of this.elsewhere) {
      const before = nodes.size;
      for (const [node, { heardAt }] of nodes) if (heardAt < old) nodes.delete(node);
      if (!nodes.size) this.elsewhere.delete(session);
      if (nodes.size < before) this.show(session, []);
    }
  }
}

export const sayMoved = (socket: LiveSocket, peer: string): void =>
  void socket.emit('call.moved', { peer } satisfies ServerFrames['call.moved']);

const callRoom = (session: string): string => `${session}|call`;
/** The participant is part of the name, so nobody can take a place under another's id. */
const peerRoom = (session: string, { participant, peer }: CallPeer): string => `${session}|call|${participant}|${peer}`;
