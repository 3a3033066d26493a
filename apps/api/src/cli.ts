import 'reflect-metadata';
import { eraseCommand, verifyCommand } from '@debrief/server/live';
import { type CliCommand, loadSettings, SettingsError } from '@debrief/server/platform';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { seedExampleCommand } from './example/seed-example';

const migrate: CliCommand = {
  name: 'migrate',
  summary: 'Bring the database up to date; every command does this first, this one does nothing else.',
  run: (_app, _args, print) => {
    print('The database is up to date.');
    return Promise.resolve(0);
  },
};

/** One line per command; contexts export them. */
const commands: readonly CliCommand[] = [migrate, seedExampleCommand, verifyCommand, eraseCommand];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    print(`Commands:\n${commands.map((known) => `  ${known.name.padEnd(14)}${known.summary}`).join('\n')}`);
    return name ? 64 : 0;
  }
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(loadSettings(process.env)), {
    abortOnError: false,
    logger: ['error', 'warn'],
  });
  try {
    return await command.run(app, args, print);
  } finally {
    await app.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof SettingsError ? error.faults.join('\n') : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  },
);
