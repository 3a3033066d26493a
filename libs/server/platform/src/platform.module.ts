import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import { Clock } from './clock';
import { createDataSource, type DatabaseParts, migrate } from './database';
import { DocumentsController } from './documents.controller';
import { Draining } from './draining';
import { Files, filesOf } from './files';
import { HealthController } from './health.controller';
import { logging } from './logging';
import { OriginGuard } from './origin';
import { AccountLinks, SignInEnds } from './people';
import { ProblemFilter } from './problem.filter';
import { RouteInterceptor } from './route.interceptor';
import { RouteRegistry } from './route.registry';
import { type Settings, SETTINGS } from './settings';

/** What every context stands on: settings, database, clock, the HTTP edge. Global; imported once by the app. */
@Module({})
export class PlatformModule {
  /** The database is migrated before any other provider sees it. */
  static forRoot({ settings, ...parts }: DatabaseParts & { settings: Settings }): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        LoggerModule.forRoot(logging()),
        DiscoveryModule,
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres', retryAttempts: 0 }),
          dataSourceFactory: async () => {
            await migrate(settings.databaseUrl, parts);
            return createDataSource(settings.databaseUrl, parts).initialize();
          },
        }),
      ],
      controllers: [HealthController, DocumentsController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        Clock,
        Draining,
        { provide: Files, useFactory: () => filesOf(settings) },
        AccountLinks,
        SignInEnds,
        RouteRegistry,
        { provide: APP_GUARD, useClass: OriginGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: RouteInterceptor },
      ],
      exports: [SETTINGS, Clock, Draining, Files, AccountLinks, SignInEnds, RouteRegistry],
    };
  }
}
