import type { RouteInput, RouteResult, RouteSpec } from '@debrief/contracts';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { ProblemError } from './problem';

// zod/mini carries no sentences of its own; faults are read by people.
z.config(z.locales.en());

const ROUTE = 'debrief:route';
const OUTSIDE = 'debrief:outside-contract';

type Handler<S extends RouteSpec> = (...args: never[]) => RouteResult<S> | Promise<RouteResult<S>>;

/**
 * Makes a controller method answer one route of the contract: method, path, access, rate, parsed input and stripped
 * output all come from the spec. The compiler checks that the method returns what the spec promises.
 */
export function Route<S extends RouteSpec>(spec: S) {
  const decorate = applyDecorators(
    RequestMapping({ method: RequestMethod[spec.method], path: spec.path }),
    HttpCode(spec.response || spec.file ? 200 : 204),
    SetMetadata(ROUTE, spec),
  );
  return <T extends Handler<S>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<T>): void =>
    decorate(target, key, descriptor);
}

/** Marks a handler that is no route of the contract (health, documents, the auth library's own), and says why. Any other handler without {@link Route} stops the start. */
export const OutsideContract = (reason: string) => SetMetadata(OUTSIDE, reason);

/** The route that a handler answers, or `undefined`; guards read `access` from it. */
export const routeOf = (handler: object): RouteSpec | undefined => Reflect.getMetadata(ROUTE, handler);

/** Why a handler may be outside the contract, or `undefined`. */
export const outsideReasonOf = (handler: object): string | undefined => Reflect.getMetadata(OUTSIDE, handler);

/** A controller method's parameter `{ params, query, body }`, parsed by the route's contract: `@Input() input: RouteInput<typeof spec>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): RouteInput<RouteSpec> => {
  const { contractInput } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!contractInput) throw new Error('@Input() needs @Route() on the same method');
  return contractInput;
});

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the route interceptor, once per request. */
    contractInput?: RouteInput<RouteSpec>;
  }
}

interface Raw {
  readonly params: unknown;
  readonly query: unknown;
  readonly body?: unknown;
}

/** What a route without a schema for this part takes: nothing. */
const nothing = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: z.optional(z.union([z.null(), z.strictObject({})])),
};

/**
 * Parses a request by its contract.
 * @throws ProblemError `bad-input` whose `fields` name every fault as `body.title → sentence`.
 */
export function parseInput(spec: RouteSpec, raw: Raw): RouteInput<RouteSpec> {
  if (!spec.bytes && Buffer.isBuffer(raw.body)) throw new ProblemError('unsupported-media', 'This address takes JSON.');
  const fields: Record<string, string> = {};
  const part = (name: 'params' | 'query' | 'body'): unknown => {
    const result = (spec[name] ?? nothing[name]).safeParse(raw[name]);
    for (const issue of result.error?.issues ?? []) addField(fields, name, issue);
    return result.data;
  };
  const input = {
    params: part('params'),
    query: part('query'),
    body: spec.bytes ? bytesOf(spec.bytes, raw.body) : part('body'),
  };
  if (Object.keys(fields).length)
    throw new ProblemError('bad-input', 'Some of the request is not as expected.', { fields });
  return input as RouteInput<RouteSpec>;
}

/** Raw bytes are for the routes that say so: anywhere else they are not JSON. */
function bytesOf(most: number, body: unknown): Uint8Array {
  if (!Buffer.isBuffer(body))
    throw new ProblemError('unsupported-media', 'This address takes bytes: send application/octet-stream.');
  if (body.length > most) throw new ProblemError('too-large', `This is larger than ${Math.floor(most / 1024)} kB.`);
  return body;
}

/** More would only help somebody who probes, and the names of unknown keys are the caller's own text. */
const MOST_FIELDS = 20;

/** Adds one zod issue to `fields` as `path → sentence`; also used for socket commands. */
export function addField(fields: Record<string, string>, part: string, issue: z.core.$ZodIssue): void {
  if (Object.keys(fields).length >= MOST_FIELDS) return;
  const path = [part, ...issue.path.map(String)].join('.').slice(0, 120);
  const extra = issue.code === 'unrecognized_keys' ? ` ${issue.keys.slice(0, 5).join(', ').slice(0, 80)}` : '';
  fields[path] ??= extra ? `has keys that are not known:${extra}` : issue.message;
}

/** Keeps of an answer exactly what the contract names, so that a column added later cannot leak. */
export const stripResponse = (spec: RouteSpec, value: unknown): unknown =>
  spec.response ? spec.response.parse(value) : undefined;
