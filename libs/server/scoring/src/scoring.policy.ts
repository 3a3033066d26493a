import { ROOM } from '@debrief/contracts';
import type { RoundState } from '@debrief/live-core';
import { ProblemError, type Person } from '@debrief/server/platform';
import { LivePolicy, type Reader } from '@debrief/server/live';
import { Injectable } from '@nestjs/common';

export interface InRound extends Reader {
  readonly round: RoundState;
}

/** Who may score, write feedback and word the fix. */
@Injectable()
export class ScoringPolicy {
  constructor(private readonly live: LivePolicy) {}

  /** Somebody who holds a card of the round: its candidate or one of its scorers. */
  async scorer(session: string, round: number, person: Person): Promise<InRound> {
    const inRound = this.of(await this.live.seated(session, person), round);
    const { participant, round: state } = inRound;
    if (participant !== state.candidate && !state.scorers.includes(participant))
      throw new ProblemError('not-your-role', 'Only the candidate and the scorers of this round have a card.');
    return inRound;
  }

  /** Somebody who holds a card, once the cards are open. */
  async judge(session: string, round: number, person: Person): Promise<InRound> {
    return afterOpening(await this.scorer(session, round, person));
  }

  /** Somebody who writes to the candidate: a scorer, once the cards are open. */
  async author(session: string, round: number, person: Person): Promise<InRound> {
    const inRound = this.of(await this.live.seated(session, person), round);
    if (!inRound.round.scorers.includes(inRound.participant))
      throw new ProblemError('not-your-role', 'Feedback is written by those who scored the round.');
    return afterOpening(inRound);
  }

  /** The candidate or an interviewer of a round: the people its fix and its ratings are between. */
  async partner(session: string, round: number, person: Person): Promise<InRound> {
    const inRound = this.of(await this.live.seated(session, person), round);
    const { participant, round: state } = inRound;
    if (participant !== state.candidate && !state.interviewers.includes(participant))
      throw new ProblemError('not-your-role', 'This is between the candidate and the interviewers.');
    return inRound;
  }

  /** A partner, once the cards are open. */
  async openPartner(session: string, round: number, person: Person): Promise<InRound> {
    return afterOpening(await this.partner(session, round, person));
  }

  /** The candidate, once the cards are open. */
  async candidate(session: string, round: number, person: Person): Promise<InRound> {
    const inRound = this.of(await this.live.seated(session, person), round);
    if (inRound.participant !== inRound.round.candidate)
      throw new ProblemError('not-your-role', 'This is the candidate’s own to say.');
    return afterOpening(inRound);
  }

  /** An interviewer, once the cards are open. */
  async interviewer(session: string, round: number, person: Person): Promise<InRound> {
    const inRound = this.of(await this.live.seated(session, person), round);
    if (!inRound.round.interviewers.includes(inRound.participant))
      throw new ProblemError('not-your-role', 'This is for the interviewers of the round.');
    return afterOpening(inRound);
  }

  /** Anybody who reads the room: whoever waits at its door, or was sent out of it, reads nothing that was written in it. */
  async reader(session: string, round: number, person: Person | undefined): Promise<InRound> {
    const reader = await this.live.reader(session, person);
    if (!reader.streams.includes(ROOM))
      throw new ProblemError('not-found', 'This session does not exist, or you are not part of it.');
    return this.of(reader, round);
  }

  private of(reader: Reader, round: number): InRound {
    const state = reader.room.state.room.rounds[round - 1];
    if (!state) throw new ProblemError('not-found', 'This session has no such round.');
    return { ...reader, round: state };
  }
}

const afterOpening = (inRound: InRound): InRound => {
  if (inRound.round.openedAt === null) throw new ProblemError('not-now', 'This is written once the cards are open.');
  return inRound;
};
