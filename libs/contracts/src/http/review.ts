import * as z from 'zod/mini';
import { id } from '../ids';
import { route } from './route';
import { sessionParams, sessionView } from './live';

export const reviewRoutes = {
  getReplay: route({
    method: 'GET',
    path: '/api/sessions/:session/replay',
    access: 'public',
    summary: 'The log of every stream the reader may see, 1,000 rows a page, in the order of `stream`, `seq`.',
    params: sessionParams,
    query: z.strictObject({ after: z.optional(z.string().check(z.maxLength(80), z.regex(/^[a-z0-9.-]+:\d{1,10}$/))) }),
    response: z.strictObject({
      session: sessionView,
      /** Whose eyes the replay has; the example is read as its round-1 candidate reads it. */
      reader: id,
      /** Rows as in live `log` frames (see the AsyncAPI document). */
      events: z.array(
        z.looseObject({
          stream: z.string(),
          seq: z.int(),
          at: z.number(),
          kind: z.string(),
          participant: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
    }),
  }),
  getExample: route({
    method: 'GET',
    path: '/api/example',
    access: 'public',
    summary: 'The labelled example session, made by driving the product itself.',
    response: z.strictObject({ session: z.nullable(id) }),
  }),
} as const;
