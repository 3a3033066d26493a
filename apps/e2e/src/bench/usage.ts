import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc, ms each: 100 a second on every Linux that Node runs on. */
const TICK = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Own time and that of children that have ended, ms. */
  readonly cpu: number;
}

const processOf = (pid: number): Process | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { pid, parent: fields[1] ?? 0, cpu: (utime + stime + cutime + cstime) * TICK };
  } catch {
    return undefined;
  }
};

/** CPU time that process trees have used, ms, by the pid of their root; all Postgres backends hang below their postmaster. */
export const cpuOfTrees = (roots: readonly number[]): Map<number, number> => {
  const all = readdirSync('/proc').flatMap((name) => {
    const found = /^\d+$/.test(name) ? processOf(Number(name)) : undefined;
    return found ? [found] : [];
  });
  const children = new Map<number, Process[]>();
  for (const one of all) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const sum = (one: Process): number =>
    one.cpu + (children.get(one.pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return new Map(
    roots.map((pid) => {
      const root = all.find((one) => one.pid === pid);
      return [pid, root ? sum(root) : 0];
    }),
  );
};

/** CPU time of the whole machine, ms. */
export const cpuOfMachine = (): number => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK;
};

/** Resident memory of one process, bytes. */
export const memoryOf = (pid: number): number => {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
};
