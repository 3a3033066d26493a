import { fakeClock } from '@debrief/testing';
import { Nodes } from './nodes';

jest.mock('@redis/client', () => {
  throw new Error('the Redis client was loaded');
});

const secret = '0'.repeat(64);
const session = '0a0a0a0a-0000-4000-8000-00000000000a';

test('without a Redis this node is alone, and no Redis code is loaded', async () => {
  const nodes = await Nodes.open({ redisUrl: undefined, secret }, fakeClock());
  expect(nodes.adapter).toBeUndefined();
  nodes.tell(session, 'room', 1);
  await nodes.onApplicationShutdown();
  await expect(Nodes.open({ redisUrl: 'redis://127.0.0.1:1', secret }, fakeClock())).rejects.toThrow('was loaded');
});
