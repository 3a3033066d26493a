import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCodes, MAX_BODY } from '@debrief/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { acceptBodies } from './body';
import { serveClient } from './client-files';
import { headerWriter } from './headers';
import { toProblem } from './problem';
import type { Settings } from './settings';

/** Longer than any address of ours; the rest is somebody probing. */
const MAX_PARAM = 200;

/**
 * A Nest application over Fastify with the whole HTTP edge in place, not yet listening.
 * @param clientFolder the built client to serve beside the API.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  settings: Settings,
  clientFolder: string,
): Promise<NestFastifyApplication> {
  const writeHeaders = headerWriter(settings);
  const adapter = new FastifyAdapter<Server>({
    bodyLimit: MAX_BODY,
    trustProxy: trustOf(settings.trustProxy),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: MAX_PARAM },
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // Refusals that Fastify makes before any route, hook or filter of ours.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = toProblem(error, request.id);
      writeHeaders(request, reply);
      void reply
        .header('cache-control', 'no-store')
        .code(errorCodes[problem.code].status)
        .type('application/json; charset=utf-8')
        .send(problem);
    },
    ...(settings.tls ? { https: settings.tls } : {}),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const instance = app.getHttpAdapter().getInstance();
  acceptBodies(instance);
  instance.addHook('onRequest', (request, reply, done) => {
    writeHeaders(request, reply);
    done();
  });
  await serveClient(instance, clientFolder);
  return app;
}

const trustOf = (trust: Settings['trustProxy']): boolean | number | string[] =>
  typeof trust === 'object' ? [...trust] : trust;
