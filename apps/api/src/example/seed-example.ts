import { ExampleStage } from '@debrief/server/live';
import type { CliCommand } from '@debrief/server/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { conversation } from './conversation';
import { marksAndCards } from './marks-and-cards';
import { Scene } from './scene';
import { type Step } from './step';
import { writtenNotes } from './written-notes';

const steps: Step[] = [...conversation, ...writtenNotes, ...marksAndCards].sort((a, b) => a.at - b.at);
const DAY = 86_400_000;

/** Three days ago at half past six in the evening, UTC. */
const startsAt = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY) * DAY - 3 * DAY + 18.5 * 3_600_000);

/**
 * Makes the labelled example, once per database, by playing a whole session through the services that real sockets end
 * in, on a clock that needs not wait. Answers its session and whether this call made it; safe to call in any number of
 * processes at once, and after an attempt that was interrupted.
 */
export const seedExample = (app: INestApplicationContext): Promise<{ session: string; made: boolean }> =>
  app.get(ExampleStage).once(
    {
      host: 'Tom Berg',
      guest: 'Ana Ribeiro',
      type: 'product-sense',
      length: 'long',
      mode: 'stress',
      format: 'one-way',
      startsAt,
    },
    async (stage) => {
      const scene = new Scene(app, stage);
      const first = steps[0]?.at ?? 0;
      for (const { at, run } of steps) {
        const now = stage.startedAt + (at - first) * 1000;
        await stage.advance(now);
        await run(scene, now);
      }
    },
  );

export const seedExampleCommand: CliCommand = {
  name: 'seed-example',
  summary: 'Make the labelled example session where there is none; a starting server does this by itself.',
  run: async (app, _args, print) => {
    const { session, made } = await seedExample(app);
    print(made ? `The example is session ${session}.` : `The example is there already: session ${session}.`);
    return 0;
  },
};
