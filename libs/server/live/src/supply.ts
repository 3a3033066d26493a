import type { Command, PromptVersion } from '@debrief/contracts';
import { comingCandidate, fitPhases, isLead, roleOf, type Decidable } from '@debrief/live-core';
import { ProblemError } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { Briefs } from './briefs';
import { DataSource, type EntityManager } from 'typeorm';
import type { Room } from './room';
import { Roster } from './roster';

export interface Prepared {
  command: Decidable;
  /** What must be written in the transaction of the events. */
  alongside?: (manager: EntityManager) => Promise<void>;
}

const ASKS_THE_GUIDE = new Set<string>(['fact.give', 'twist.give', 'nudge.log', 'probe.ask']);

/**
 * Looks up what a command needs from outside the room before it is decided: text of the prompt version that the
 * round has pinned, and who has seen what. Nothing of it ever comes from a client.
 */
@Injectable()
export class Supplies {
  constructor(
    private readonly prompts: PromptsService,
    private readonly roster: Roster,
    private readonly briefs: Briefs,
    private readonly database: DataSource,
  ) {}

  async prepare(room: Room, command: Command, participant: string): Promise<Prepared> {
    const { state } = room;
    // Before anything is looked up: which facts and probes a guide has is itself the interviewers' to know.
    if (
      ASKS_THE_GUIDE.has(command.kind) &&
      'round' in command &&
      roleOf(state.room, participant, command.round) !== 'interviewer'
    )
      throw new ProblemError('not-your-role', 'Only an interviewer of this round can do this.');
    switch (command.kind) {
      case 'brief.open': {
        if (state.room.status !== 'lobby') throw new ProblemError('not-now', 'The next round starts with a swap.');
        const candidate = comingCandidate(state.room);
        if (candidate === participant && state.room.format !== 'solo')
          throw new ProblemError('not-your-role', 'Whoever is asked does not choose the prompt.');
        const wanted = command.prompt ?? (await this.wantedPrompt(room));
        return {
          command: {
            ...command,
            supply: {
              promptVersion: await this.pick(room, candidate, this.asking(room, command, participant), wanted),
            },
          },
        };
      }
      case 'prompt.replace': {
        // Else anybody could learn by trying which prompts the candidate knows.
        if (!isLead(state.room, participant, command.round))
          throw new ProblemError('not-your-role', 'Only the lead interviewer can do this.');
        if (state.room.status === 'ended' || state.room.rounds[command.round - 1]?.stage !== 'brief')
          throw new ProblemError('not-now', 'The prompt is chosen in the brief.');
        const candidate = state.room.rounds[command.round - 1]?.candidate ?? null;
        const before = state.panels[command.round]?.promptVersion?.prompt;
        return {
          command: {
            ...command,
            supply: {
              promptVersion: await this.pick(room, candidate, [participant], command.prompt, before ? [before] : []),
            },
          },
        };
      }
      case 'swap.agree': {
        const next = comingCandidate(state.room);
        // A bank without an unseen prompt must not stop the swap: the new lead is asked to choose.
        const promptVersion = await this.pick(room, next, []).catch(() => null);
        return { command: { ...command, supply: { promptVersion } } };
      }
      case 'round.start': {
        const promptVersion = this.pinned(room, command.round);
        const candidate = state.room.rounds[command.round - 1]?.candidate;
        const account = candidate ? await this.roster.accountOf(candidate) : null;
        const material = await this.prompts.material(promptVersion, state.room.length);
        const seen = account ? await this.prompts.hasSeen(account, promptVersion.prompt) : false;
        const phases = fitPhases(state.room.format, material.phases);
        const where = { session: room.id, round: command.round };
        return {
          command: { ...command, supply: { promptVersion, ...material, phases, seen } },
          ...(account && {
            alongside: (manager: EntityManager) =>
              this.prompts.recordSeen(account, promptVersion.prompt, 'played', where, manager),
          }),
        };
      }
      case 'fact.give':
        return {
          command: {
            ...command,
            supply: found(await this.prompts.fact(this.pinned(room, command.round), command.fact)),
          },
        };
      case 'twist.give':
        return {
          command: {
            ...command,
            supply: found(await this.prompts.twist(this.pinned(room, command.round), command.twist)),
          },
        };
      case 'nudge.log':
        return {
          command: {
            ...command,
            supply: found(await this.prompts.nudge(this.pinned(room, command.round), command.phase)),
          },
        };
      case 'probe.ask':
        return {
          command: {
            ...command,
            supply: { known: await this.prompts.probe(this.pinned(room, command.round), command.probe) },
          },
        };
      case 'participant.turn-away':
      case 'participant.admit': {
        const rows = await this.roster.rows(room.id);
        if (!rows.some(({ id }) => id === command.participant))
          throw new ProblemError('not-found', 'Nobody of that id waits at the door.');
        return { command };
      }
      case 'mark.set':
        return {
          command: {
            ...command,
            supply: { claimFloor: command.claimedAt ? await this.claimFloor(room, participant) : 0 },
          },
        };
      case 'scorer.assign':
      case 'card.lock': {
        const round = state.room.rounds[command.round - 1];
        const rubric = await this.prompts.rubric(state.room.type, round?.rubric ?? null);
        const dimensions = rubric.dimensions.map(({ key }) => key);
        return command.kind === 'card.lock'
          ? { command: { ...command, supply: { dimensions, redFlags: rubric.redFlags.length } } }
          : { command: { ...command, supply: { dimensions } } };
      }
      default:
        return { command };
    }
  }

  private async pick(
    room: Room,
    candidate: string | null,
    askedBy: readonly string[],
    wanted?: string,
    avoid: string[] = [],
  ): Promise<PromptVersion> {
    const account = candidate ? await this.roster.accountOf(candidate) : null;
    const played = room.state.room.rounds.flatMap(({ prompt }) => (prompt ? [prompt.promptVersion.prompt] : []));
    return this.prompts.pick({
      type: room.state.room.type,
      forAccounts: account ? [account] : [],
      askedBy: wanted
        ? (await Promise.all(askedBy.map((each) => this.roster.accountOf(each)))).filter((each) => each !== null)
        : [],
      avoid: [...played, ...avoid, ...(candidate ? await this.briefs.avoided(room.id, candidate) : [])],
      ...(wanted && { wanted }),
    });
  }

  /** Whose prompts may be asked for: the actor's by name, and those of the host, who wanted one when the session was made. */
  private asking(room: Room, { prompt }: { prompt?: string | undefined }, participant: string): string[] {
    const { host } = room.state.room;
    return prompt === undefined && host !== null ? [host] : [participant];
  }

  private pinned(room: Room, round: number): PromptVersion {
    const promptVersion = room.state.panels[round]?.promptVersion;
    if (!promptVersion) throw new ProblemError('not-now', 'This round has no prompt yet. Choose one first.');
    return promptVersion;
  }

  private async wantedPrompt(room: Room): Promise<string | undefined> {
    const [row]: { wanted_prompt: string | null }[] = await this.database.query(
      `select wanted_prompt from live_session where id = $1`,
      [room.id],
    );
    return row?.wanted_prompt ?? undefined;
  }

  /** A mark that waited for a connection may claim a time back to this participant's last stored command, no further. */
  private async claimFloor(room: Room, participant: string): Promise<number> {
    const [row]: { last: number | null }[] = await this.database.query(
      `select (extract(epoch from max(at)) * 1000)::float8 as last from live_op where session = $1 and participant = $2`,
      [room.id, participant],
    );
    return row?.last ?? 0;
  }
}

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new ProblemError('not-found', 'The guide of this round has no such entry.');
  return value;
};
