import type { promptRoutes, PromptCard, RouteInput, RouteResult } from '@debrief/contracts';
import { phasesOf, type Prompt, publicCard } from '@debrief/prompt-bank';
import { Injectable } from '@nestjs/common';
import { Bank } from './bank';
import { Seen } from './seen';

type Filter = RouteInput<typeof promptRoutes.listPrompts>['query'];

const states = { guide: 'guide-seen', played: 'played' } as const;

/** The public side of the prompts: cards, statements and phases; nothing of the guide but counts. */
@Injectable()
export class Library {
  constructor(
    private readonly bank: Bank,
    private readonly seen: Seen,
  ) {}

  async list(filter: Filter, account: string | null): Promise<RouteResult<typeof promptRoutes.listPrompts>> {
    const known = await this.seen.of(account ? [account] : []);
    const prompts = this.bank
      .offered(filter.type)
      .map((prompt) => cardOf(prompt, known.get(prompt.id)?.how))
      .filter((card) => matches(card, filter));
    return { prompts, total: prompts.length };
  }

  async read(id: string, account: string | null): Promise<RouteResult<typeof promptRoutes.getPrompt>> {
    const prompt = this.bank.current(id);
    const known = (await this.seen.of(account ? [account] : [])).get(id);
    return {
      card: cardOf(prompt, known?.how),
      statement: prompt.statement,
      phases: { long: phasesOf(prompt, 'long'), short: phasesOf(prompt, 'short') },
      guideSeenAt: known?.guideAt?.toISOString() ?? null,
    };
  }
}

const cardOf = (prompt: Prompt, how: keyof typeof states | undefined): PromptCard => ({
  ...publicCard(prompt),
  mine: how ? states[how] : 'open',
});

function matches(card: PromptCard, { difficulty, length, unseen, text }: Filter): boolean {
  const words = text?.toLocaleLowerCase('en').split(/\s+/).filter(Boolean) ?? [];
  const searched = [card.title, card.domain, card.type, card.subtype, ...card.styles].join(' ').toLocaleLowerCase('en');
  return (
    (!difficulty || card.difficulty === difficulty) &&
    // Some kinds last 20 minutes either way and have no long round.
    (length !== 'long' || card.minutes.long > card.minutes.short) &&
    (!unseen || card.mine === 'open') &&
    words.every((word) => searched.includes(word))
  );
}
