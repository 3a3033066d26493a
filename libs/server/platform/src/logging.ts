import type { Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';

/** Who asked, in what words and with which key stays out of the log; ids, routes, codes and times go in. */
const redact = {
  paths: [
    'req.headers',
    'res.headers',
    '*.cookie',
    '*.authorization',
    '*.password',
    '*.code',
    '*.token',
    '*.secret',
    'err.parameters',
    'err.query',
    'err.driverError',
    'err.detail',
    'err.where',
    'err.internalQuery',
  ],
  remove: true,
};

/** JSON lines on standard output (`destination` is for tests). `LOG_LEVEL` is read by operators who hunt a fault. */
export const logging = (level = process.env.LOG_LEVEL ?? 'info', destination?: DestinationStream): Params => ({
  pinoHttp: [
    {
      level,
      redact,
      base: null,
      genReqId: (request) => request.id,
      // The problem filter logs what went wrong, with its id; a second line about the answer would say nothing more.
      customLogLevel: () => 'debug',
      serializers: {
        // The address alone, without its query: an invite code or a search never reaches the file.
        req: (request: { id: unknown; method: string; url?: string }) => ({
          id: request.id,
          method: request.method,
          url: request.url?.split('?')[0],
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
    destination ?? process.stdout,
  ],
  forRoutes: ['{*path}'],
});
