import { reviewChecks, routes } from '@debrief/contracts';
import { draftOf, guideOf, type PromptDraft } from '@debrief/prompt-bank';
import type { TestApp } from '@debrief/server/platform/testing';
import { findCanaries, promptOf } from '../support/canary';
import { bringTo, hostSession, joinByLink, takeSeat } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { bootServer } from '../support/server';

let server: TestApp;
let content: PromptDraft;
beforeAll(async () => {
  server = await bootServer();
  content = { ...draftOf(await promptOf('cargo-bikes')), title: 'Written here' };
});
afterAll(() => server.close());

const written = async (owner: Person): Promise<string> => {
  const { prompt } = await owner.http(routes.createPrompt, { body: { type: 'estimation', title: 'Written here' } });
  await owner.http(routes.savePromptDraft, { params: { prompt }, body: { rev: 1, content } });
  return prompt;
};
/** A session of these two with a prompt that the host has asked for; what the brief's opening is answered with. */
const session = async (host: Person, candidate: Person, prompt: string) => {
  const made = await hostSession(host, { prompt });
  const ana = await takeSeat(host, made.session);
  const tom = await takeSeat(await joinByLink(server.url, made.code, candidate), made.session);
  return { ana, tom, id: made.session };
};
const judge = async (person: Person, prompt: string): Promise<void> => {
  await person.http(routes.openReview, { params: { prompt }, body: { understood: true } });
  await person.http(routes.giveVerdict, {
    params: { prompt },
    body: { version: 1, verdict: 'good', words: '', checks: [...reviewChecks] },
  });
};

it('is hosted by its writer and its reviewers alone, and the candidate receives nothing of its guide', async () => {
  const [owner, other, tom] = [
    await newAccount(server.url, 'Owner'),
    await newAccount(server.url, 'Other'),
    await newAccount(server.url, 'Tom'),
  ];
  const prompt = await written(owner);
  await owner.http(routes.usePromptPrivately, { params: { prompt }, body: { rev: 2 } });

  const refused = await session(other, tom, prompt);
  expect(await refused.ana.answer('brief.open', {})).toBe('not-found');
  // Whoever sits at the writer's table does not get it by its name either.
  expect(await refused.ana.answer('brief.open', { prompt })).toBe('not-found');

  const played = await session(owner, tom, prompt);
  await bringTo(played, 'interview');
  const row = await server.dataSource.query(`select prompt, prompt_version from live_round where session = $1`, [
    played.id,
  ]);
  expect(row).toEqual([{ prompt, prompt_version: 1 }]);
  const secrets = sentencesOf(guideOf(await promptOf('cargo-bikes')));
  expect(findCanaries(tom.received, secrets)).toEqual([]);
  expect(secrets.length).toBeGreaterThan(40);
});

it('has been played by the candidate and by the reviewer who hosted it, in exactly the version in review', async () => {
  const [owner, ben, cleo, tom] = [
    await newAccount(server.url, 'Owner'),
    await newAccount(server.url, 'Ben'),
    await newAccount(server.url, 'Cleo'),
    await newAccount(server.url, 'Tom'),
  ];
  const prompt = await written(owner);
  await owner.http(routes.askForReview, { params: { prompt }, body: { rev: 2 } });
  await judge(ben, prompt);
  await judge(cleo, prompt);
  const canPublish = async () => (await owner.http(routes.getPromptDraft, { params: { prompt } })).desk.canPublish;
  expect(await canPublish()).toBe(false);

  const table = await session(ben, tom, prompt);
  await bringTo(table, 'brief');
  // The guide has been open to Ben; nobody has been asked anything yet.
  expect(await canPublish()).toBe(false);
  await table.ana.act('round.start', { round: 1 });
  expect(await canPublish()).toBe(true);
  expect(
    (await owner.http(routes.getPromptDraft, { params: { prompt } })).desk.verdicts.map(({ played }) => played),
  ).toEqual([true, false]);
  await owner.http(routes.publishPrompt, { params: { prompt }, body: { version: 1 } });

  await owner.http(routes.savePromptDraft, {
    params: { prompt },
    body: { rev: 2, content: { ...content, domain: 'transport' } },
  });
  await owner.http(routes.askForReview, { params: { prompt }, body: { rev: 3 } });
  expect((await tom.http(routes.getReview, { params: { prompt } })).played).toBe(false);
});

function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 30 && !value.startsWith('A city of 1.2 million') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : [];
}
