import { errorCodes } from '@debrief/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, toProblem } from './problem';
import { RouteRegistry } from './route.registry';

/** Answers every error of every route with the one envelope. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(@Inject(RouteRegistry) private readonly routes: RouteRegistry) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const requestId = String(request.id);
    let problem = toProblem(thrown, requestId);
    if (problem.code === 'not-found' && !(thrown instanceof ProblemError)) {
      const methods = this.routes.methodsOf(request.url);
      if (methods.length) {
        reply.header('allow', methods.join(', '));
        problem = toProblem(
          new ProblemError('method-not-allowed', `This address takes ${methods.join(' and ')} only.`),
          requestId,
        );
      }
    }
    const { status } = errorCodes[problem.code];
    if (status >= 500)
      this.logger.error(
        { requestId, code: problem.code, err: thrown },
        `${request.method} ${request.routeOptions?.url ?? 'unknown route'} failed`,
      );
    if (reply.sent) return;
    if (status === 503) reply.header('retry-after', '2');
    reply.header('cache-control', 'no-store').code(status).type('application/json; charset=utf-8').send(problem);
  }
}
