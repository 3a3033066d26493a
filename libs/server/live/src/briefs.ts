import { selfStream, type BriefCard } from '@debrief/contracts';
import { comingCandidate, lastRound, roleOf, seated, type RoomState } from '@debrief/live-core';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Broadcaster } from './broadcaster';
import { LivePolicy } from './live.policy';

interface BriefRow {
  target_level: BriefCard['targetLevel'];
  focus: string;
  last_fix: string;
  avoid: string[];
}

/** Whose brief matters now: the candidate of the round until its cards open, then whoever is named next. */
export const candidateNow = (room: RoomState): string | null => {
  const last = lastRound(room);
  return last && last.stage !== 'debrief' ? last.candidate : comingCandidate(room);
};

/** What a candidate tells whoever interviews them in this session: the level, the focus, the last fix, prompts to avoid. */
@Injectable()
export class Briefs {
  constructor(
    private readonly database: DataSource,
    private readonly policy: LivePolicy,
    private readonly broadcaster: Broadcaster,
    private readonly clock: Clock,
  ) {}

  /** The present candidate's card, for themselves and for those who interview them. */
  async read(person: Person, session: string): Promise<{ participant: string | null; brief: BriefCard | null }> {
    const { room, participant } = await this.policy.seated(session, person);
    const candidate = candidateNow(room.state.room);
    if (candidate === null) return { participant: null, brief: null };
    if (participant !== candidate && !interviews(room.state.room, participant))
      throw new ProblemError('not-your-role', 'The brief is for the candidate and those who interview them.');
    return { participant: candidate, brief: await this.of(session, candidate) };
  }

  /** Stores one's own card; those who may read it are told. */
  async write(person: Person, session: string, brief: BriefCard): Promise<BriefCard> {
    const { room, participant } = await this.policy.seated(session, person);
    const { room: state } = room.state;
    if (state.status === 'ended') throw new ProblemError('ended', 'The session has ended.');
    await this.database.query(
      `insert into live_brief (session, participant, target_level, focus, last_fix, avoid, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (session, participant) do update set target_level = excluded.target_level, focus = excluded.focus,
         last_fix = excluded.last_fix, avoid = excluded.avoid, updated_at = excluded.updated_at`,
      [session, participant, brief.targetLevel, brief.focus, brief.lastFix, brief.avoid, this.clock.now()],
    );
    for (const one of seated(state))
      if (one === participant || interviews(state, one))
        this.broadcaster.to(session, selfStream(one), 'changed', { kind: 'brief', round: state.rounds.length });
    return brief;
  }

  /** Prompts that this candidate does not want to be asked here. */
  async avoided(session: string, candidate: string): Promise<string[]> {
    return (await this.of(session, candidate))?.avoid ?? [];
  }

  private async of(session: string, participant: string): Promise<BriefCard | null> {
    const [row]: BriefRow[] = await this.database.query(
      `select target_level, focus, last_fix, avoid from live_brief where session = $1 and participant = $2`,
      [session, participant],
    );
    return row ? { targetLevel: row.target_level, focus: row.focus, lastFix: row.last_fix, avoid: row.avoid } : null;
  }
}

/** In a round its interviewers; before the first one, and between rounds, everybody who did not come to watch. */
const interviews = (room: RoomState, participant: string): boolean => {
  const last = lastRound(room);
  if (last && last.stage !== 'debrief') return roleOf(room, participant, last.round) === 'interviewer';
  if (last) return roleOf(room, participant, last.round) !== 'observer';
  return room.planned[participant]?.role !== 'observer';
};
