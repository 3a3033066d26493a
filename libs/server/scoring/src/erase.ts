import type { EntityManager } from 'typeorm';

/**
 * Blanks what one participant wrote after the opening: late evidence, feedback, suggestions, thanks, and a fix that was
 * theirs, wherever it was brought to. Levels, answers, outcomes and ratings stay. Returns how many rows changed.
 */
export const eraseWritten = async (session: string, participant: string, manager: EntityManager): Promise<number> => {
  const values = [session, participant];
  const statements = [
    `delete from scoring_draft where session = $1 and participant = $2`,
    `update scoring_late_card set card = jsonb_set(card, '{levels}', coalesce((
        select jsonb_agg(jsonb_set(item, '{evidence}', coalesce((
          select jsonb_agg(jsonb_set(piece, '{text}', '""') order by nr) from jsonb_array_elements(item->'evidence') with ordinality as pieces(piece, nr)
        ), '[]')) order by at) from jsonb_array_elements(card->'levels') with ordinality as items(item, at)
      ), '[]')) where session = $1 and participant = $2`,
    `delete from scoring_feedback where session = $1 and author = $2`,
    `delete from scoring_fix_suggestion where session = $1 and author = $2`,
    `update scoring_rating set thanks = '' where session = $1 and rater = $2 and thanks <> ''`,
    // Words that an interviewer wrote for somebody else, as it was done once, go from the places they travelled to, too.
    `update scoring_fix_pin pin set words = '' from scoring_fix f
      where f.session = $1 and f.session = pin.fix_session and f.round = pin.fix_round and (f.worded_by = $2
        or exists (select 1 from live_round r where r.session = f.session and r.round = f.round and r.candidate = $2))`,
    // The same words where the candidate went on with them.
    `update scoring_fix later set words = '', version = later.version + 1 from scoring_fix f
      where f.session = $1 and later.carries_session = f.session and later.carries_round = f.round and later.words <> ''
        and (f.worded_by = $2
          or exists (select 1 from live_round r where r.session = f.session and r.round = f.round and r.candidate = $2))`,
    // Brought from elsewhere by this participant.
    `update scoring_fix_pin pin set words = '' from live_round r
      where pin.session = $1 and r.session = pin.session and r.round = pin.round and r.candidate = $2`,
    `update scoring_fix f set words = '', version = version + 1 where f.session = $1 and f.words <> '' and (f.worded_by = $2
        or exists (select 1 from live_round r where r.session = f.session and r.round = f.round and r.candidate = $2))`,
  ];
  let changed = 0;
  for (const statement of statements) changed += rowsOf(await manager.query(statement, values));
  return changed;
};

/** Updates and deletes answer with their rows and how many there were. */
const rowsOf = (answer: unknown): number => (Array.isArray(answer) && typeof answer[1] === 'number' ? answer[1] : 0);
