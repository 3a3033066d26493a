import type { InterviewType, Role } from '@debrief/contracts';
import { type Person, placeForms, readPlace, writePlace } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PAGE = 20;
const placeIn = (cursor: string | undefined) =>
  readPlace(cursor, placeForms.moment, placeForms.text, placeForms.whole) ?? [null, null, null];

interface HistoryRow {
  session: string;
  round: number;
  type: InterviewType;
  title: string | null;
  role: Role;
  candidate: string;
  interviewers: string[];
  at: Date;
  /** The same time with microseconds, so that no row falls between two pages. */
  place: string;
  appeared_at: Date | null;
  opened_at: Date | null;
  lapsed_at: Date | null;
  stage: string;
}

/** My rounds in every role, newest first, by keyset: (time, session, round). */
@Injectable()
export class HistoryService {
  constructor(private readonly database: DataSource) {}

  async rounds(person: Person, role: Role | undefined, cursor: string | undefined) {
    const [place, session, round] = placeIn(cursor);
    const rows: HistoryRow[] = await this.database.query(
      `select r.session, r.round, s.type, r.title, rr.role, cand.name as candidate,
         array(select ip.name from live_round_role ir join live_participant ip on ip.id = ir.participant
               where ir.session = r.session and ir.round = r.round and ir.role = 'interviewer' order by ip.joined_at) as interviewers,
         r.created_at as at, r.created_at::text as place, r.appeared_at, r.opened_at, r.lapsed_at, r.stage
       from live_participant p
       join live_round_role rr on rr.participant = p.id
       join live_round r on r.session = rr.session and r.round = rr.round
       join live_session s on s.id = r.session
       join live_participant cand on cand.id = r.candidate
       where p.account_id = $1 and not s.is_example and r.appeared_at is not null
         and ($2::text is null or rr.role = $2)
         and ($3::timestamptz is null or (r.created_at, r.session, r.round) < ($3::timestamptz, $4::uuid, $5::int))
       order by r.created_at desc, r.session desc, r.round desc limit $6`,
      [person.accountId, role ?? null, place, session, round, PAGE + 1],
    );
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      rounds: page.map((row) => ({
        session: row.session,
        round: row.round,
        type: row.type,
        title: row.title,
        role: row.role,
        candidate: row.candidate,
        interviewers: row.interviewers,
        startedAt: row.at.toISOString(),
        state: row.opened_at
          ? ('open' as const)
          : row.lapsed_at
            ? ('lapsed' as const)
            : row.stage === 'scoring'
              ? ('waiting-for-cards' as const)
              : ('running' as const),
      })),
      next: rows.length > PAGE && last ? writePlace(last.place, last.session, last.round) : null,
    };
  }

  /** My rounds of one type with the version of the rubric that each keeps, newest first. */
  async byRubric(person: Person, type: InterviewType, cursor: string | undefined) {
    const [place, session, round] = placeIn(cursor);
    const rows: (Pick<HistoryRow, 'session' | 'round' | 'title' | 'candidate' | 'at' | 'place'> & {
      version: number;
    })[] = await this.database.query(
      `select r.session, r.round, r.rubric_version as version, r.title, cand.name as candidate, r.created_at as at,
         r.created_at::text as place
       from live_participant p
       join live_round_role rr on rr.participant = p.id
       join live_round r on r.session = rr.session and r.round = rr.round
       join live_session s on s.id = r.session
       join live_participant cand on cand.id = r.candidate
       where p.account_id = $1 and s.type = $2 and not s.is_example and r.rubric_version is not null
         and ($3::timestamptz is null or (r.created_at, r.session, r.round) < ($3::timestamptz, $4::uuid, $5::int))
       order by r.created_at desc, r.session desc, r.round desc limit $6`,
      [person.accountId, type, place, session, round, PAGE + 1],
    );
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      rounds: page.map(({ session, round, version, title, candidate, at }) => ({
        session,
        round,
        version,
        title,
        candidate,
        startedAt: at.toISOString(),
      })),
      next: rows.length > PAGE && last ? writePlace(last.place, last.session, last.round) : null,
    };
  }
}
