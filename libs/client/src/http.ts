import { type RouteArgs, type RouteResult, type RouteSpec } from '@debrief/contracts';
import { localProblem, ProblemError, readProblem } from './problem-error';

export interface HttpOptions {
  /** Origin of the server without a slash at the end; empty in a browser that is on it. */
  baseUrl?: string;
  fetch?: typeof fetch;
  /** Sent with every request, such as a cookie in tests. */
  headers?: Record<string, string>;
}
interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}
/** Calls one route of the contract. `signal` ends the wait. Throws {@link ProblemError}, also when there is no network. */
export type Call = <const S extends RouteSpec>(
  route: S,
  args: RouteArgs<S>,
  signal?: AbortSignal,
) => Promise<RouteResult<S>>;

const urlOf = (route: RouteSpec, { params, query }: Parts): string => {
  const path = route.path.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return search.size ? `${path}?${search.toString()}` : path;
};

/**
 * A typed HTTP client over the route table: `call(routes.getMe, {})`. Answers are checked against the contract, so a
 * server of another version is an error here and not a riddle later. Retries nothing.
 */
export const createHttp = ({ baseUrl = '', fetch: doFetch, headers }: HttpOptions = {}): { call: Call } => {
  const call: Call = async <const S extends RouteSpec>(route: S, args: RouteArgs<S>, signal?: AbortSignal) => {
    const parts: Parts = args as Parts;
    let response: Response;
    try {
      response = await (doFetch ?? fetch)(baseUrl + urlOf(route, parts), {
        method: route.method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json',
          ...(route.body && { 'content-type': 'application/json' }),
          ...(route.bytes && { 'content-type': 'application/octet-stream' }),
          ...headers,
        },
        ...(route.body && { body: JSON.stringify(parts.body) }),
        ...(route.bytes && { body: parts.body as BodyInit }),
        ...(signal && { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ProblemError(
        localProblem('unavailable', 'The server did not answer. Check the connection and try again.'),
      );
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok)
      throw new ProblemError(
        readProblem(answer) ?? localProblem('unavailable', `The server answered ${response.status} and no reason.`),
      );
    if (!route.response) return undefined as RouteResult<S>;
    const read = route.response.safeParse(answer);
    if (!read.success)
      throw new ProblemError(
        localProblem('internal', 'The server answered in a form this page does not know. Reload the page.'),
      );
    return read.data as RouteResult<S>;
  };
  return { call };
};
