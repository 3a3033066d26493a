const { rmSync } = require('node:fs');

module.exports = async () => {
  const running = globalThis.debriefTestPostgres;
  if (!running) return;
  await running.postgres.stop();
  rmSync(running.postgres.folder, { recursive: true, force: true });
  rmSync(running.dataDir, { recursive: true, force: true });
};
