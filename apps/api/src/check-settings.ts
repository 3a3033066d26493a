import { loadSettings, SettingsError } from '@debrief/server/platform';

/** Run by tools/start.mjs before anything is started, so that every bad setting is named at once. */
try {
  const { port, appUrl, dataDir } = loadSettings({ DATABASE_URL: 'postgres://embedded', ...process.env });
  process.stdout.write(JSON.stringify({ port, appUrl, dataDir }));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stdout.write(JSON.stringify({ faults: error.faults }));
  process.exitCode = 78;
}
