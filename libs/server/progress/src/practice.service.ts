import { PROGRESS_LIMITS, type InterviewType, type RouteResult, type progressRoutes } from '@debrief/contracts';
import type { FinishedRound } from '@debrief/server/live';
import { Clock } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

type Answer = RouteResult<typeof progressRoutes.getProgress>;

interface RoundRow extends Pick<FinishedRound, 'talk' | 'phases'> {
  session: string;
  round: number;
  type: InterviewType;
  title: string;
  role: 'candidate' | 'interviewer';
  started_at: Date;
  participant: string;
}

/** How much somebody practises, and how their rounds went by the clock: nothing of it is a judgement. */
@Injectable()
export class PracticeService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The last weeks, the present one included, in the person's own time zone, and the goal. */
  async weeks(account: string): Promise<Answer['practice']> {
    const [goals, weeks]: [{ rounds: number | null }[], Answer['practice']['weeks']] = await Promise.all([
      this.database.query(`select rounds from progress_goal where account_id = $1`, [account]),
      this.database.query(
        `with place as (
           select name, date_trunc('week', $2::timestamptz at time zone name) as monday
           from (select coalesce((select time_zone from accounts_profile where account_id = $1), 'UTC') as name) zone
         ), mine as (
           select distinct r.session, r.round, role.role, r.appeared_at
           from live_participant p
           join live_round_role role on role.participant = p.id and role.role in ('candidate', 'interviewer')
           join live_round r on r.session = role.session and r.round = role.round
           join live_session s on s.id = r.session
           where p.account_id = $1 and not s.is_example
             and r.appeared_at > $2::timestamptz - make_interval(weeks => $3 + 1)
         )
         select to_char(week, 'YYYY-MM-DD') as "from",
           count(*) filter (where role = 'candidate')::int as "asCandidate",
           count(*) filter (where role = 'interviewer')::int as "asInterviewer"
         from place
         cross join generate_series(monday - make_interval(weeks => $3 - 1), monday, interval '1 week') as week
         left join mine on date_trunc('week', appeared_at at time zone name) = week
         group by week order by week`,
        [account, this.clock.now(), PROGRESS_LIMITS.weeks],
      ),
    ]);
    return { goal: goals[0]?.rounds ?? null, weeks };
  }

  /** Null pauses the goal; nothing is lost by it, and nothing is counted against anybody. */
  async setGoal(account: string, rounds: number | null): Promise<void> {
    await this.database.query(
      `insert into progress_goal (account_id, rounds, updated_at) values ($1, $2, $3)
       on conflict (account_id) do update set rounds = excluded.rounds, updated_at = excluded.updated_at`,
      [account, rounds, this.clock.now()],
    );
  }

  /** The newest finished rounds: who spoke how much, and what each phase took of its time. */
  async rounds(account: string): Promise<Answer['rounds']> {
    const rows: RoundRow[] = await this.database.query(
      `select r.session, r.round, f.type, r.title, role.role, r.appeared_at as started_at, p.id as participant, f.talk, f.phases
       from live_participant p
       join live_round_role role on role.participant = p.id and role.role in ('candidate', 'interviewer')
       join live_round r on r.session = role.session and r.round = role.round
       join progress_round f on f.session = r.session and f.round = r.round
       where p.account_id = $1 and r.appeared_at is not null
       order by r.appeared_at desc, r.session, r.round limit ${PROGRESS_LIMITS.rounds}`,
      [account],
    );
    return rows.map(({ session, round, type, title, role, started_at, participant, talk, phases }) => ({
      session,
      round,
      type,
      title,
      role,
      startedAt: started_at.toISOString(),
      talkShare: talkShare(talk, participant),
      phases: [...phases],
    }));
  }
}

const talkShare = (talk: RoundRow['talk'], participant: string): number | null => {
  const total = talk?.reduce((sum, { ms }) => sum + ms, 0) ?? 0;
  return total > 0 ? (talk?.find((one) => one.participant === participant)?.ms ?? 0) / total : null;
};
