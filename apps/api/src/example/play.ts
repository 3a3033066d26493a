import { ExampleStage } from '@debrief/server/live';
import type { INestApplicationContext } from '@nestjs/common';
import { Scene, type Plan } from './scene';
import { type Step } from './step';

const DAY = 86_400_000;

/** So many days ago at half past six in the evening, UTC. */
const evening = (daysAgo: number) => (now: Date) =>
  new Date(Math.floor(now.getTime() / DAY) * DAY - daysAgo * DAY + 18.5 * 3_600_000);

/**
 * Makes one labelled session, once per database, by playing it through the services that real sockets end in, on a clock
 * that needs not wait. Answers its session and whether this call made it; safe to call in any number of processes at
 * once, and after an attempt that was interrupted.
 */
export const playOnce = (
  app: INestApplicationContext,
  key: string,
  { plan, host, guest, daysAgo }: { plan: Plan; host: string; guest: string; daysAgo: number },
  script: readonly Step[],
): Promise<{ session: string; made: boolean }> =>
  app.get(ExampleStage).once(key, { ...plan, host, guest, startsAt: evening(daysAgo) }, async (stage) => {
    const scene = new Scene(app, stage, plan);
    const steps = [...script].sort((a, b) => a.at - b.at);
    const first = steps[0]?.at ?? 0;
    for (const { at, run } of steps) {
      const now = stage.startedAt + (at - first) * 1000;
      await stage.advance(now);
      await run(scene, now);
    }
  });
