import 'reflect-metadata';
import { createDataSource } from '@debrief/server/platform';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiProcess } from '../support/api-process';
import { closeClients } from '../support/clients';
import { newAccount, type Person } from '../support/person';
import { judge } from './checker';
import { plants, type Plant } from './plants';
import { Proxy } from '../support/proxy';
import { playSchedule, type Played } from './schedule';

const ROOMS = 4;
const API = 'dist/apps/api';

interface Total {
  schedules: number;
  faults: number;
  acked: number;
  violations: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Descriptors the server holds; where the system does not tell, none. */
const descriptorsOf = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
};

/** Runs `schedules` schedules against one server, planted or not; `until` ends it early. */
const drill = async (
  options: {
    schedules: number;
    seed: number;
    plant: Plant | undefined;
    databaseUrl: string;
    port: number;
    isQuiet: boolean;
  },
  stopAt = Infinity,
): Promise<Total> => {
  const { schedules, seed, plant, databaseUrl, port, isQuiet } = options;
  const total: Total = { schedules: 0, faults: 0, acked: 0, violations: 0 };
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-drill-'));
  const api = new ApiProcess({
    entry: plant ? join(import.meta.dirname, 'planted-api.js') : `${API}/main.js`,
    databaseUrl,
    dataDir,
    port,
    env: plant ? { DRILL_PLANT: plant } : {},
  });
  const proxy = new Proxy([port]);
  const database = createDataSource(databaseUrl, { entities: [], migrations: [] });
  try {
    await database.initialize();
    await proxy.start();
    await api.start();
    const hosts: Person[] = [];
    for (let at = 0; at < ROOMS; at += 1) hosts.push(await newAccount(api.url, `Host ${at + 1}`));
    const runOne = async (one: number): Promise<{ played: Played; faults: string[] }> => {
      const nothing: Played = { rooms: [], faults: [], late: [] };
      try {
        const played = await playSchedule(one, api, proxy, hosts);
        return { played, faults: await judge(database, played) };
      } catch (error) {
        return { played: nothing, faults: [`C7 ${error instanceof Error ? error.message : String(error)}`] };
      }
    };
    for (let at = 0; at < schedules && total.violations < stopAt; at += 1) {
      const since = performance.now();
      const { played, faults } = await runOne(seed + at);
      closeClients();
      // C8: no end that the drill did not cause, and nothing left over.
      faults.push(...api.surprises.splice(0).map((what) => `C8 ${what}`));
      for (let tries = 0; proxy.size && tries < 60; tries += 1) await new Promise((later) => setTimeout(later, 50));
      if (proxy.size) faults.push(`C8 ${proxy.size} connections are left`);
      const open = descriptorsOf(api.pid);
      if (open > 120) faults.push(`C8 the server holds ${open} descriptors`);
      const clients = played.rooms.flatMap(({ host, guest }) => [host, guest]);
      // A line in the notes is acknowledged too: the client called it saved.
      const acked = clients.reduce(
        (sum, { sent, typed }) => sum + sent.filter(({ ack }) => ack?.ok).length + typed.length,
        0,
      );
      if (acked < 50) faults.push(`C7 only ${acked} commands were accepted`);
      total.schedules += 1;
      total.faults += played.faults.length;
      total.acked += acked;
      total.violations += faults.length;
      if (!isQuiet || faults.length)
        print(
          `seed ${seed + at}: ${played.faults.join(', ')}; ${acked} acked, ${faults.length} violations, ${((performance.now() - since) / 1000).toFixed(1)} s`,
        );
      for (const fault of faults.slice(0, 8)) print(`  ${fault}`);
      if (faults.length)
        print(`  again: npm run drill -- --schedules 1 --seed ${seed + at}${plant ? ` --plant ${plant}` : ''}`);
    }
    return total;
  } finally {
    await proxy.stop();
    await api.stop();
    await database.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      plant: { type: 'string' },
      'prove-plants': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const databaseUrl = process.env['DATABASE_URL'] ?? '';
  const port = Number(process.env['DRILL_PORT']);
  const plant = plants.find((name) => name === values.plant);
  if (values.plant && !plant) throw new Error(`--plant is one of ${plants.join(', ')}`);
  execFileSync(process.execPath, [`${API}/cli.js`, 'migrate'], {
    stdio: 'ignore',
    env: { ...process.env, DATA_DIR: mkdtempSync(join(tmpdir(), 'debrief-drill-')) },
  });
  const common = {
    schedules: Number(values.schedules),
    seed: Number(values.seed),
    databaseUrl,
    port,
    isQuiet: values.json,
  };
  if (!values['prove-plants']) {
    const total = await drill({ ...common, plant });
    print(JSON.stringify(total));
    return total.violations ? 1 : 0;
  }
  const missed: string[] = [];
  for (const name of plants) {
    const { violations, schedules } = await drill({ ...common, plant: name }, 1);
    print(`${name}: ${violations ? `caught in schedule ${schedules}` : `not caught in ${schedules} schedules`}`);
    if (!violations) missed.push(name);
  }
  return missed.length ? 1 : 0;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
