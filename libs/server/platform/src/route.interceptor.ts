import type { RouteSpec } from '@debrief/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { map, type Observable } from 'rxjs';
import { ProblemError } from './problem';
import { parseInput, routeOf, stripResponse } from './route';

const DEFAULT_PER_MINUTE = 300;

/**
 * The one place where a request of the contract is counted, parsed and its answer stripped. It runs after all guards,
 * so that the rate belongs to the signed-in person where there is one. A handler that forgets `@Input()` is covered too.
 */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  private readonly limiters = new Map<RouteSpec, RateLimiterMemory>();

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const spec = routeOf(context.getHandler());
    if (!spec) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await this.count(spec, request.person ? `person ${request.person.accountId}` : `address ${request.ip}`);
    request.contractInput = parseInput(spec, request);
    return next.handle().pipe(map((value: unknown) => stripResponse(spec, value)));
  }

  private async count(spec: RouteSpec, who: string): Promise<void> {
    let limiter = this.limiters.get(spec);
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: spec.perMinute ?? DEFAULT_PER_MINUTE, duration: 60 });
      this.limiters.set(spec, limiter);
    }
    try {
      await limiter.consume(who);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new ProblemError(
        'too-many',
        `That was too often. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
      );
    }
  }
}
