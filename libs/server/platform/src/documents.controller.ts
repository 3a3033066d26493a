import { Controller, Get, Inject } from '@nestjs/common';
import { asyncApi, openApi } from './documents';
import { OutsideContract } from './route';
import { RouteRegistry } from './route.registry';

/** The contract as documents, for third parties; computed once. */
@Controller('api')
export class DocumentsController {
  private http: object | undefined;
  private live: object | undefined;

  constructor(@Inject(RouteRegistry) private readonly registry: RouteRegistry) {}

  @Get('openapi.json')
  @OutsideContract('describes the contract')
  openApi(): object {
    return (this.http ??= openApi(this.registry.routes.map(({ spec }) => spec)));
  }

  @Get('asyncapi.json')
  @OutsideContract('describes the contract')
  asyncApi(): object {
    return (this.live ??= asyncApi());
  }
}
