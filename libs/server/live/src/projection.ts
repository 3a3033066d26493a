import type { EventKind, Stream } from '@debrief/contracts';
import { panelRound } from '@debrief/contracts';
import type { SessionState } from '@debrief/live-core';
import type { QueryRunner } from 'typeorm';

/** Events after which somebody's right to write may have ended: they raise the session's write epoch. */
const BUMPS = new Set<EventKind>([
  'round-opened',
  'role-given',
  'interview-started',
  'scoring-started',
  'card-locked',
  'cards-opened',
  'cards-lapsed',
  'participant-kicked',
  'participant-left',
  'session-ended',
]);
export const endsRights = (kind: EventKind): boolean => BUMPS.has(kind);

const ROUND_KINDS = new Set<string>([
  'round-opened',
  'role-given',
  'prompt-chosen',
  'interview-started',
  'lead-taken',
  'scoring-started',
  'cards-opened',
  'cards-lapsed',
  'session-ended',
]);
const PRESENCE_KINDS = new Set<string>([
  'participant-admitted',
  'participant-away',
  'participant-back',
  'participant-left',
  'participant-returned',
  'participant-kicked',
]);

/**
 * Keeps the few columns that lists and policies ask for beside the log, in its transaction: who was what in which
 * round, where each round stands, who is here. All of it can be rebuilt by folding the log.
 */
export async function projectRound(
  runner: QueryRunner,
  session: string,
  state: SessionState,
  rows: readonly { stream: Stream; kind: string; payload: unknown }[],
): Promise<void> {
  const touched = new Set<number>();
  for (const { kind, payload, stream } of rows) {
    const round = panelRound(stream) ?? roundOf(payload);
    if (ROUND_KINDS.has(kind) && round) touched.add(round);
    if (kind === 'session-ended') for (const { round: n } of state.room.rounds) touched.add(n);
  }
  if (rows.some(({ kind }) => PRESENCE_KINDS.has(kind))) {
    const people = Object.entries(state.room.people);
    await runner.query(
      `update live_participant set presence = t.presence, seat = t.seat
       from unnest($2::uuid[], $3::text[], $4::int[]) as t(id, presence, seat)
       where live_participant.id = t.id and session = $1 and live_participant.presence is distinct from t.presence`,
      [
        session,
        people.map(([id]) => id),
        people.map(([, person]) => person.presence),
        people.map(([, person]) => person.seat),
      ],
    );
  }
  for (const n of touched) {
    const round = state.room.rounds[n - 1];
    if (!round) continue;
    const version = round.prompt?.promptVersion ?? state.panels[n]?.promptVersion ?? null;
    await runner.query(
      `insert into live_round (session, round, candidate, stage, prompt, prompt_version, title, appeared_at, opened_at, lapsed_at, created_at, rubric_version)
       values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000), to_timestamp($10::float8 / 1000), to_timestamp($11::float8 / 1000), $12)
       on conflict (session, round) do update set stage = excluded.stage, prompt = excluded.prompt, prompt_version = excluded.prompt_version, title = excluded.title,
         appeared_at = excluded.appeared_at, opened_at = excluded.opened_at, lapsed_at = excluded.lapsed_at, rubric_version = excluded.rubric_version`,
      [
        session,
        n,
        round.candidate,
        round.stage,
        version?.prompt ?? null,
        version?.version ?? null,
        round.prompt?.title ?? null,
        round.startedAt,
        round.openedAt,
        round.lapsedAt,
        round.openedBriefAt,
        round.rubric,
      ],
    );
    const roles = [
      { id: round.candidate, role: 'candidate' },
      ...round.interviewers.map((id) => ({ id, role: 'interviewer' })),
      ...round.observers.map((id) => ({ id, role: 'observer' })),
    ];
    await runner.query(
      `insert into live_round_role (session, round, participant, role, scorer)
       select $1, $2, p, r, s from unnest($3::uuid[], $4::text[], $5::bool[]) as t(p, r, s)
       on conflict (session, round, participant) do update set role = excluded.role, scorer = excluded.scorer`,
      [
        session,
        n,
        roles.map(({ id }) => id),
        roles.map(({ role }) => role),
        roles.map(({ id }) => round.scorers.includes(id)),
      ],
    );
  }
}

const roundOf = (payload: unknown): number | undefined =>
  typeof payload === 'object' && payload !== null && 'round' in payload && typeof payload.round === 'number'
    ? payload.round
    : undefined;
