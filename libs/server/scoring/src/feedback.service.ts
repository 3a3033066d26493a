import { ADVICE_LIMITS, type AdviceAnswer, type AdviceWords } from '@debrief/contracts';
import { Clock, ProblemError, type Person } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Changes } from './changes';
import { onlyFrom } from './only-from';
import { ScoringPolicy } from './scoring.policy';

export interface FeedbackWords {
  keep: string;
  /** Server time in ms. */
  keepAt: number | null;
  advice: readonly AdviceWords[];
  task: string;
}
interface FeedbackRow {
  author: string;
  version: number;
  keep: string;
  keep_at: Date | null;
  next_time: string;
  task: string;
  updated_at: Date;
}
interface AdviceRow {
  author: string;
  place: number;
  moment: string;
  attempt: string;
  because: string;
  version: number;
  answer: AdviceAnswer | null;
}

type Answer = Pick<AdviceRow, 'author' | 'place' | 'version' | 'answer'>;

const ADVICE = `author, place, moment, attempt, because, version, answer`;
const isBlank = ({ when, attempt, because }: AdviceWords): boolean => `${when}${attempt}${because}`.trim() === '';

/** Keep, next time and the task from the scorers, and what the candidate answers to each piece of advice. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: ScoringPolicy,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  /** Stores what was made from `version`; a faster tab or device wins and the slower one is told. */
  async write(person: Person, session: string, round: number, words: FeedbackWords, version: number) {
    const { participant, round: state } = await this.policy.author(session, round, person);
    const limit = await this.adviceLimit(session, round, state.candidate);
    if (words.advice.slice(limit).some((each) => !isBlank(each)))
      throw new ProblemError('bad-input', 'One piece of advice is enough for somebody with fewer than five rounds.', {
        fields: { advice: 'Give one piece of advice.' },
      });
    return this.store(session, round, participant, words, version);
  }

  /** `at` is another time than now for the example session alone. */
  async store(
    session: string,
    round: number,
    author: string,
    words: FeedbackWords,
    version: number,
    at = this.clock.now(),
  ) {
    const { keep, keepAt, advice, task } = words;
    await this.database.transaction(async (manager) => {
      await onlyFrom(manager, version, {
        table: 'scoring_feedback',
        key: { session, round, author },
        words: { keep, keep_at: keepAt === null ? null : new Date(keepAt), task, updated_at: at },
        // What was written before advice had its parts stays readable.
        once: { next_time: '' },
      });
      const places = Array.from({ length: ADVICE_LIMITS.most }, (_, index) => advice[index]);
      // Advice that is taken back leaves an empty row: its version goes on, so that no answer meets other words.
      await manager.query(
        `insert into scoring_advice as old (session, round, author, place, moment, attempt, because, version)
         select $1, $2, $3, place, moment, attempt, because, 1 from unnest($4::int[], $5::text[], $6::text[], $7::text[]) as t(place, moment, attempt, because)
         on conflict (session, round, author, place) do update set moment = excluded.moment, attempt = excluded.attempt, because = excluded.because,
           version = old.version + 1, answer = null, answered_at = null
         where (old.moment, old.attempt, old.because) is distinct from (excluded.moment, excluded.attempt, excluded.because)`,
        [
          session,
          round,
          author,
          places.map((_, index) => index + 1),
          places.map((each) => each?.when ?? ''),
          places.map((each) => each?.attempt ?? ''),
          places.map((each) => each?.because ?? ''),
        ],
      );
    });
    this.changes.toAll(session, round, 'feedback');
    const [stored] = (await this.of(session, round, author)).filter((each) => each.author === author);
    if (!stored) throw new ProblemError('internal', 'Nothing was stored.');
    return stored;
  }

  /** What the candidate does with one piece of advice, as long as it reads as they answered it. */
  async answer(person: Person, session: string, round: number, answer: Answer) {
    const { participant } = await this.policy.candidate(session, round, person);
    const stored = await this.storeAnswer(session, round, answer);
    this.changes.toSome(session, round, 'feedback', [participant, answer.author]);
    return stored;
  }

  /** `at` is another time than now for the example session alone. */
  async storeAnswer(session: string, round: number, { author, place, version, answer }: Answer, at = this.clock.now()) {
    const rows: AdviceRow[] = await this.database
      .query(
        `update scoring_advice set answer = $6, answered_at = $7 where session = $1 and round = $2 and author = $3 and place = $4 and version = $5 returning ${ADVICE}`,
        [session, round, author, place, version, answer, at],
      )
      .then(([updated]: [AdviceRow[], number]) => updated);
    const [row] = rows;
    if (!row) throw new ProblemError('conflict', 'This advice has been reworded. Read it again first.');
    return asAdvice(row);
  }

  /** All feedback of a round as `reader` may read it: answers are for the candidate and for whoever is answered. */
  async of(session: string, round: number, reader: string, candidate?: string) {
    const [rows, advice]: [FeedbackRow[], AdviceRow[]] = await Promise.all([
      this.database.query(
        `select author, version, keep, keep_at, next_time, task, updated_at from scoring_feedback where session = $1 and round = $2 order by updated_at`,
        [session, round],
      ),
      this.database.query(
        `select ${ADVICE} from scoring_advice where session = $1 and round = $2 and moment || attempt || because <> '' order by author, place`,
        [session, round],
      ),
    ]);
    return rows.map((row) => ({
      author: row.author,
      version: row.version,
      keep: row.keep,
      keepAt: row.keep_at?.getTime() ?? null,
      advice: advice
        .filter(({ author }) => author === row.author)
        .map((each) => ({
          ...asAdvice(each),
          answer: reader === candidate || reader === row.author ? each.answer : null,
        })),
      nextTime: row.next_time,
      task: row.task,
      updatedAt: row.updated_at.toISOString(),
    }));
  }

  /** One piece of advice for a beginner, more for others: novices are helped by one thing at a time. */
  async adviceLimit(session: string, round: number, candidate: string): Promise<number> {
    const [row]: { before: number }[] = await this.database.query(
      `select count(*)::int as before from (
         select 1 from live_round this
         join live_participant me on me.id = $3
         join live_participant p on p.account_id = me.account_id
         join live_round r on r.session = p.session and r.candidate = p.id
         where this.session = $1 and this.round = $2 and r.opened_at is not null and r.created_at < this.created_at
         limit $4) as earlier`,
      [session, round, candidate, ADVICE_LIMITS.few],
    );
    return (row?.before ?? 0) < ADVICE_LIMITS.few ? ADVICE_LIMITS.beginner : ADVICE_LIMITS.most;
  }
}

const asAdvice = ({ place, version, moment, attempt, because, answer }: AdviceRow) => ({
  place,
  version,
  when: moment,
  attempt,
  because,
  answer,
});
