import type { Card, InterviewMode, InterviewType } from '@debrief/contracts';
import { activeBetween, applyEvent, emptySession, type RoundState, type SessionState } from '@debrief/live-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LiveLog } from './live-log';
import type { Room } from './room';
import { LOG_COLUMNS, toFolded, type LogRow } from './rows';

/** A round that is over for the log: its cards have opened or lapsed. Names participants only. */
export interface FinishedRound {
  readonly session: string;
  readonly round: number;
  readonly type: InterviewType;
  readonly mode: InterviewMode;
  readonly candidate: string;
  /** Null where the prompt never appeared. */
  readonly prompt: string | null;
  /** Version of the rubric it was scored by. */
  readonly rubric: number;
  /** When the cards opened or lapsed, ms. */
  readonly at: number;
  /** Blind cards of others than the candidate, as the opening carried them; none in a round that lapsed. */
  readonly cards: readonly { readonly participant: string; readonly lockedAt: number; readonly card: Card }[];
  /** How long each spoke, ms; null before there were calls. */
  readonly talk: readonly { readonly participant: string; readonly ms: number }[] | null;
  /** Each phase that ran, in order; pauses count for nothing, added minutes belong to the plan. */
  readonly phases: readonly {
    readonly key: string;
    readonly name: string;
    readonly plannedMs: number;
    readonly spentMs: number;
  }[];
}

const ENDS = new Set<string>(['cards-opened', 'cards-lapsed']);

/** Finished rounds for the contexts that count them. Whatever they keep of it, the log has it again. */
@Injectable()
export class FinishedRounds {
  constructor(
    private readonly database: DataSource,
    private readonly log: LiveLog,
  ) {}

  /**
   * Calls `listener` when this process has written, or read from another, that a round's cards opened or lapsed: before
   * anybody is answered or told.
   */
  onFinished(listener: (room: Room, round: RoundState) => void): void {
    this.log.onCommitted(({ room, rows }) => {
      if (room.isExample) return;
      const over = new Set(
        rows.flatMap(({ kind, payload }) => (ENDS.has(kind) ? [(payload as { round: number }).round] : [])),
      );
      for (const round of room.state.room.rounds) if (over.has(round.round)) listener(room, round);
    });
  }

  /**
   * Runs `step` in the transaction that opens the cards of a round, on the one node that decides it: what must hold as of
   * the opening. When it fails the cards do not open, and whoever tries again decides both again.
   */
  atOpening(step: (room: Room, round: RoundState, manager: EntityManager) => Promise<void>): void {
    this.log.alongCommits(async ({ room, state, rows }, manager) => {
      if (room.isExample) return;
      for (const { kind, payload } of rows) {
        const round = kind === 'cards-opened' && state.room.rounds[(payload as { round: number }).round - 1];
        if (round) await step(room, round, manager);
      }
    });
  }

  /** The finished rounds of these sessions, folded from the log; examples have none. */
  async of(sessions: readonly string[]): Promise<FinishedRound[]> {
    const rows: LogRow[] = await this.database.query(
      `select ${LOG_COLUMNS} from live_log
       where session = any($1) and stream = 'room' and doc is null
         and session in (select id from live_session where id = any($1) and not is_example)
       order by session, seq`,
      [sessions],
    );
    const states = new Map<string, SessionState>();
    for (const row of rows)
      states.set(row.session, applyEvent(states.get(row.session) ?? emptySession(), toFolded(row)));
    return [...states].flatMap(([session, { room }]) =>
      room.rounds.flatMap((round) => asFinished(session, room.type, room.mode, round) ?? []),
    );
  }
}

const asFinished = (
  session: string,
  type: InterviewType,
  mode: InterviewMode,
  state: RoundState,
): FinishedRound | undefined => {
  const at = state.openedAt ?? state.lapsedAt;
  if (at === null) return undefined;
  return {
    session,
    round: state.round,
    type,
    mode,
    candidate: state.candidate,
    prompt: state.prompt?.promptVersion.prompt ?? null,
    rubric: state.rubric ?? 1,
    at,
    cards: (state.cards ?? []).filter(({ isSelf }) => !isSelf),
    talk: state.talk,
    phases: phasesOf(state),
  };
};

const phasesOf = (state: RoundState): FinishedRound['phases'] =>
  state.runs.flatMap(({ index, startedAt, endedAt, addedMinutes }) => {
    const phase = state.phases[index];
    const end = endedAt ?? state.scoring?.startedAt;
    if (!phase || end === undefined) return [];
    return {
      key: phase.key,
      name: phase.name,
      plannedMs: Math.round((phase.minutes + addedMinutes) * 60_000),
      spentMs: activeBetween(state, startedAt, end),
    };
  });
