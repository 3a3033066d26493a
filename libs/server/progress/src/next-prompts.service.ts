import { type InterviewType, PROGRESS_LIMITS, type RouteResult, type progressRoutes } from '@debrief/contracts';
import { type Belief, bestGap, nextPrompts, priors, type PromptOffered, type PromptProposed } from '@debrief/measure';
import { type SkillCode, skillSharesOf } from '@debrief/prompt-bank';
import { Clock } from '@debrief/server/platform';
import { PracticeBank, type PracticePrompt } from '@debrief/server/prompts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { asOf, shown } from './estimate';
import { SkillsService, type SkillRow } from './skills.service';

type Answer = RouteResult<typeof progressRoutes.getNextPrompts>;

const DAY = 86_400_000;
/** Days to the interview when nobody says. */
const DAYS = 42;
/** Newest rounds that say what somebody has met. Prompts met earlier are known by the guide-seen rows as well. */
const ROUNDS = 1_000;
/** How often each prompt is used this week changes slowly, and is the same for everybody. */
const USES_FOR_MS = 5 * 60_000;

/** A round of mine, newest first. */
interface MetRow {
  type: InterviewType;
  prompt: string;
  role: 'candidate' | 'interviewer' | 'observer';
  at: number;
}
interface Uses {
  at: number;
  byPrompt: Map<string, number>;
  total: number;
}

/** What to practise next, and why. */
@Injectable()
export class NextPromptsService {
  private uses: Uses | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly bank: PracticeBank,
    private readonly skills: SkillsService,
    private readonly clock: Clock,
  ) {}

  /** `days` until the interview. The draw is the same all day long, so that a page that is opened again says the same. */
  async of(
    account: string,
    { type, days = DAYS }: { type?: InterviewType | undefined; days?: number | undefined },
  ): Promise<Answer> {
    const now = this.clock.now();
    const [rated, met, uses] = await Promise.all([
      this.skills.skillsOf(account),
      this.met(account),
      this.usesThisWeek(),
    ]);
    const known = [...new Set(met.map(({ prompt }) => prompt))];
    const asked = met.filter(({ role }) => role === 'candidate');
    const [open, practised, difficulties] = await Promise.all([
      this.bank.newTo(account, known),
      this.bank.named([...new Set(asked.map(({ prompt }) => prompt))]),
      this.difficulties(),
    ]);
    const beliefs = Object.fromEntries(rated.map((row) => [row.skill, asOf(row, row.at, now)]));
    const seeker = {
      skills: beliefs,
      known,
      days,
      rounds: asked.map((round) => {
        const prompt = practised.get(round.prompt);
        return { type: round.type, at: round.at, tags: prompt ? tagsOf(prompt) : [] };
      }),
    };
    const offered = (prompts: readonly PracticePrompt[]): PromptOffered[] =>
      prompts.map((prompt) => ({
        id: prompt.id,
        type: prompt.type,
        tags: tagsOf(prompt),
        shares: skillSharesOf(prompt.type) as Record<string, number>,
        difficulty: difficulties.get(prompt.id) ?? priors.difficulty[prompt.difficulty],
        weekShare: uses.total ? (uses.byPrompt.get(prompt.id) ?? 0) / uses.total : 0,
      }));
    const propose = (prompts: readonly PracticePrompt[]) =>
      nextPrompts(seeker, offered(prompts), now.getTime(), seedOf(account, now));
    const byId = new Map(open.map((prompt) => [prompt.id, prompt]));
    const wanted = type ? open.filter((prompt) => prompt.type === type) : open;
    return {
      prompts: propose(wanted)
        .slice(0, PROGRESS_LIMITS.prompts)
        .flatMap((proposed) => {
          const prompt = byId.get(proposed.id);
          return prompt ? asNext(proposed, prompt) : [];
        }),
      drill: this.drill(rated, beliefs, asked, propose(open), byId, days),
    };
  }

  /** A short round alone on the prompt that is most about the skill least likely to be Solid. */
  private drill(
    rated: readonly SkillRow[],
    beliefs: Readonly<Record<string, Belief>>,
    asked: readonly MetRow[],
    proposed: readonly PromptProposed[],
    byId: ReadonlyMap<string, PracticePrompt>,
    days: number,
  ): Answer['drill'] {
    const weakest = rated
      .map((row) => ({ row, ...shown(beliefs[row.skill] ?? row) }))
      .reduce<{ row: SkillRow; solid: number } | null>(
        (least, each) => (least === null || each.solid < least.solid ? each : least),
        null,
      )?.row;
    if (!weakest) return null;
    const { skill } = weakest;
    const [best] = proposed
      .flatMap(({ id, utility }) => {
        const prompt = byId.get(id);
        const share = prompt ? shareOf(prompt.type, skill) : 0;
        return prompt && share > 0 ? [{ prompt, share, utility }] : [];
      })
      .sort((a, b) => b.share - a.share || b.utility - a.utility || (a.prompt.id < b.prompt.id ? -1 : 1));
    if (!best) return null;
    const { solid: _, ...fair } = shown(beliefs[skill] ?? weakest);
    const { id, title, type, difficulty, minutes } = best.prompt;
    const practisedAt = asked.find((round) => shareOf(round.type, skill) > 0)?.at ?? null;
    const lastAt = Math.max(weakest.at.getTime(), practisedAt ?? 0);
    return {
      skill,
      ...fair,
      prompt: id,
      title,
      type,
      difficulty,
      minutes,
      share: best.share,
      lastAt: new Date(lastAt).toISOString(),
      dueAt: new Date(lastAt + bestGap(days) * DAY).toISOString(),
    };
  }

  /** Rounds of mine in which a prompt appeared, in any role: whoever was there has seen it. */
  private met(account: string): Promise<MetRow[]> {
    return this.database.query(
      `select s.type, r.prompt, role.role, (extract(epoch from r.appeared_at) * 1000)::float8 as at
       from live_participant p
       join live_round_role role on role.participant = p.id
       join live_round r on r.session = role.session and r.round = role.round
       join live_session s on s.id = r.session
       where p.account_id = $1 and r.appeared_at is not null and r.prompt is not null and not s.is_example
       order by r.appeared_at desc, r.session, r.round limit ${ROUNDS}`,
      [account],
    );
  }

  /** What the replay has learnt of how hard each prompt is. */
  private async difficulties(): Promise<Map<string, Belief>> {
    const rows: (Belief & { prompt: string })[] = await this.database.query(
      `select prompt, mean, variance from progress_difficulty order by ratings desc limit 5000`,
    );
    return new Map(rows.map(({ prompt, mean, variance }) => [prompt, { mean, variance }]));
  }

  /** How many rounds of the last seven days each prompt had. */
  private async usesThisWeek(): Promise<Uses> {
    if (this.uses && performance.now() - this.uses.at < USES_FOR_MS) return this.uses;
    const rows: { prompt: string; uses: number }[] = await this.database.query(
      `select r.prompt, count(*)::int as uses from live_round r join live_session s on s.id = r.session
       where r.appeared_at > $1::timestamptz - interval '7 days' and r.prompt is not null and not s.is_example
       group by r.prompt`,
      [this.clock.now()],
    );
    const byPrompt = new Map(rows.map(({ prompt, uses }) => [prompt, uses]));
    return (this.uses = { at: performance.now(), byPrompt, total: rows.reduce((sum, { uses }) => sum + uses, 0) });
  }
}

const shareOf = (type: InterviewType, skill: string): number => skillSharesOf(type)[skill as SkillCode] ?? 0;
const tagsOf = ({ domain, type }: PracticePrompt): string[] => [domain, ...Object.keys(skillSharesOf(type))];

const mapValues = <K extends string>(of: Readonly<Record<K, number>>, to: (value: number) => number) =>
  Object.fromEntries(Object.entries<number>(of).map(([key, value]) => [key, to(value)])) as Record<K, number>;

/** One number for a person and a day. */
const seedOf = (account: string, now: Date): number =>
  [...`${account} ${now.toISOString().slice(0, 10)}`].reduce(
    (seed, character) => (Math.imul(seed, 31) + character.charCodeAt(0)) >>> 0,
    7,
  );

const asNext = (
  { utility, terms, loses, reason }: PromptProposed,
  { id, title, type, domain, difficulty, minutes }: PracticePrompt,
): Answer['prompts'][number] => ({
  prompt: id,
  title,
  type,
  domain,
  difficulty,
  minutes,
  reason: { ...reason },
  utility,
  // Shares may sum to a hair more than 1.
  terms: mapValues(terms, (term) => Math.min(1, term)),
  loses: [...loses],
  skills: Object.entries(skillSharesOf(type))
    .map(([skill, share]) => ({ skill, share }))
    .sort((a, b) => b.share - a.share),
});
