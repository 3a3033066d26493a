import type { FixState, InterviewType } from '@debrief/contracts';

export interface ChainRow {
  session: string;
  round: number;
  words: string;
  worded_at: Date;
  /** The same time with microseconds, so that no row falls between two pages. */
  place: string;
  agreed_at: Date | null;
  type: InterviewType;
  title: string | null;
  state: FixState;
}

/**
 * The fixes of one account ($1) that were worded before $2, each with where it stands, as the relation `chain`; `mine`
 * also holds the rounds in which one of them was carried on. A fix is its candidate's once they have agreed to its
 * words. Only the newest one can be open: it is the one that travels. It is fixed when everybody who marked it in the
 * last round where anybody did says so, and its candidate did not carry it on there or later.
 */
export const CHAIN = `
  mine as (
    select f.session, f.round, f.words, f.worded_at, f.dropped_at, f.agreed_at, f.carries_session, f.carries_round,
      s.type, r.title, r.created_at as round_at
    from live_participant p
    join live_round r on r.session = p.session and r.candidate = p.id
    join live_session s on s.id = r.session
    join scoring_fix f on f.session = r.session and f.round = r.round
    where p.account_id = $1 and not s.is_example and f.words <> '' and p.id = any(f.agreed) and f.worded_at < $2
  ), roots as (
    select mine.*, row_number() over (order by worded_at desc, session desc, round desc) = 1 as is_newest
    from mine where carries_session is null
  ), seen as (
    select distinct on (pin.fix_session, pin.fix_round) pin.fix_session, pin.fix_round, r.created_at as at,
      (select bool_and(o.outcome = 'fixed') from scoring_fix_outcome o where o.session = pin.session and o.round = pin.round) as is_fixed
    from roots
    join scoring_fix_pin pin on pin.fix_session = roots.session and pin.fix_round = roots.round
    join live_round r on r.session = pin.session and r.round = pin.round
    where exists (select 1 from scoring_fix_outcome o where o.session = pin.session and o.round = pin.round)
    order by pin.fix_session, pin.fix_round, r.created_at desc
  ), chain as (
    select roots.session, roots.round, roots.words, roots.worded_at, roots.worded_at::text as place, roots.agreed_at, roots.type, roots.title,
      case
        when roots.dropped_at is not null then 'dropped'
        when seen.is_fixed and not exists (
          select 1 from mine on_it where on_it.carries_session = roots.session and on_it.carries_round = roots.round and on_it.round_at >= seen.at
        ) then 'fixed'
        when roots.is_newest then 'open'
        else 'replaced'
      end as state
    from roots left join seen on seen.fix_session = roots.session and seen.fix_round = roots.round
  )`;

/** The rounds that some fixes were brought into, oldest first, with everything their interviewers said; at most 20 of each. */
export const ROUNDS_OF_FIXES = `
  select * from (
    select pin.fix_session, pin.fix_round, pin.session, pin.round, s.type, r.title, r.created_at as at,
      coalesce((
        select json_agg(json_build_object('by', who.name, 'outcome', o.outcome, 'at', to_char(o.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by o.updated_at, who.id)
        from scoring_fix_outcome o join live_participant who on who.id = o.participant
        where o.session = pin.session and o.round = pin.round
      ), '[]') as outcomes,
      exists (
        select 1 from scoring_fix f where f.session = pin.session and f.round = pin.round
          and f.carries_session = pin.fix_session and f.carries_round = pin.fix_round
      ) as is_carried_on,
      row_number() over (partition by pin.fix_session, pin.fix_round order by r.created_at desc) as nth
    from unnest($1::uuid[], $2::int[]) as wanted(session, round)
    join scoring_fix_pin pin on pin.fix_session = wanted.session and pin.fix_round = wanted.round
    join live_round r on r.session = pin.session and r.round = pin.round
    join live_session s on s.id = pin.session
  ) as brought where nth <= 20 order by at`;
