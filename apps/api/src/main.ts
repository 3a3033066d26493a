import 'reflect-metadata';
import { join } from 'node:path';
import { AccountsService } from '@debrief/server/accounts';
import { LiveIoAdapter } from '@debrief/server/live';
import { codeOf, createHttpApp, Draining, loadSettings, type Settings, SettingsError } from '@debrief/server/platform';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { seedReferences } from './example/references';
import { seedExample } from './example/seed-example';

/** What the supervisor (tools/start.mjs) hears from this process over IPC. */
type Report = { type: 'ready'; url: string } | { type: 'say'; text: string } | { type: 'failed'; faults: string[] };
/** Exit code of a start that will fail again in the same way, so that nobody restarts it. */
const EX_CONFIG = 78;
/** Graceful for this long, then gone: open sockets have kept a stopping server alive before. */
const HARD_STOP_MS = 15_000;
/** Not ready for this long before sockets are closed; balancers ask every second or so. */
const LEAVE_AFTER_MS = 2_000;
const CLIENT_FOLDER = join(import.meta.dirname, '../web');

const report = (message: Report): void => {
  process.send?.(message);
};

function readSettings(): Settings {
  try {
    return loadSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.faults.join('\n')}\n`);
    report({ type: 'failed', faults: [...error.faults] });
    process.exit(EX_CONFIG);
  }
}

/** All interfaces, IPv6 included where the machine has it; a guest on the same network opens the site by address. */
async function listen(app: NestFastifyApplication, port: number): Promise<void> {
  try {
    await app.listen(port, '::');
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(codeOf(error))) throw error;
    await app.listen(port, '0.0.0.0');
  }
}

function stopOnRequest(app: NestFastifyApplication, { redisUrl }: Settings): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    app.get(Draining).active = true;
    // With other nodes beside it, the balancer gets the time to send new people to them.
    setTimeout(
      () =>
        void app.close().then(
          () => process.exit(0),
          () => process.exit(1),
        ),
      redisUrl ? LEAVE_AFTER_MS : 0,
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A supervisor that died cannot send a signal; its end of the channel closes.
  process.on('disconnect', stop);
}

/** Somebody who starts this on a server elsewhere cannot make the first account from that machine. */
async function sayHowToBecomeAdmin(app: NestFastifyApplication): Promise<void> {
  const token = await app.get(AccountsService).firstAdminToken();
  if (!token) return;
  const text = `Nobody is admin yet. The first account made on this machine will be; from another one, sign up with the token ${token}`;
  // Straight to the terminal, not through the log: the token must not stay in a file.
  if (process.send) report({ type: 'say', text });
  else process.stdout.write(`${text}\n`);
}

async function start(): Promise<void> {
  const settings = readSettings();
  const app = await createHttpApp(AppModule.forRoot(settings), settings, CLIENT_FOLDER);
  app.useWebSocketAdapter(new LiveIoAdapter(app, settings));
  stopOnRequest(app, settings);
  // A worker has no door: it wakes sessions whose time has come and makes the example.
  if (settings.role === 'worker') await app.init();
  else await listen(app, settings.port);
  await sayHowToBecomeAdmin(app);
  report({ type: 'ready', url: settings.appUrl });
  if (settings.role === 'web') return;
  // In the background: nobody waits for the example, and a server without one is still a server.
  seedExample(app)
    .then(() => seedReferences(app))
    .catch((error: unknown) => new Logger('Example').warn({ err: error }, 'the example was not made'));
}

start().catch((error: unknown) => {
  const taken = codeOf(error) === 'EADDRINUSE';
  const fault = taken
    ? `Port ${process.env.PORT ?? 3000} is in use by another program.`
    : error instanceof Error
      ? error.message
      : String(error);
  process.stderr.write(`${error instanceof Error && !taken ? error.stack : fault}\n`);
  report({ type: 'failed', faults: [fault] });
  process.exit(taken ? EX_CONFIG : 1);
});
