import { routes } from '@debrief/contracts';
import type { TestApp } from '@debrief/server/platform/testing';
import { seededRandom } from '@debrief/testing';
import { hostSession, lockable, takeSeat } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { bootServer } from '../support/server';

let server: TestApp;
let people: Person[];
beforeAll(async () => {
  server = await bootServer();
  people = [
    await newAccount(server.url, 'Ana'),
    await newAccount(server.url, 'Tom'),
    await newAccount(server.url, 'Ivy'),
  ];
});
afterAll(() => server.close());

const TYPES = ['estimation', 'product-sense', 'metrics', 'strategy', 'behavioural'] as const;

/** Rounds whose candidate had read the guide, or played the prompt, before it appeared to them. */
const brokenRounds = (): Promise<unknown[]> =>
  server.dataSource.query(
    `select r.session, r.round, r.prompt, s.how from live_round r join live_participant p on p.id = r.candidate
     join prompts_seen s on s.account_id = p.account_id and s.prompt_id = r.prompt
     where r.appeared_at is not null and s.at < r.appeared_at - interval '1 s' * 0
       and not (s.how = 'played' and s.session = r.session and s.round = r.round)`,
  );

test.each([1, 2, 3, 4])(
  'nobody is candidate on a guide they have had on screen: random sequence %i',
  async (seed) => {
    const random = seededRandom(seed);
    let appeared = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      const [host, other] = random.chance(0.5) ? [0, 1 + random.int(0, 1)] : [1 + random.int(0, 1), 0];
      const [one, two] = [people[host], people[other]];
      if (!one || !two) throw new Error('nobody to meet');
      const type = random.pick(TYPES);
      const { prompts } = await one.http(routes.listPrompts, { query: { type } });
      const known = () => random.pick(prompts).id;
      const { session, code } = await hostSession(one, { type, ...(random.chance(0.5) && { prompt: known() }) });
      await two.http(routes.acceptInvite, { body: { code } });
      const seats = [await takeSeat(one, session), await takeSeat(two, session)];
      for (let round = 1; round <= 3; round += 1) {
        const lead = seats[(round + 1) % 2];
        const candidate = seats[round % 2];
        if (!lead || !candidate) throw new Error('nobody sits here');
        // Anybody may read any guide at any moment, and the lead may ask for any prompt: only the appearance must hold.
        const curious = async () => {
          if (random.chance(0.5))
            await random.pick(people).request('POST', `/api/prompts/${known()}/guide`, { body: { understood: true } });
        };
        await curious();
        if (round === 1) await lead.answer('brief.open', random.chance(0.5) ? {} : { prompt: known() });
        await curious();
        for (let tries = 0; tries < 2; tries += 1)
          if (random.chance(0.6)) await lead.answer('prompt.replace', { round, prompt: known() });
        await curious();
        await lead.person.request('GET', `/api/sessions/${session}/rounds/${round}/guide`);
        if ((await lead.answer('round.start', { round })) !== 'ok') break;
        appeared += 1;
        await curious();
        await lead.act('scoring.start', { round });
        for (const seat of [lead, candidate]) await seat.act('card.lock', { round, card: lockable(type) });
        await lead.act('swap.propose', {});
        if ((await candidate.answer('swap.agree', {})) !== 'ok') break;
      }
      for (const seat of seats) seat.socket.close();
      expect(await brokenRounds()).toEqual([]);
    }
    if (seed === 1) expect(appeared).toBeGreaterThan(0);
  },
  60_000,
);
