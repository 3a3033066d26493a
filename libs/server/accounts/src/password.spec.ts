import { inTurn, password } from './password';

it('computes four hashes at once, however many ask, and goes on after a failure', async () => {
  let now = 0;
  let most = 0;
  const work = async (fails: boolean): Promise<void> => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    now -= 1;
    if (fails) throw new Error('planted');
  };
  const all = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => inTurn(() => work(i % 3 === 0))));
  expect(most).toBe(4);
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(14);
});

it('verifies what it hashed and nothing else', async () => {
  const hash = await password.hash('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await password.verify({ hash, password: 'correct horse battery' })).toBe(true);
  expect(await password.verify({ hash, password: 'correct horse batter' })).toBe(false);
});
