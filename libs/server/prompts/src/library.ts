import type { promptRoutes, PromptCard, RouteInput, RouteResult } from '@debrief/contracts';
import { phasesOf, publicCard } from '@debrief/prompt-bank';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bank } from './bank';
import { Seen } from './seen';
import { PUBLIC } from './shelf';

type Filter = RouteInput<typeof promptRoutes.listPrompts>['query'];

const states = { guide: 'guide-seen', played: 'played' } as const;

/** The public side of the prompts: cards, statements and phases; nothing of the guide but counts. */
@Injectable()
export class Library {
  constructor(
    private readonly bank: Bank,
    private readonly seen: Seen,
    private readonly dataSource: DataSource,
  ) {}

  async list(filter: Filter, account: string | null): Promise<RouteResult<typeof promptRoutes.listPrompts>> {
    const known = await this.seen.of(account ? [account] : []);
    const rows: { card: Omit<PromptCard, 'mine'> }[] = await this.dataSource.query(
      `select card from prompts_prompt p where ${PUBLIC} and ($1::text is null or type = $1) order by title, id limit 500`,
      [filter.type ?? null],
    );
    const prompts = rows
      .map(({ card }) => withMine(card, known.get(card.id)?.how))
      .filter((card) => matches(card, filter));
    return { prompts, total: prompts.length };
  }

  async read(id: string, account: string | null): Promise<RouteResult<typeof promptRoutes.getPrompt>> {
    const prompt = await this.bank.current(id, account);
    const known = (await this.seen.of(account ? [account] : [])).get(id);
    return {
      card: withMine(publicCard(prompt), known?.how),
      statement: prompt.statement,
      phases: { long: phasesOf(prompt, 'long'), short: phasesOf(prompt, 'short') },
      guideSeenAt: known?.guideAt?.toISOString() ?? null,
    };
  }
}

const withMine = (card: Omit<PromptCard, 'mine'>, how: keyof typeof states | undefined): PromptCard => ({
  ...card,
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
