import { MAX_BYTES, type RouteSpec } from '@debrief/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { outsideReasonOf, routeOf } from './route';

/** One handler as it was found at start-up. */
export interface RegisteredRoute {
  readonly spec: RouteSpec;
  /** `ControllerClass.method`, for reports. */
  readonly handler: string;
}

const paramsOf = (path: string): string[] => [...path.matchAll(/:([A-Za-z]\w*)/g)].map((match) => match[1] ?? '');

/** Every route of the contract that this process answers; the OpenAPI document and the permission snapshot read it. */
@Injectable()
export class RouteRegistry implements OnModuleInit {
  private found: RegisteredRoute[] = [];
  private patterns: { readonly pattern: RegExp; readonly method: string }[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Routes in order of path, then method. */
  get routes(): readonly RegisteredRoute[] {
    return this.found;
  }

  /** The methods that a path takes; empty when no route has it. */
  methodsOf(url: string): string[] {
    const [path = ''] = url.split('?');
    return this.patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  }

  /** @throws Error naming every handler that breaks a rule; the start ends there. */
  onModuleInit(): void {
    const faults: string[] = [];
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype: object = Object.getPrototypeOf(instance);
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler: unknown = Reflect.get(prototype, name);
        if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        const label = `${metatype.name}.${name}`;
        const spec = routeOf(handler);
        if (spec) this.found.push({ spec, handler: label });
        else if (!outsideReasonOf(handler)) faults.push(`${label} answers HTTP without a route of the contract`);
      }
    }
    faults.push(...this.found.flatMap(({ spec, handler }) => faultsOf(spec).map((fault) => `${handler} ${fault}`)));
    if (faults.length) throw new Error(`Routes are not in order:\n${faults.join('\n')}`);
    this.found.sort((a, b) => `${a.spec.path} ${a.spec.method}`.localeCompare(`${b.spec.path} ${b.spec.method}`));
    this.patterns = this.found.map(({ spec }) => ({
      method: spec.method,
      pattern: new RegExp(`^${spec.path.replace(/:[A-Za-z]\w*/g, '[^/]+')}/?$`),
    }));
  }
}

function faultsOf(spec: RouteSpec): string[] {
  const faults: string[] = [];
  if (!spec.path.startsWith('/api/')) faults.push(`has the path ${spec.path}, which does not start with /api/`);
  if (paramsOf(spec.path).length > 0 !== (spec.params !== undefined))
    faults.push(`has the path ${spec.path} and does not describe the same params`);
  if (spec.bytes && (spec.body || spec.bytes > MAX_BYTES))
    faults.push('takes a body in two ways, or one that is too large');
  if (spec.file && spec.response) faults.push('answers in two ways');
  if (spec.method === 'GET' && spec.body) faults.push('is a GET with a body');
  return faults;
}
