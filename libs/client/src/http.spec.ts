import { routes } from '@debrief/contracts';
import { createHttp } from './http';
import { ProblemError } from './problem-error';
import { refusal } from './testing';

const SESSION = '00000000-0000-4000-8000-000000000001';
const answering = (body: unknown, status = 200) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const doFetch: typeof fetch = (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
  return { asked, call: createHttp({ baseUrl: 'http://x', fetch: doFetch }).call };
};

describe('createHttp', () => {
  it('fills in path, query and body', async () => {
    const { asked, call } = answering({ version: 3, updatedAt: '2026-11-24T18:30:00.000Z' });
    const card = { levels: [], overall: null, confidence: null, redFlags: [] };
    const answer = await call(routes.putDraft, {
      params: { session: SESSION, round: '2' },
      body: { version: 2, card },
    });
    expect(answer.version).toBe(3);
    expect(asked[0]).toMatchObject({
      url: `http://x/api/sessions/${SESSION}/rounds/2/draft`,
      init: { method: 'PUT', body: JSON.stringify({ version: 2, card }) },
    });
  });

  it('leaves out what is not asked for', async () => {
    const { asked, call } = answering({ prompts: [], total: 0, isMore: false, next: null, meant: null, kinds: null });
    await call(routes.listPrompts, { query: { text: 'a b', type: undefined } });
    expect(asked[0]?.url).toBe('http://x/api/prompts?text=a+b');
  });

  it('throws the problem the server names', async () => {
    const { call } = answering(refusal('conflict', 'Another tab was faster.'), 409);
    await expect(call(routes.getMe, {})).rejects.toMatchObject({
      problem: { code: 'conflict', message: 'Another tab was faster.' },
    });
  });

  it('calls a lost network `unavailable`', async () => {
    const { call } = createHttp({ fetch: () => Promise.reject(new TypeError('failed')) });
    const error = await call(routes.getMe, {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { code: 'unavailable', retryable: true } });
  });

  it('does not believe an answer outside the contract', async () => {
    const { call } = answering({ me: 'you' });
    await expect(call(routes.getMe, {})).rejects.toMatchObject({ problem: { code: 'internal' } });
  });
});
