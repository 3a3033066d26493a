import { randomInt } from 'node:crypto';
import type {
  FactTable,
  Guide,
  InterviewLength,
  InterviewType,
  Phase,
  PromptVersion,
  RubricView,
} from '@debrief/contracts';
import { factTableOf, guideOf, type Prompt, rubrics, statementOf } from '@debrief/prompt-bank';
import { ProblemError } from '@debrief/server/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Bank } from './bank';
import { type How, Seen, type Where } from './seen';

/** True refuses this guide to this account. Reads through `manager`: another connection would be one more to wait for. */
export type GuideRefusal = (account: string, prompt: string, manager: EntityManager) => Promise<boolean>;

/** What a round needs of the prompts. Texts come from the exact version that the round has pinned. */
@Injectable()
export class PromptsService {
  private readonly refusals: GuideRefusal[] = [];

  constructor(
    private readonly bank: Bank,
    private readonly seen: Seen,
  ) {}

  /**
   * Chooses a prompt for a round: the `wanted` one, or any at random, that none of the candidate's accounts has played
   * or read the guide of and that is not in `avoid`.
   * @throws ProblemError `guide-seen` when the wanted one is known to the candidate or in `avoid`, `bad-input` when it
   *   is of another type, `not-found` when there is none such or none left.
   */
  async pick(ask: {
    type: InterviewType;
    forAccounts: readonly string[];
    avoid: readonly string[];
    wanted?: string;
  }): Promise<PromptVersion> {
    const known = await this.seen.of(ask.forAccounts);
    const isOut = ({ id }: Prompt): boolean => known.has(id) || ask.avoid.includes(id);
    if (ask.wanted !== undefined) {
      const prompt = this.bank.current(ask.wanted);
      if (prompt.type !== ask.type)
        throw new ProblemError('bad-input', 'This prompt is for another kind of interview.');
      if (isOut(prompt))
        throw new ProblemError('guide-seen', 'The candidate knows this prompt already. Choose another one.');
      return versionOf(prompt);
    }
    const left = this.bank.offered(ask.type).filter((prompt) => !isOut(prompt));
    const prompt = left.length ? left[randomInt(left.length)] : undefined;
    if (!prompt)
      throw new ProblemError(
        'not-found',
        'The candidate knows every prompt of this kind already. Choose another kind of interview.',
      );
    return versionOf(prompt);
  }

  /** Prompts of a type that the candidate's account knows nothing of; all of the type without an account. */
  async choices(
    type: InterviewType,
    account: string | null,
  ): Promise<{ id: string; title: string; difficulty: string; domain: string }[]> {
    const known = await this.seen.of(account ? [account] : []);
    return this.bank
      .offered(type)
      .filter(({ id }) => !known.has(id))
      .map(({ id, title, difficulty, domain }) => ({ id, title, difficulty: difficulty.level, domain }));
  }

  /** Everything of a prompt that appears to the candidate, and the keys of its rubric's dimensions, in order. */
  async material(
    version: PromptVersion,
    length: InterviewLength,
  ): Promise<{ title: string; statement: string; phases: Phase[]; dimensions: string[] }> {
    const prompt = await this.bank.version(version);
    const { title, statement, phases } = statementOf(prompt, length);
    return { title, statement, phases, dimensions: rubrics[prompt.type].dimensions.map(({ key }) => key) };
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

  /** The present rubric of a type; public. */
  rubric(type: InterviewType): RubricView {
    return rubrics[type];
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
    const version = versionOf(this.bank.current(id));
    const unless = async (manager: EntityManager): Promise<void> => {
      for (const refuses of this.refusals)
        if (await refuses(account, id, manager))
          throw new ProblemError(
            'not-now',
            'You are being asked this prompt right now. Its guide opens to you when the session has ended.',
          );
    };
    await this.seen.record(account, id, 'guide', null, { unless });
    return this.guide(version);
  }
}

const versionOf = ({ id, version }: Prompt): PromptVersion => ({ prompt: id, version });
