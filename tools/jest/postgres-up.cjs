// One throwaway Postgres per Jest run, with the database `tpl` migrated once; every spec file clones it (platform/testing.ts).
const { chmodSync, mkdtempSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const workspace = join(__dirname, '../..');

/** Jest's moduleNameMapper does not reach a global set-up, so the aliases are resolved here. */
const resolveFilename = Module._resolveFilename;
function withAliases(request, ...rest) {
  const [, library] = /^@debrief\/(.*)$/.exec(request) ?? [];
  return resolveFilename.call(this, library ? join(workspace, 'libs', library, 'src/index.ts') : request, ...rest);
}

async function makeTemplate(url) {
  const { Client } = require('pg');
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query('drop database if exists tpl with (force)');
  await admin.query('create database tpl');
  await admin.end();
  const template = new URL(url);
  template.pathname = '/tpl';
  Module._resolveFilename = withAliases;
  const globals = new Set(Object.getOwnPropertyNames(globalThis));
  try {
    require('reflect-metadata');
    const { migrate } = require('../../libs/server/platform/src/index.ts');
    const { database } = require('../../apps/api/src/database.ts');
    await migrate(template.toString(), database);
  } finally {
    Module._resolveFilename = resolveFilename;
    // Jest copies our globals into every test; Yjs would find its own mark there and think that it was loaded twice.
    for (const name of Object.getOwnPropertyNames(globalThis)) if (!globals.has(name)) delete globalThis[name];
  }
}

module.exports = async () => {
  if (!process.env.TEST_DATABASE_URL) {
    const { startPostgres } = await import('../postgres.mjs');
    const dataDir = mkdtempSync(join(tmpdir(), 'debrief-jest-'));
    // Root's Postgres runs as another user, who has to enter this folder.
    chmodSync(dataDir, 0o755);
    const postgres = await startPostgres({ dataDir, quick: true });
    globalThis.debriefTestPostgres = { postgres, dataDir };
    process.env.TEST_DATABASE_URL = postgres.url;
  }
  await makeTemplate(process.env.TEST_DATABASE_URL);
};
