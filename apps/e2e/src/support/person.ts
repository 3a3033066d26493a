import { createHttp, type Call } from '@debrief/client';
import { routes, type RouteResult } from '@debrief/contracts';
import { demandHeaders } from './header-set';

/** What a server answered, as text and, where it is JSON, parsed. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}
export interface RequestParts {
  body?: unknown;
  headers?: Record<string, string>;
  /** The `Origin` header; null leaves it out. */
  origin?: string | null;
}

let addresses = 0;
const nextAddress = (): string => {
  addresses += 1;
  return `10.${(process.pid >> 4) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
};

/** One browser of one person: its cookie, and every byte that has reached it. */
export class Person {
  cookie = '';
  email = '';
  account = '';
  /** Every response and frame this person has received, for the canary scan. */
  readonly received: string[] = [];
  /** Typed calls; throws `ProblemError` when refused. */
  readonly http: Call;

  constructor(
    readonly url: string,
    readonly name: string,
    /** Null: comes straight from this machine, as whoever sets the instance up does. */
    private readonly address: string | null = nextAddress(),
  ) {
    this.http = createHttp({ baseUrl: url, fetch: (input, init) => this.fetch(input, init) }).call;
  }

  /** Headers that this browser sends with everything. */
  get headers(): Record<string, string> {
    return {
      origin: this.url,
      ...(this.cookie && { cookie: this.cookie }),
      ...(this.address !== null && { 'x-forwarded-for': this.address }),
    };
  }

  /** Any request, typed by nobody. Strings and bytes are sent as they are, everything else as JSON. */
  async request(method: string, path: string, { body, headers, origin }: RequestParts = {}): Promise<Reply> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const sent: Record<string, string> = {
      ...this.headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    if (origin === null) delete sent['origin'];
    else if (origin !== undefined) sent['origin'] = origin;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: sent,
      ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    return this.take(response);
  }

  /** A second node that serves the same people. */
  at(url: string): Person {
    const other = new Person(url, this.name, this.address);
    Object.assign(other, { cookie: this.cookie, email: this.email, account: this.account, received: this.received });
    return other;
  }

  private async fetch(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
    const response = await fetch(input, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...this.headers },
    });
    const { text, status, headers } = await this.take(response);
    return new Response(status === 204 ? null : text, { status, headers });
  }

  private async take(response: Response): Promise<Reply> {
    if (new URL(response.url).pathname.startsWith('/api')) demandHeaders(response.url, response.headers);
    const text = await response.text();
    this.keepCookies(response.headers);
    this.received.push(text, [...response.headers].map((pair) => pair.join(': ')).join('\n'));
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  private keepCookies(headers: Headers): void {
    const jar = new Map(
      this.cookie.split('; ').flatMap((pair) => (pair ? [pair.split('=', 2) as [string, string]] : [])),
    );
    for (const line of headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value && !/max-age=0/i.test(line)) jar.set(pair.slice(0, at), value);
      else jar.delete(pair.slice(0, at));
    }
    this.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

let made = 0;

/** Somebody with an account, signed in. `fromHere` comes straight from this machine, so the first of them is admin. */
export const newAccount = async (
  url: string,
  name = `Person ${made + 1}`,
  { fromHere = false }: { fromHere?: boolean } = {},
): Promise<Person> => {
  made += 1;
  const person = fromHere ? new Person(url, name, null) : new Person(url, name);
  person.email = `canary-mail-${made}-${Date.now().toString(36)}@example.org`;
  const me = await person.http(routes.signUp, {
    body: { name, email: person.email, password: 'correct horse battery' },
  });
  person.account = me.account;
  return person;
};

/** Somebody who came by an invite link under a name and nothing else. */
export const newGuest = async (
  url: string,
  code: string,
  name = 'Guest',
): Promise<{ person: Person; joined: RouteResult<typeof routes.acceptInvite> }> => {
  const person = new Person(url, name);
  const joined = await person.http(routes.acceptInvite, { body: { code, name } });
  const { me } = await person.http(routes.getMe, {});
  person.account = me?.account ?? '';
  return { person, joined };
};
