import {
  MOST_CHOICES,
  type FactTable,
  type Guide,
  type InterviewLength,
  type InterviewType,
  type Phase,
  type PromptVersion,
  type RubricView,
} from '@debrief/contracts';
import { factTableOf, guideOf, statementOf } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { playableBy } from './authoring/playable';
import { Bank } from './bank';
import { Library } from './library';
import { Rubrics } from './rubrics/rubrics.service';
import { type How, Seen, type Where } from './seen';
import { outFor, PUBLIC } from './shelf';

/** True refuses this guide to this account. Reads through `manager`: another connection would be one more to wait for. */
export type GuideRefusal = (account: string, prompt: string, manager: EntityManager) => Promise<boolean>;

/** What a round needs of the prompts. Texts come from the exact version that the round has pinned. */
@Injectable()
export class PromptsService {
  private readonly refusals: GuideRefusal[] = [];

  constructor(
    private readonly bank: Bank,
    private readonly library: Library,
    private readonly seen: Seen,
    private readonly rubrics: Rubrics,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Chooses a prompt for a round: the `wanted` one, or any public one at random, that none of the candidate's accounts
   * has played, read the guide of or asked not to get, and that is not in `avoid`. One that is not offered to everybody can be wanted by its
   * owner and by those who review it, who are then among `askedBy`; they get the version that is in review.
   * @throws ProblemError `guide-seen` when the wanted one is known to the candidate or in `avoid`, `bad-input` when it
   *   is of another type, `not-found` when there is none such or none left.
   */
  async pick(ask: {
    type: InterviewType;
    forAccounts: readonly string[];
    askedBy?: readonly string[];
    avoid: readonly string[];
    wanted?: string;
  }): Promise<PromptVersion> {
    if (ask.wanted !== undefined) {
      const [row]: { type: InterviewType; version: number; known: boolean }[] = await this.dataSource.query(
        `select type, version, ${outFor('$3')} as known
         from (select p.id, p.type, ${playableBy('$2')} as version from prompts_prompt p where p.id = $1) found
         where version is not null`,
        [ask.wanted, ask.askedBy ?? [], ask.forAccounts],
      );
      if (!row) throw new ProblemError('not-found', 'There is no such prompt in the library.');
      if (row.type !== ask.type) throw new ProblemError('bad-input', 'This prompt is for another kind of interview.');
      if (row.known || ask.avoid.includes(ask.wanted))
        throw new ProblemError(
          'guide-seen',
          'The candidate knows this prompt, or asked not to get it. Choose another one.',
        );
      return { prompt: ask.wanted, version: row.version };
    }
    const [row]: { id: string; version: number }[] = await this.dataSource.query(
      `select id, version from prompts_prompt p where ${PUBLIC} and type = $1 and id <> all($2)
         and not ${outFor('$3')}
       order by random() limit 1`,
      [ask.type, ask.avoid, ask.forAccounts],
    );
    if (!row)
      throw new ProblemError(
        'not-found',
        'The candidate knows every prompt of this kind already. Choose another kind of interview.',
      );
    return { prompt: row.id, version: row.version };
  }

  /**
   * Public prompts of a type that the candidate's account knows nothing of, and does not avoid; all of the type without
   * an account. By title, or with a text those that fit it best, as in the library.
   */
  async choices(
    type: InterviewType,
    account: string | null,
    text?: string,
  ): Promise<{ id: string; title: string; difficulty: string; domain: string }[]> {
    if (text?.trim()) {
      const found: { id: string; title: string; difficulty: string; domain: string }[] = [];
      // A choice has no pages: one is as long as itself, and another is read where some of it are not to be asked. What was
      // read in another spelling goes on in that one.
      let page: { text: string; after?: string } | null = { text };
      while (page && found.length < MOST_CHOICES) {
        const query: Parameters<Library['list']>[0] = { type, unseen: 'true', ...page };
        const { prompts, next, meant } = await this.library.list(query, account, MOST_CHOICES);
        for (const { avoid, id, title, difficulty, domain } of prompts)
          if (!avoid) found.push({ id, title, difficulty, domain });
        page = next ? { text: meant ?? page.text, after: next } : null;
      }
      return found.slice(0, MOST_CHOICES);
    }
    return this.dataSource.query(
      `select id, title, difficulty, domain from prompts_prompt p where ${PUBLIC} and type = $1
         and not ${outFor('$2')}
       order by title, id limit ${MOST_CHOICES}`,
      [type, account ? [account] : []],
    );
  }

  /** Everything of a prompt that appears to the candidate, and its rubric as it is now: its version, and the keys of its dimensions in order. */
  async material(
    version: PromptVersion,
    length: InterviewLength,
  ): Promise<{ title: string; statement: string; phases: Phase[]; dimensions: string[]; rubric: number }> {
    const prompt = await this.bank.version(version);
    const { title, statement, phases } = statementOf(prompt, length);
    const rubric = await this.rubrics.current(prompt.type);
    return { title, statement, phases, dimensions: rubric.dimensions.map(({ key }) => key), rubric: rubric.version };
  }

  /** What is handed over when a fact is given; `undefined` when the prompt has no such fact. */
  async fact(
    version: PromptVersion,
    id: string,
  ): Promise<{ label: string; answer?: string; table?: FactTable } | undefined> {
    const prompt = await this.bank.version(version);
    const fact = prompt.facts.find((each) => each.id === id);
    if (!fact) return undefined;
    const table = factTableOf(prompt, fact);
    return { label: fact.label, ...(fact.answer !== undefined && { answer: fact.answer }), ...(table && { table }) };
  }

  async twist(version: PromptVersion, id: string): Promise<{ text: string } | undefined> {
    const twist = (await this.bank.version(version)).twists.find((each) => each.id === id);
    return twist && { text: twist.text };
  }

  /** The sentence that moves a candidate on in a phase, by the phase's key. */
  async nudge(version: PromptVersion, phase: string): Promise<{ text: string } | undefined> {
    const found = (await this.bank.version(version)).phases.find(({ key }) => key === phase);
    return found && { text: found.nudge };
  }

  /** Does the prompt have this probe? */
  async probe(version: PromptVersion, id: string): Promise<boolean> {
    return (await this.bank.version(version)).phases.some(({ probes }) => probes.some((each) => each.id === id));
  }

  /** The whole guide. Call {@link recordSeen} first: whoever has received it can never be the prompt's candidate. */
  async guide(version: PromptVersion, length?: InterviewLength): Promise<Guide> {
    return guideOf(await this.bank.version(version), length);
  }

  /** The rubric of a type: a round's own version of it, or the current one where a round has none yet; public. */
  rubric(type: InterviewType, version: number | null): Promise<RubricView> {
    return version === null ? this.rubrics.current(type) : this.rubrics.version(type, version);
  }

  /**
   * Writes that an account has read a guide or was a prompt's candidate; in the caller's transaction when one is given.
   * @throws ProblemError `guide-seen` for `played` when the account has read the guide in the meantime.
   */
  recordSeen(account: string, prompt: string, how: How, where: Where, manager?: EntityManager): Promise<void> {
    return this.seen.record(account, prompt, how, where, { manager });
  }

  /** Has this account read the guide of this prompt, in any version, or been its candidate? */
  async hasSeen(account: string, prompt: string): Promise<boolean> {
    return (await this.seen.of([account])).has(prompt);
  }

  /** Adds a reason not to open a guide outside a session; asked each time, before it is recorded. */
  refuseGuide(refusal: GuideRefusal): void {
    this.refusals.push(refusal);
  }

  /** The guide outside a session: refused or recorded before it is read. @throws ProblemError `not-now`, `not-found` */
  async openGuide(account: string, id: string): Promise<Guide> {
    const { version } = await this.bank.current(id, account);
    await this.recordGuide(account, id);
    return this.guide({ prompt: id, version });
  }

  /** Records that an account reads a guide outside a session. @throws ProblemError `not-now` to its present candidate */
  recordGuide(account: string, id: string, manager?: EntityManager): Promise<void> {
    const unless = async (own: EntityManager): Promise<void> => {
      for (const refuses of this.refusals)
        if (await refuses(account, id, own))
          throw new ProblemError(
            'not-now',
            'You are being asked this prompt right now. Its guide opens to you when the session has ended.',
          );
    };
    return this.seen.record(account, id, 'guide', null, { manager, unless });
  }
}
