import type * as z from 'zod/mini';

/** Types a route table entry. */
export const route = <const S extends RouteSpec>(spec: S): S => spec;

/** Who may call a route at all; what they may do there is decided by the context's policy. */
export type Access = 'public' | 'signed-in' | 'account' | 'admin';

/**
 * One HTTP route: everything the server, the typed client and the OpenAPI document know about it.
 * Paths start with `/api/` and name parameters as `:name`. Bodies are JSON, strict objects, at most 128 kB, unless `json` or `bytes` says otherwise.
 */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Largest JSON body in bytes, where 128 kB are too little. */
  readonly json?: number;
  /** Takes raw bytes (`application/octet-stream`) instead of JSON, at most this many. */
  readonly bytes?: number;
  /** Answers with a file instead of JSON; the browser follows the address itself. */
  readonly file?: true;
  /** Shape of the 200 answer; without one the route answers 204. */
  readonly response?: z.ZodMiniType;
  /** Calls per minute of one person (or one network address where nobody is signed in). Default 300. */
  readonly perMinute?: number;
}

type Parsed<S, K extends keyof RouteSpec> = S extends { readonly [P in K]: infer T extends z.ZodMiniType }
  ? z.output<T>
  : undefined;
type Given<S, K extends keyof RouteSpec> = S extends { readonly [P in K]: infer T extends z.ZodMiniType }
  ? { [P in K]: z.input<T> }
  : unknown;

/** What a handler receives after the contract has parsed the request. */
export interface RouteInput<S extends RouteSpec> {
  params: Parsed<S, 'params'>;
  query: Parsed<S, 'query'>;
  body: S extends { readonly bytes: number } ? Uint8Array : Parsed<S, 'body'>;
}
/** What a caller passes. */
export type RouteArgs<S extends RouteSpec> = Given<S, 'params'> &
  Given<S, 'query'> &
  (S extends { readonly bytes: number } ? { body: Uint8Array } : Given<S, 'body'>);
/** What a caller gets back. */
export type RouteResult<S extends RouteSpec> = S extends { readonly response: infer T extends z.ZodMiniType }
  ? z.output<T>
  : void;
