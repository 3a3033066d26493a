/**
 * SQL: who a participant is. Accounts are looked up at each reading, so that what a guest did is the account's as soon as
 * there is one; somebody without any is still the same person throughout one session.
 */
export const who = (participant: string): string =>
  `coalesce(${participant}.account_id, 'participant:' || ${participant}.id)`;

/**
 * SQL: the ratings that count. A rating of oneself (two seats, one account) is none, and of two that one account gave to
 * a round the first one counts. `columns`, `join` and `where` name the rating `g`, its round `r`, and the participants
 * `candidate` and `giver`.
 */
export const countedRatings = (columns: string, { join = '', where = 'true' } = {}): string =>
  `select distinct on (g.session, g.round, g.dimension, ${who('giver')}) ${columns}
   from progress_rating g
   join progress_round r on r.session = g.session and r.round = g.round
   join live_participant candidate on candidate.id = r.candidate
   join live_participant giver on giver.id = g.rater
   ${join}
   where ${who('candidate')} <> ${who('giver')} and ${where}
   order by g.session, g.round, g.dimension, ${who('giver')}, g.locked_at, g.rater`;
