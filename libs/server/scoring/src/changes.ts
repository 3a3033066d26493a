import { ROOM, selfStream, type ServerFrames } from '@debrief/contracts';
import { Broadcaster } from '@debrief/server/live';
import { Injectable } from '@nestjs/common';

type Kind = ServerFrames['changed']['kind'];

/** Tells those who may read a row that it has changed; said after the commit, and nothing of it is kept. */
@Injectable()
export class Changes {
  constructor(private readonly broadcaster: Broadcaster) {}

  toAll(session: string, round: number, kind: Kind): void {
    this.broadcaster.to(session, ROOM, 'changed', { kind, round });
  }

  toSome(session: string, round: number, kind: Kind, participants: readonly string[]): void {
    for (const one of new Set(participants)) this.broadcaster.to(session, selfStream(one), 'changed', { kind, round });
  }
}
