import type { TestApp } from '@debrief/server/platform/testing';
import { freePort } from './free-port';
import { newAccount, type Person } from './person';
import { RedisProcess } from './redis-process';
import { bootServer } from './server';

export interface TwoNodes {
  readonly redis: RedisProcess;
  readonly one: TestApp;
  readonly two: TestApp;
  /** Has an account, on the first node. */
  readonly host: Person;
  close(): Promise<void>;
}

/** Two nodes that share a database and a Redis of their own. */
export const openTwoNodes = async (): Promise<TwoNodes> => {
  const redis = new RedisProcess(await freePort());
  await redis.start();
  const settings = { redisUrl: redis.url };
  const one = await bootServer({ settings });
  const two = await bootServer({ databaseUrl: one.settings.databaseUrl, settings });
  const close = async (): Promise<void> => {
    await two.close();
    await one.close();
    await redis.kill();
  };
  return { redis, one, two, host: await newAccount(one.url, 'Ana'), close };
};
