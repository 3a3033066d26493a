import { TOUR } from '@debrief/server/live';
import type { CliCommand } from '@debrief/server/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { conversation } from './conversation';
import { marksAndCards } from './marks-and-cards';
import { playOnce } from './play';
import { seedReferences } from './references';
import { writtenNotes } from './written-notes';

/** Makes the labelled example where there is none. */
export const seedExample = (app: INestApplicationContext): Promise<{ session: string; made: boolean }> =>
  playOnce(
    app,
    TOUR,
    {
      plan: { type: 'product-sense', length: 'long', mode: 'stress', format: 'one-way' },
      host: 'Tom Berg',
      guest: 'Ana Ribeiro',
      daysAgo: 3,
    },
    [...conversation, ...writtenNotes, ...marksAndCards],
  );

export const seedExampleCommand: CliCommand = {
  name: 'seed-example',
  summary: 'Make the labelled sessions where there are none; a starting server does this by itself.',
  run: async (app, _args, print) => {
    const { session, made } = await seedExample(app);
    print(made ? `The example is session ${session}.` : `The example is there already: session ${session}.`);
    const references = await seedReferences(app);
    print(
      `${references.length} reference sessions, ${references.filter((each) => each.made).length} of them made now.`,
    );
    return 0;
  },
};
