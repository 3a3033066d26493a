import {
  type InterviewLength,
  type InterviewMode,
  type InterviewType,
  type SessionFormat,
  type SessionView,
  type Guide,
} from '@debrief/contracts';
import { guideAccess } from '@debrief/live-core';
import { AccountsService } from '@debrief/server/accounts';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { PromptsService } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Briefs, candidateNow } from './briefs';
import { fitGuide } from './fit-guide';
import { LivePolicy, type Reader } from './live.policy';
import { LiveService } from './live.service';
import { Rooms } from './rooms';
import { Roster } from './roster';

export interface NewSession {
  type: InterviewType;
  length: InterviewLength;
  mode: InterviewMode;
  format: SessionFormat;
  hostFirst: 'candidate' | 'interviewer';
  prompt?: string | undefined;
}
interface SessionRow {
  id: string;
  status: 'lobby' | 'live' | 'ended';
  is_example: boolean;
  format: SessionFormat;
  type: InterviewType;
  length: InterviewLength;
  mode: InterviewMode;
  created_at: Date;
  ended_at: Date | null;
}

/** A guest keeps their sign-in for this long after their last session ended. */
const GUEST_KEEPS = 72 * 3_600_000;
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
const REMOVED = 'The host has removed you from this session.';
const NO_INVITE = 'This invite link does not work any more. Ask the host for a new one.';

/** Sessions as rows: making them, inviting to them, listing them, and handing out the guide of a round. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly rooms: Rooms,
    private readonly roster: Roster,
    private readonly live: LiveService,
    private readonly policy: LivePolicy,
    private readonly prompts: PromptsService,
    private readonly briefs: Briefs,
    private readonly accounts: AccountsService,
  ) {}

  /** Creates a session with its host seated. The code of the invite link is stored as a hash and shown once. */
  async create(person: Person, input: NewSession): Promise<{ session: string; participant: string; code: string }> {
    if (input.format === 'solo' && input.hostFirst !== 'candidate')
      throw new ProblemError('bad-input', 'Alone you are the candidate.');
    if (input.prompt && input.hostFirst !== 'interviewer')
      throw new ProblemError('bad-input', 'Only who interviews first may choose the prompt.');
    const session = randomUUID();
    const code = randomBytes(16).toString('base64url');
    const now = this.clock.now();
    const participant = await this.database.transaction(async (manager) => {
      await manager.query(
        `insert into live_session (id, format, type, length, mode, wanted_prompt, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [session, input.format, input.type, input.length, input.mode, input.prompt ?? null, now],
      );
      await manager.query(`insert into live_invite (code_hash, session, created_at) values ($1, $2, $3)`, [
        hashOf(code),
        session,
        now,
      ]);
      return this.addParticipant(manager, session, person, true);
    });
    const { type, length, mode, format, hostFirst } = input;
    const ack = await this.live.tell(session, {
      kind: 'session.create',
      host: participant,
      type,
      length,
      mode,
      format,
      hostFirst,
    });
    if (!ack.ok) throw new ProblemError(ack.code, ack.message);
    return { session, participant, code };
  }

  /** Ends the old invite link and makes a new one. Host only. */
  async renewInvite(person: Person, session: string): Promise<string> {
    const { room, participant } = await this.policy.seated(session, person);
    if (room.state.room.host !== participant)
      throw new ProblemError('not-your-role', 'Only the host can make a new invite link.');
    const code = randomBytes(16).toString('base64url');
    const now = this.clock.now();
    await this.database.transaction(async (manager) => {
      await manager.query(`update live_invite set ended_at = $2 where session = $1 and ended_at is null`, [
        session,
        now,
      ]);
      await manager.query(`insert into live_invite (code_hash, session, created_at) values ($1, $2, $3)`, [
        hashOf(code),
        session,
        now,
      ]);
    });
    return code;
  }

  async readInvite(code: string, person: Person | undefined) {
    const session = await this.sessionOf(code);
    const room = await this.rooms.get(session);
    const people = await this.roster.people(room);
    const { state } = room;
    const mine = person && (await this.roster.of(session, person.accountId));
    const seated = people.filter(({ seat }) => seat !== null).length;
    const firstRole = state.room.hostFirst === 'candidate' ? ('interviewer' as const) : ('candidate' as const);
    const mayWatchOnly = state.room.format === 'fishbowl' || state.room.format === 'solo';
    return {
      session,
      host: people.find(({ isHost }) => isHost)?.name ?? '',
      type: state.room.type,
      length: state.room.length,
      mode: state.room.mode,
      format: state.room.format,
      status: state.room.status,
      yourFirstRole: mayWatchOnly || (seated > 1 && !mine) ? ('observer' as const) : firstRole,
      isMine: Boolean(mine),
    };
  }

  /** Puts somebody on the roster by link. A second acceptance gives the same participant. */
  async acceptInvite(
    code: string,
    person: Person,
  ): Promise<{ session: string; participant: string; admitted: boolean }> {
    const session = await this.sessionOf(code);
    const room = await this.rooms.get(session);
    if (room.state.room.status === 'ended') throw new ProblemError('ended', 'This session has ended.');
    const participant = await this.database.transaction(async (manager) => {
      // Two presses at once must not sit the same person down twice.
      await manager.query(`select 1 from live_session where id = $1 for update`, [session]);
      // The link may have been replaced between reading and accepting.
      const live: unknown[] = await manager.query(
        `select 1 from live_invite where code_hash = $1 and ended_at is null`,
        [hashOf(code)],
      );
      if (!live.length) throw new ProblemError('not-found', NO_INVITE);
      const known: { id: string; presence: string | null }[] = await manager.query(
        `select id, presence from live_participant where session = $1 and account_id = $2 order by (presence is null), joined_at`,
        [session, person.accountId],
      );
      // Somebody with two seats, one of them from before they signed in, stays removed whichever seat it was.
      if (known.some(({ presence }) => presence === 'kicked')) throw new ProblemError('forbidden', REMOVED);
      return known[0]?.id ?? this.addParticipant(manager, session, person, false);
    });
    if (person.isGuest)
      await this.accounts.extendGuest(person.accountId, new Date(this.clock.now().getTime() + GUEST_KEEPS));
    await this.live.tell(session, { kind: 'participant.enter', participant });
    const now = await this.rooms.get(session);
    const seat = now.state.room.people[participant];
    if (seat?.presence === 'kicked') throw new ProblemError('forbidden', REMOVED);
    if (now.state.room.turnedAway.includes(participant))
      throw new ProblemError('forbidden', 'The host has not let you in.');
    return { session, participant, admitted: seat !== undefined };
  }

  async view(session: string, person: Person | undefined): Promise<SessionView> {
    return this.viewFor(await this.policy.reader(session, person));
  }

  /** The same for somebody whose right to read has been checked. */
  async viewFor(reader: Reader): Promise<SessionView> {
    const [row]: SessionRow[] = await this.database.query(`select * from live_session where id = $1`, [reader.room.id]);
    if (!row) throw new ProblemError('not-found', 'This session does not exist, or you are not part of it.');
    return this.viewOf(row, reader);
  }

  /** My sessions that have not ended, newest first. */
  async open(person: Person): Promise<SessionView[]> {
    const rows: (SessionRow & { participant: string })[] = await this.database.query(
      `select s.*, p.id as participant from live_session s join live_participant p on p.session = s.id
       where p.account_id = $1 and s.status <> 'ended' and coalesce(p.presence, '') <> 'kicked' order by s.created_at desc, s.id desc limit 20`,
      [person.accountId],
    );
    const rosters = await this.roster.peopleOf(rows.map(({ id }) => id));
    return rows.map((row) => asView(row, row.participant, rosters.get(row.id) ?? []));
  }

  /** The guide of a round, recorded as seen before it is handed out. */
  async guide(person: Person, session: string, round: number): Promise<Guide> {
    const { room, participant } = await this.policy.seated(session, person);
    const access = guideAccess(room.state.room, participant, round);
    if (access !== 'guide')
      throw new ProblemError(
        'not-your-role',
        'The guide is for the interviewers of this round; the candidate may read it when the session has ended.',
      );
    const version = room.state.panels[round]?.promptVersion ?? room.state.room.rounds[round - 1]?.prompt?.promptVersion;
    if (!version) throw new ProblemError('not-now', 'This round has no prompt yet.');
    await this.prompts.recordSeen(person.accountId, version.prompt, 'guide', { session, round });
    const { format, length } = room.state.room;
    return fitGuide(await this.prompts.guide(version, length), format, length);
  }

  /** Prompts that the coming candidate has neither played nor read; those that fit `text`. */
  async choices(person: Person, session: string, text?: string) {
    const { room, participant } = await this.policy.seated(session, person);
    const { rounds, type, format } = room.state.room;
    const candidate = candidateNow(room.state.room);
    if (candidate === participant && format !== 'solo')
      throw new ProblemError('not-your-role', 'The candidate does not choose the prompt.');
    const account = candidate ? await this.roster.accountOf(candidate) : null;
    const choices = await this.prompts.choices(type, account, text);
    const avoided = candidate ? await this.briefs.avoided(session, candidate) : [];
    const out = new Set([...rounds.map(({ prompt }) => prompt?.promptVersion.prompt), ...avoided]);
    return choices.filter(({ id }) => !out.has(id));
  }

  /** Moves a guest's places to the account they have now. Registered with platform; runs in accounts' transaction. */
  async relink(from: string, to: string, manager: EntityManager): Promise<void> {
    await manager.query(`update live_participant set account_id = $2, is_guest = false where account_id = $1`, [
      from,
      to,
    ]);
  }

  /** Keeps guests signed in until 72 h after their session ended. */
  async extendGuests(session: string): Promise<void> {
    const rows = await this.roster.rows(session);
    const until = new Date(this.clock.now().getTime() + GUEST_KEEPS);
    for (const { account_id, is_guest } of rows)
      if (is_guest && account_id) await this.accounts.extendGuest(account_id, until);
  }

  private async addParticipant(
    manager: EntityManager,
    session: string,
    person: Person,
    isHost: boolean,
  ): Promise<string> {
    const id = randomUUID();
    await manager.query(
      `insert into live_participant (id, session, account_id, name, is_guest, is_host, joined_at, seen_at) values ($1, $2, $3, $4, $5, $6, clock_timestamp(), clock_timestamp())`,
      [id, session, person.accountId, person.name, person.isGuest, isHost],
    );
    return id;
  }

  private async sessionOf(code: string): Promise<string> {
    const [row]: { session: string }[] = await this.database.query(
      `select session from live_invite where code_hash = $1 and ended_at is null`,
      [hashOf(code)],
    );
    if (!row) throw new ProblemError('not-found', NO_INVITE);
    return row.session;
  }

  private async viewOf(row: SessionRow, reader: Reader): Promise<SessionView> {
    const people = await this.roster.people(reader.room);
    return { ...asView(row, reader.participant, people), participant: reader.isMember ? reader.participant : null };
  }
}

/** A session as one participant sees it: who waits at the door sees nobody but themselves. */
const asView = (row: SessionRow, participant: string, people: SessionView['people']): SessionView => ({
  session: row.id,
  status: row.status,
  isExample: row.is_example,
  format: row.format,
  type: row.type,
  length: row.length,
  mode: row.mode,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  participant,
  people: people.some((one) => one.participant === participant && one.seat !== null)
    ? people
    : people.filter((one) => one.participant === participant),
});
