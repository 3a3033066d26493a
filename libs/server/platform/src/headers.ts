import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { Settings } from './settings';

const PERMISSIONS = 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';

/**
 * Writes the headers of every answer, before anything has decided what the answer is: also of those that the framework
 * gives before any hook runs. Older Safari does not count `ws:` as `'self'`, hence the named socket origins.
 */
export function headerWriter(settings: Settings): (request: FastifyRequest, reply: FastifyReply) => void {
  const https = settings.tls !== undefined || settings.appUrl.startsWith('https:');
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...settings.origins.map((origin) => origin.replace(/^http/, 'ws'))],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    originAgentCluster: https,
  });
  return (request, reply) => {
    protect(request.raw, reply.raw, (error) => {
      if (error) throw error;
    });
    reply.raw.setHeader('permissions-policy', PERMISSIONS);
    reply.raw.setHeader('x-request-id', request.id);
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  };
}
