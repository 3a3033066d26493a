import {
  type callRequests,
  type CallEntered,
  type CallPart,
  type CallSends,
  type IceServers,
} from '@debrief/contracts';
import { callPart } from '@debrief/live-core';
import { ProblemError } from '@debrief/server/platform';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import type * as z from 'zod/mini';
import type { LiveSocket } from '../dispatcher';
import { LiveLog, type Committed } from '../live-log';
import { LiveService } from '../live.service';
import { Rooms } from '../rooms';
import { CallRoster, sayMoved } from './call-roster';
import { IceServersService } from './ice-servers';

type Input<K extends keyof typeof callRequests> = z.output<(typeof callRequests)[K]>;

/** A socket that is back within this time is no news for the log, in ms. */
const GRACE = 10_000;
const NOTHING: CallSends = { audio: false, video: false, screen: false, muted: false };
/** After these somebody may send who only heard, or the other way round. */
const MOVES_PARTS = /^(participant-|round-opened$|role-given$|lead-taken$)/;

/**
 * Who may be in a session's call and what they may put into it. Sound and picture go from browser to browser; the
 * server carries the words with which they connect, and logs that somebody has a microphone.
 */
@Injectable()
export class CallService implements OnModuleDestroy {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private isClosing = false;

  constructor(
    log: LiveLog,
    private readonly live: LiveService,
    private readonly rooms: Rooms,
    private readonly roster: CallRoster,
    private readonly ice: IceServersService,
  ) {
    log.onCommitted((committed) => this.follow(committed));
  }

  attach(server: Namespace): void {
    this.roster.attach(server);
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  async enter(socket: LiveSocket, { peer, sends, again }: Input<'call.enter'>): Promise<CallEntered> {
    const { session, participant } = await this.partOf(socket);
    const others = this.roster.all(session).filter((member) => member.peer !== peer);
    if (again && others.some((member) => member.participant === participant))
      throw new ProblemError('conflict', 'You are in the call from another tab.');
    if (this.roster.all(session).some((member) => member.peer === peer && member.participant !== participant))
      throw new ProblemError('forbidden', 'This place in the call is somebody else’s.');
    const wanted = allowed((await this.partOf(socket)).part, sends);
    // A recording that this microphone has not agreed to stops before anybody can hear it.
    await this.log(session, participant, wanted.audio);
    // The wait was long enough to lose a role, or the connection.
    const { part } = await this.partOf(socket);
    const left: string[] = [];
    for (const other of this.roster.here(session)) {
      if (other.data.call?.participant !== participant) continue;
      const old = this.roster.take(other, session);
      if (!old || old.peer === peer) continue;
      left.push(old.peer);
      if (other.id !== socket.id) sayMoved(other, old.peer);
    }
    this.roster.put(socket, session, { peer, participant, part, sends: allowed(part, sends) });
    this.roster.announce(session, left);
    const peers = this.roster.all(session).flatMap(({ at: _at, ...entrance }) => entrance);
    return { ok: true, part, peers, ice: this.ice.for(participant) };
  }

  async change(socket: LiveSocket, { sends }: Input<'call.change'>): Promise<{ ok: true }> {
    const { session, participant, part } = await this.partOf(socket);
    const before = inCall(socket);
    const wanted = allowed(part, sends);
    if (wanted.audio !== before.sends.audio) await this.log(session, participant, wanted.audio);
    const now = inCall(socket);
    socket.data.call = { ...now, sends: allowed(now.part, sends) };
    this.roster.announce(session);
    return { ok: true };
  }

  async leave(socket: LiveSocket): Promise<{ ok: true }> {
    const { joined } = socket.data;
    if (!joined) return { ok: true };
    const old = this.roster.take(socket, joined.session);
    if (!old) return { ok: true };
    this.roster.announce(joined.session, [old.peer]);
    await this.log(joined.session, joined.participant, false);
    return { ok: true };
  }

  signal(socket: LiveSocket, { to, data }: Input<'signal'>): { ok: true } {
    const from = inCall(socket);
    const session = socket.data.joined?.session ?? '';
    const target = this.roster.all(session).find(({ peer }) => peer === to);
    if (!target || target.peer === from.peer) throw new ProblemError('not-now', 'They are not in the call.');
    if (target.part === 'hear' && from.part === 'hear')
      throw new ProblemError('not-now', 'Two who listen have nothing to connect.');
    this.roster.signal(session, target, { from: from.peer, participant: from.participant, data });
    return { ok: true };
  }

  async servers(socket: LiveSocket): Promise<{ ok: true; ice: IceServers }> {
    const { participant } = await this.partOf(socket);
    return { ok: true, ice: this.ice.for(participant) };
  }

  /** Somebody has come into the room: the log may still hold a microphone that an earlier process saw. */
  joined(session: string, participant: string): void {
    void this.rooms.get(session).then(
      ({ state }) => state.room.people[participant]?.microphone && this.settleLater(session, participant),
      () => undefined,
    );
  }

  /** A socket has gone from the room, for good or for seconds. */
  gone(socket: LiveSocket, session: string): void {
    const old = this.roster.take(socket, session);
    if (!old || this.isClosing) return;
    this.roster.announce(session);
    this.settleLater(session, old.participant);
  }

  private follow({ room, rows }: Committed): void {
    if (!rows.some(({ kind }) => MOVES_PARTS.test(kind))) return;
    let isNews = false;
    const left: string[] = [];
    for (const socket of this.roster.here(room.id)) {
      const { call } = socket.data;
      if (!call) continue;
      const part = callPart(room.state.room, call.participant);
      if (part === call.part) continue;
      isNews = true;
      if (part === 'none') {
        this.roster.take(socket, room.id);
        left.push(call.peer);
        continue;
      }
      socket.data.call = { ...call, part, sends: allowed(part, call.sends) };
      if (call.sends.audio && part === 'hear') this.settleLater(room.id, call.participant, 0);
    }
    if (isNews) this.roster.announce(room.id, left);
  }

  /** Makes the log say what is true once things have calmed down, and goes on until it does. */
  private settleLater(session: string, participant: string, ms = GRACE): void {
    const key = `${session}|${participant}`;
    clearTimeout(this.timers.get(key));
    const timer = setTimeout(() => {
      this.timers.delete(key);
      const has = this.roster.find(session, participant)?.sends.audio ?? false;
      void this.log(session, participant, has).catch(() => !this.isClosing && this.settleLater(session, participant));
    }, ms);
    this.timers.set(key, timer.unref());
  }

  private async log(session: string, participant: string, has: boolean): Promise<void> {
    const { state } = await this.rooms.get(session);
    if ((state.room.people[participant]?.microphone ?? false) === has) return;
    const ack = await this.live.tell(session, { kind: 'call.microphone', participant, has });
    if (!ack.ok) throw new ProblemError(ack.code, ack.message);
  }

  private async partOf(socket: LiveSocket): Promise<{ session: string; participant: string; part: CallPart }> {
    const { joined } = socket.data;
    if (!joined || !socket.connected) throw new ProblemError('not-now', 'Join a session first.');
    const { session, participant } = joined;
    const part = callPart((await this.rooms.get(session)).state.room, participant);
    if (part === 'none') throw new ProblemError('forbidden', 'The host has not let you in yet.');
    return { session, participant, part };
  }
}

const inCall = (socket: LiveSocket) => {
  if (!socket.data.call) throw new ProblemError('not-now', 'Enter the call first.');
  return socket.data.call;
};

/** Whoever may only hear sends nothing, whatever they ask for. */
const allowed = (part: CallPart, sends: CallSends): CallSends => (part === 'send' ? sends : NOTHING);
