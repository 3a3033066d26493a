import 'reflect-metadata';
import { LiveIoAdapter } from '@debrief/server/live';
import { createHttpApp, loadSettings, PlatformModule } from '@debrief/server/platform';
import { Module } from '@nestjs/common';
import { contexts } from '../support/contexts';
import { plantBug, type Plant } from './plants';

/** The server with one bug planted. It is no part of the product's build, and runs on a database that is migrated already. */
async function start(): Promise<void> {
  plantBug(process.env['DRILL_PLANT'] as Plant);
  const settings = loadSettings(process.env);
  class PlantedModule {}
  Module({ imports: [PlatformModule.forRoot({ settings, entities: [], migrations: [] }), ...contexts] })(PlantedModule);
  const app = await createHttpApp(PlantedModule, settings, 'no-client');
  app.useWebSocketAdapter(new LiveIoAdapter(app, settings));
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
  await app.listen(settings.port, '127.0.0.1');
  process.send?.({ type: 'ready', url: settings.appUrl });
}

void start();
