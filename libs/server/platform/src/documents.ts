import {
  liveCommands,
  liveEvents,
  liveRequests,
  LIVE_CONTRACT,
  LIVE_NAMESPACE,
  ack,
  presence,
  problem,
  type RouteSpec,
} from '@debrief/contracts';
import * as z from 'zod/mini';

type Json = Record<string, unknown>;
const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};
const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });

/** The fields of a params or query schema as OpenAPI parameters. */
function parametersOf(schema: z.ZodMiniType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

/** The OpenAPI 3.1 document of the given routes. */
export function openApi(routes: readonly RouteSpec[]): Json {
  const paths: Record<string, Json> = {};
  for (const spec of routes) {
    const path = spec.path.replace(/:([A-Za-z]\w*)/g, '{$1}');
    const parameters = [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')];
    paths[path] = {
      ...paths[path],
      [spec.method.toLowerCase()]: {
        summary: spec.summary,
        'x-access': spec.access,
        ...(spec.access === 'public' ? { security: [] } : {}),
        ...(parameters.length ? { parameters } : {}),
        ...(spec.bytes
          ? {
              requestBody: {
                required: true,
                content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
              },
            }
          : {}),
        ...(spec.body ? { requestBody: { required: true, ...json(schemaOf(spec.body, 'input')) } } : {}),
        responses: {
          ...(spec.file
            ? { 200: { description: 'The file.', content: { '*/*': {} } } }
            : spec.response
              ? { 200: { description: 'Done.', ...json(schemaOf(spec.response, 'output')) } }
              : { 204: { description: 'Done.' } }),
          default: { description: 'Refused or failed.', ...json({ $ref: '#/components/schemas/Problem' }) },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Debrief', version: String(LIVE_CONTRACT) },
    security: [{ signIn: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { signIn: { type: 'apiKey', in: 'cookie', name: '__Host-debrief' } },
    },
  };
}

/** The AsyncAPI 3.0 document of the live socket: what a client sends and is acked, and what the log brings. */
export function asyncApi(): Json {
  const messages: Record<string, Json> = {};
  const sent: Json[] = [];
  for (const [name, payload] of [...Object.entries(liveCommands), ...Object.entries(liveRequests)]) {
    messages[name] = { name, payload: schemaOf(payload, 'input') };
    sent.push({ $ref: `#/channels/live/messages/${name}` });
  }
  const logged = Object.entries(liveEvents).map(([kind, { audience, payload }]) => {
    messages[`log.${kind}`] = {
      name: `log.${kind}`,
      summary: `One event of the log, for the ${audience} audience.`,
      payload: schemaOf(payload, 'output'),
    };
    return { $ref: `#/channels/live/messages/log.${kind}` };
  });
  messages.ack = { name: 'ack', payload: schemaOf(ack, 'output') };
  messages.presence = { name: 'presence', payload: schemaOf(presence, 'output') };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Debrief live',
      version: String(LIVE_CONTRACT),
      description:
        'Socket.IO, websocket transport only. The server receives what the client sends and acknowledges each message.',
    },
    channels: { live: { address: LIVE_NAMESPACE, messages } },
    operations: {
      command: {
        action: 'receive',
        channel: { $ref: '#/channels/live' },
        messages: sent,
        reply: { channel: { $ref: '#/channels/live' }, messages: [{ $ref: '#/channels/live/messages/ack' }] },
      },
      log: { action: 'send', channel: { $ref: '#/channels/live' }, messages: logged },
      presence: {
        action: 'send',
        channel: { $ref: '#/channels/live' },
        messages: [{ $ref: '#/channels/live/messages/presence' }],
      },
    },
  };
}
