import type { CliCommand } from '@debrief/server/platform';
import { DataSource } from 'typeorm';
import { allSessions, verifySession } from './verify';

/** `npm run verify -- <session>` or `-- --all`. */
export const verifyCommand: CliCommand = {
  name: 'verify',
  summary: 'Prove that a session’s log (or, with --all, every one) is as it was written.',
  async run(app, args, print) {
    const database = app.get(DataSource);
    const [which] = args;
    if (!which) {
      print('Name a session, or --all.');
      return 64;
    }
    const sessions = which === '--all' ? await allSessions(database) : [which];
    let faults = 0;
    for (const session of sessions) {
      const verdict = await verifySession(database, session);
      faults += verdict.faults.length;
      if (verdict.faults.length) print(`${session}  ${verdict.rows} rows, ${verdict.faults.length} faults`);
      for (const fault of verdict.faults) print(`  ${fault}`);
      if (verdict.rewritten.length) print(`${session}  rewritten on request: ${verdict.rewritten.join(', ')}`);
    }
    print(`${sessions.length} sessions, ${faults} faults`);
    return faults || (which !== '--all' && !sessions.length) ? 1 : 0;
  },
};
