// `npm run bench -- --search`: what a search and a list of the library cost with 1,000 and with 100,000 prompts. The built
// server runs beside each, on a throwaway Postgres, and every question goes to both in turn, so that what else this
// machine does falls on both. Last line with `--json`: the figures.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startPostgres } from './postgres.mjs';
import { say, step, Stop, workspace } from './steps.mjs';

const SIZES = [1_000, 100_000];
const BATCH = 500;
/** As many different words as a hundred thousand texts of ninety words may hold. */
const VOCABULARY = 40_000;
const bars = { word: 5, typo: 80, list: 1.5 };

/** Mulberry32, as in libs/testing: the same texts every time. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const wordsOf = (/** @type {string} */ text) => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

/** The words of the shipped texts by how often they occur there, then made-up ones out of their halves. @param {any[]} shipped @param {() => number} next */
function vocabularyOf(shipped, next) {
  const counts = new Map();
  for (const { title, statement } of shipped)
    for (const word of wordsOf(`${title} ${statement}`)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const real = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const all = new Set(real);
  const long = real.filter((word) => word.length > 4);
  const pick = () => long[Math.floor(next() * long.length)] ?? '';
  while (all.size < VOCABULARY) {
    const [start, end] = [pick(), pick()];
    all.add(start.slice(0, Math.ceil(start.length * 0.6)) + end.slice(Math.floor(end.length * 0.4)));
  }
  return [...all];
}

/** Draws a rank with Zipf's odds (Mandelbrot's form), from a table of sums. @param {number} many @param {() => number} next */
function zipf(many, next) {
  const sums = new Float64Array(many);
  let sum = 0;
  for (let rank = 0; rank < many; rank += 1) sums[rank] = sum += 1 / (rank + 2.7) ** 1.07;
  return () => {
    const wanted = next() * sum;
    let [low, high] = [0, many - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/**
 * Puts made-up prompts on the shelf as the server does.
 * @returns {Promise<Map<string, number>>} in how many of them each word occurs
 * @param {{ db: import('pg').Client, size: number, shipped: any[], shelve: Function }} options
 */
async function fill({ db, size, shipped, shelve }) {
  const next = random(7);
  const vocabulary = vocabularyOf(shipped, next);
  const rank = zipf(vocabulary.length, next);
  const domains = [...new Set(shipped.map(({ domain }) => domain))];
  while (domains.length < 200) domains.push(`${vocabulary[300 + domains.length]} services`);
  const domain = zipf(domains.length, next);
  const found = new Map();
  const text = (/** @type {number} */ many) => Array.from({ length: many }, () => vocabulary[rank()]).join(' ');
  // The cast hides that a client is handed over where the server hands over its connection: both have `query`.
  const manager = {
    query: async (/** @type {string} */ sql, /** @type {unknown[]} */ params) => (await db.query(sql, params)).rows,
  };
  for (let from = shipped.length; from < size; from += BATCH) {
    const prompts = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) => {
      const like = shipped[Math.floor(next() * shipped.length)];
      const prompt = {
        ...like,
        id: `made-up-${from + at}`,
        title: text(2 + Math.floor(next() * 3)),
        statement: text(60 + Math.floor(next() * 60)),
        domain: domains[domain()],
      };
      for (const word of new Set(wordsOf(`${prompt.title} ${prompt.statement}`)))
        found.set(word, (found.get(word) ?? 0) + 1);
      return {
        prompt,
        standing: { owner: null, visibility: 'public', status: 'published', version: 1, reviewVersion: null },
      };
    });
    await shelve(manager, prompts);
  }
  await db.query(
    `update prompts_prompt set uses = floor(50 * random() ^ 3), created_at = now() - random() * interval '300 days'`,
  );
  // As the database's own housekeeping does some minutes later.
  await db.query('vacuum (analyze)');
  return found;
}

/** What is asked of one size: words by how many prompts hold them. @param {Map<string, number>} found @param {number} size @param {string[]} stop */
function questionsOf(found, size, stop) {
  const known = [...found].filter(([word]) => word.length > 3 && !stop.includes(word)).sort((a, b) => b[1] - a[1]);
  const near = (/** @type {number} */ wanted, many = 5, from = known) =>
    [...from]
      .sort((a, b) => Math.abs(a[1] - wanted) - Math.abs(b[1] - wanted) || (a[0] < b[0] ? -1 : 1))
      .slice(0, many)
      .map(([word]) => word);
  const common = known.slice(0, 2).map(([word]) => word);
  const often = near(size / 12);
  const middling = near(size / 100);
  const rare = near(Math.max(2, size / 10_000));
  const long = known.filter(([word]) => word.length > 6);
  const spoilt = near(size / 500, 5, long);
  const isNew = (/** @type {string} */ word) => !found.has(word);
  return {
    'rare word': rare,
    'middling word': middling,
    'word of every twelfth': often,
    'most common word': common,
    'two common words': [common.join(' '), `${common[0]} ${often[0]}`, `${often[0]} ${often[1]}`],
    'two middling words': [`${middling[0]} ${middling[1]}`, `${middling[2]} ${middling[3]}`],
    'common and rare word': rare.map((word) => `${common[0]} ${word}`),
    'unfinished, 1 letter': ['p', 's', 'c'],
    'unfinished, 2 letters': ['pr', 'co', 'st'],
    'unfinished, 3 letters': ['con', 'pla', 'par'],
    'unfinished, 4 letters': middling.map((word) => word.slice(0, 4)),
    'word, then unfinished': often.map((word, at) => `${word} ${middling[at]?.slice(0, 3)}`),
    'word within a kind': common.flatMap((word) => [`${word}&type=metrics`, `${word}&difficulty=easy&type=technical`]),
    quoted: [`"${common[0]} ${often[0]}"`, `"${middling[0]} ${often[0]}"`],
    'typo: wrong letter': spoilt.map((word) => `${word.slice(0, 3)}q${word.slice(4)}`).filter(isNew),
    'typo: missing letter': spoilt.map((word) => word.slice(0, 3) + word.slice(4)).filter(isNew),
    'typo: swapped letters': spoilt.map((word) => word.slice(0, 3) + word[4] + word[3] + word.slice(5)).filter(isNew),
    'typo: two letters': spoilt.map((word) => `${word.slice(0, 2)}q${word.slice(3)}q`).filter(isNew),
    'no hit': ['qqxzzy', 'wxyqqz vvvkkq'],
  };
}

const lists = {
  'by title': [''],
  'newest first': ['order=newest'],
  'most used first': ['order=used'],
  kind: ['type=metrics', 'type=technical'],
  'kind, newest': ['type=metrics&order=newest'],
  difficulty: ['difficulty=hard', 'difficulty=easy'],
  'difficulty, most used': ['difficulty=hard&order=used'],
  'kind and difficulty': ['type=metrics&difficulty=hard', 'type=technical&difficulty=easy'],
  length: ['length=long'],
  subtype: ['subtype=metrics.diagnose'],
  domain: ['domain=logistics', 'domain=education'],
  'domain, newest': ['domain=logistics&order=newest'],
  style: ['style=regulated', 'style=startup'],
  'style, newest': ['style=regulated&order=newest'],
  skill: ['skill=COMM', 'skill=TECH'],
  'skill, most used': ['skill=TECH&order=used'],
  'four filters': ['type=metrics&difficulty=medium&style=startup&skill=DATA'],
  'not seen': ['unseen=true'],
  favourites: ['favourites=true'],
};

const quantile = (/** @type {number[]} */ values, /** @type {number} */ q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;

/** An account that has seen and marked as many prompts as a busy year leaves. @param {string} url @param {import('pg').Client} db */
async function reader(url, db) {
  const answer = await fetch(`${url}/api/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'Reader', email: 'reader@example.org', password: 'a long enough password' }),
  });
  if (!answer.ok) throw new Stop(`No account could be made: ${await answer.text()}`);
  const { account } = /** @type {any} */ (
    await (await fetch(`${url}/api/me`, { headers: { cookie: cookieOf(answer) } })).json()
  ).me;
  await db.query(
    `insert into prompts_seen (account_id, prompt_id, how) select $1, id, 'played' from prompts_prompt order by id limit 300`,
    [account],
  );
  await db.query(
    `insert into prompts_choice (account_id, prompt_id, kind) select $1, id, 'favourite' from prompts_prompt order by id desc limit 60`,
    [account],
  );
  return cookieOf(answer);
}
const cookieOf = (/** @type {Response} */ answer) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** @param {string} main @param {{ url: string, dataDir: string }} place */
async function serve(main, { url, dataDir }) {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    cwd: workspace,
    env: { ...process.env, PORT: String(port), DATABASE_URL: url, DATA_DIR: dataDir, REDIS_URL: '', TRUST_PROXY: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const site = `http://localhost:${port}`;
  for (let wait = 0; wait < 300; wait += 1) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`${site}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { child, site };
    await sleep(100);
  }
  child.kill();
  throw new Stop('The built server did not start.');
}

/** @param {{ main: string, args: string[] }} options `main`: the server's build, its prompts.json beside it */
export async function benchSearch({ main, args }) {
  const rounds = Number(args[args.indexOf('--rounds') + 1]) || 60;
  const folder = mkdtempSync(
    join(existsSync('/dev/shm') && args.includes('--ram') ? '/dev/shm' : tmpdir(), 'debrief-search-'),
  );
  // Root's Postgres runs as another user, who has to enter this folder.
  chmodSync(folder, 0o755);
  const [{ runnerImport }, { default: pg }] = await Promise.all([import('vite'), import('pg')]);
  const { module: shelf } = await runnerImport(join(workspace, 'libs/server/prompts/src/shelf.ts'), {
    configFile: false,
    root: workspace,
    logLevel: 'error',
    resolve: { alias: [{ find: /^@debrief\/(.*)$/, replacement: `${join(workspace, 'libs')}/$1/src/index.ts` }] },
    ssr: { noExternal: [/^@debrief\//] },
  });
  const shipped = JSON.parse(readFileSync(join(main, '../prompts.json'), 'utf8'));
  const postgres = await startPostgres({ dataDir: folder, quick: true });
  /** @type {{ size: number, site: string, cookie: string, child: import('node:child_process').ChildProcess, db: import('pg').Client, asks: Record<string, string[]> }[]} */
  const sides = [];
  try {
    for (const size of SIZES) {
      const url = new URL(postgres.url);
      url.pathname = `/library_${size}`;
      const admin = new pg.Client({ connectionString: postgres.url });
      await admin.connect();
      await admin.query(`create database library_${size}`);
      await admin.end();
      const { child, site } = await serve(main, { url: url.toString(), dataDir: join(folder, `data-${size}`) });
      const db = new pg.Client({ connectionString: url.toString() });
      sides.push({ size, site, cookie: '', child, db, asks: {} });
      const side = sides.at(-1);
      await db.connect();
      const found = await step(`Filling ${size.toLocaleString('en')} prompts`, () =>
        fill({ db, size, shipped, shelve: shelf.shelve }),
      );
      const { rows } = await db.query(
        `select word from unnest($1::text[]) word where to_tsvector('english', word) = ''`,
        [[...found.keys()]],
      );
      if (!side) continue;
      side.cookie = await reader(site, db);
      await db.query('analyze prompts_seen, prompts_choice');
      const texts = questionsOf(
        found,
        size,
        rows.map(({ word }) => word),
      );
      side.asks = {
        'nothing (the way there and back)': ['/health/live'],
        ...Object.fromEntries(
          Object.entries(texts).map(([name, each]) => [
            name,
            each.map((text) => {
              const [words, ...more] = text.split('&');
              return `/api/prompts?${[`text=${encodeURIComponent(words ?? '')}`, ...more].join('&')}`;
            }),
          ]),
        ),
        ...Object.fromEntries(
          Object.entries(lists).map(([name, each]) => [`list: ${name}`, each.map((query) => `/api/prompts?${query}`)]),
        ),
      };
      if (args.includes('--size')) {
        const { rows: sizes } = await db.query(
          `select relname, pg_size_pretty(pg_total_relation_size(oid)) as size, reltuples::bigint as rows from pg_class
           where relname like 'prompts%' and relkind = 'r' order by pg_total_relation_size(oid) desc limit 6`,
        );
        console.table(sizes);
      }
    }
    /** @type {Record<string, { total: string, shown: number[], p50: number[], p95: number[] }>} */
    const results = {};
    let asked = 0;
    for (const name of Object.keys(sides[0]?.asks ?? {})) {
      const took = sides.map(() => /** @type {number[]} */ ([]));
      let total = '';
      // A page of a few costs less than a full one, whatever lies behind it: said beside the ratio.
      const shown = sides.map(() => 0);
      // Everything has been compiled and read once before anything is measured.
      for (let round = -12; round < rounds; round += 1)
        for (const [at, { asks, site, cookie }] of sides.entries()) {
          const paths = asks[name] ?? [];
          const path = paths[(round + 12) % paths.length];
          const since = performance.now();
          // Each comes from another network, so that no limit of one is reached.
          asked += 1;
          const from = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`;
          const isOwn = /unseen|favourites/.test(path);
          const answer = await fetch(site + path, { headers: { 'x-forwarded-for': from, ...(isOwn && { cookie }) } });
          const body = await answer.text();
          if (round >= 0) took[at]?.push(performance.now() - since);
          if (!answer.ok) throw new Stop(`${path}: ${body}`);
          if (round === rounds - 1 && body.startsWith('{')) {
            const read = JSON.parse(body);
            shown[at] = read.prompts?.length ?? 0;
            if (at === 1)
              total = `${read.total ?? ''}${read.isMore ? '+' : ''}${read.meant ? ` for “${read.meant}”` : ''}`;
          }
        }
      results[name] = {
        total,
        shown,
        p50: took.map((each) => quantile(each, 0.5)),
        p95: took.map((each) => quantile(each, 0.95)),
      };
    }
    const head = ['', '1k p50', '100k p50', '100k p95', 'ratio', 'bar', 'shown', 'found at 100k'];
    say(head.map((each, at) => (at ? each.padStart(9) : each.padEnd(34))).join(' '));
    for (const [name, { total, shown, p50, p95 }] of Object.entries(results)) {
      const [few = 0, many = 0] = p50;
      const ratio = many / few;
      const bar = name.startsWith('list')
        ? ratio <= bars.list
        : many <= (name.startsWith('typo') || name === 'no hit' ? bars.typo : bars.word);
      say(
        [
          name.padEnd(34),
          ...[few, many, p95[1] ?? 0].map((each) => each.toFixed(2).padStart(9)),
          ratio.toFixed(2).padStart(9),
          (bar ? 'held' : 'MISSED').padStart(9),
          shown.join('/').padStart(9),
          total.padStart(9),
        ].join(' '),
      );
    }
    if (args.includes('--json')) console.log(JSON.stringify(results));
    if (args.includes('--keep')) {
      say(`Kept until Ctrl-C: ${sides.map(({ site }) => site).join(' ')} ${postgres.url}`);
      await new Promise((done) => process.once('SIGINT', done));
    }
  } finally {
    for (const { child, db } of sides) {
      child.kill();
      await db.end().catch(() => undefined);
    }
    await postgres.stop();
    rmSync(postgres.folder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
