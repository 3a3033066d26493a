import { commandKinds, notesDoc, requestKinds, routes, type CommandKind, type RouteName } from '@debrief/contracts';
import { newId } from '@debrief/client';
import { draftOf } from '@debrief/prompt-bank';
import { eventually } from '@debrief/testing';
import { Files } from '@debrief/server/platform';
import type { TestApp } from '@debrief/server/platform/testing';
import { Replays } from '@debrief/server/progress';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { promptOf } from './support/canary';
import { gather, roles, stages, stageScene, type Cast, type RoleName, type Scene } from './support/cast';
import { lockable, meet, bringTo, type Meeting } from './support/meeting';
import type { Person, RequestParts } from './support/person';
import { png, sha256 } from './support/pictures';
import { RawSocket } from './support/raw-socket';
import { Rewind } from './support/rewind';
import { rewordedRubric } from './support/reworded-rubric';
import { stopSweep } from './support/rooms';
import { bootServer } from './support/server';

/**
 * Who may do what, when, to whose things: generated from the contracts and written down. A change of any answer shows
 * as a change of the snapshot beside this file; a route or command without a sample fails.
 */
type Variant = 'own' | 'foreign' | 'absent' | 'absent round';
const packFrame = { name: 'A pack', licence: 'MIT', provenance: { by: 'Ana', from: 'Here', when: '2026' } };
const ABSENT = '99999999-9999-4999-8999-999999999999';
const NO_CODE = 'A'.repeat(22);
const PIXEL = png();
const PIXEL_HASH = sha256(PIXEL);

let server: TestApp;
let rewind: Rewind;
let cast: Cast;
let elsewhere: Meeting;
/** A prompt that Lead has written and Observer reviews, one of somebody who is not here, and a report of each. */
const written = { own: '', foreign: '', absent: 'no-such-prompt', 'absent round': '' };
const reports = { own: '', foreign: '', absent: ABSENT, 'absent round': '' };
const scenes = new Map<string, Scene>();
const sceneOf = (stage: string): Scene => scenes.get(stage) ?? fail(stage);
const fail = (what: string): never => {
  throw new Error(`there is no ${what}`);
};

beforeAll(async () => {
  // Who may is the question here, not how often: otherwise a faster machine would get other answers.
  jest.spyOn(RateLimiterMemory.prototype, 'consume').mockResolvedValue(new RateLimiterRes());
  server = await bootServer();
  cast = await gather(server.url);
  elsewhere = await meet(server.url, { prompt: 'cargo-bikes' });
  await bringTo(elsewhere, 'debrief');
  for (const stage of stages) scenes.set(stage, await stageScene(cast, stage));
  // On every board lies one image, so that reading it can be allowed at all.
  for (const { session } of [elsewhere, ...scenes.values()]) {
    await server.app.get(Files).put(`boards/${session}/${PIXEL_HASH}`, PIXEL);
    await server.dataSource.query(
      `insert into live_board_file (session, sha256, type, bytes, participant, created_at)
       values ($1, decode($2, 'hex'), 'image/png', $3, $1, now()) on conflict do nothing`,
      [session, PIXEL_HASH, PIXEL.length],
    );
  }
  const content = draftOf(await promptOf('cargo-bikes'));
  for (const [writer, variant] of [
    [cast.people.lead, 'own'],
    [elsewhere.ana.person, 'foreign'],
  ] as const) {
    const { prompt } = await writer.http(routes.createPrompt, { body: { type: 'estimation', title: 'Written here' } });
    await writer.http(routes.savePromptDraft, { params: { prompt }, body: { rev: 1, content } });
    written[variant] = prompt;
  }
  await cast.people.lead.http(routes.askForReview, { params: { prompt: written.own }, body: { rev: 2 } });
  await cast.people.observer.http(routes.openReview, { params: { prompt: written.own }, body: { understood: true } });
  for (const [prompt, variant] of [
    [written.own, 'own'],
    [written.foreign, 'foreign'],
  ] as const) {
    reports[variant] = newId();
    await server.dataSource.query(
      `insert into prompts_report (id, prompt_id, version, account_id, kind, words) values ($1, $2, 1, 'nobody', 'faulty', 'wrong')`,
      [reports[variant], prompt],
    );
  }
  stopSweep(server);
  // What has opened is taken in by now, and nothing more is while rows are counted.
  await server.app.get(Replays).now();
  await server.app.get(Replays).onModuleDestroy();
  rewind = new Rewind(server);
  await rewind.save();
}, 60_000);
afterAll(() => server.close());

interface Target {
  scene: Scene;
  session: string;
  round: string;
  code: string;
  signIn: string;
  prompt: string;
  written: string;
  report: string;
}
/** One good request per route; what varies is who sends it, when, and about whose session. */
const requests: Record<
  RouteName,
  (target: Target) => { path?: Record<string, string>; query?: string; body?: unknown }
> = {
  signUp: () => ({ body: { name: 'New', email: `${newId()}@example.org`, password: 'correct horse battery' } }),
  signIn: () => ({ body: { email: cast.people.other.email, password: 'correct horse battery' } }),
  signOut: () => ({}),
  getMe: () => ({}),
  updateMe: () => ({ body: { name: 'Renamed' } }),
  listSignIns: () => ({}),
  revokeSignIn: ({ signIn }) => ({ path: { id: signIn } }),
  listPrompts: () => ({}),
  getPrompt: ({ prompt }) => ({ path: { prompt } }),
  getRubric: ({ scene }) => ({ path: { type: scene.type } }),
  listRubricVersions: ({ scene }) => ({ path: { type: scene.type } }),
  getRubricVersion: ({ scene }) => ({ path: { type: scene.type, version: '1' } }),
  saveRubric: ({ scene }) => ({
    path: { type: scene.type },
    body: { basedOn: 1, why: 'Two sentences were hard to tell apart.', rubric: rewordedRubric(scene.type) },
  }),
  listRubricRounds: ({ scene }) => ({ path: { type: scene.type } }),
  choosePrompt: ({ prompt }) => ({ path: { prompt }, body: { favourite: true } }),
  openGuide: ({ prompt }) => ({ path: { prompt }, body: { understood: true } }),
  listMyPrompts: () => ({}),
  createPrompt: () => ({ body: { type: 'strategy', title: 'Another one' } }),
  getPromptDraft: ({ written }) => ({ path: { prompt: written } }),
  savePromptDraft: ({ written }) => ({ path: { prompt: written }, body: { rev: 2, content: { title: 'Changed' } } }),
  getPromptVersion: ({ written }) => ({ path: { prompt: written, version: '1' } }),
  usePromptPrivately: ({ written }) => ({ path: { prompt: written }, body: { rev: 2 } }),
  askForReview: ({ written }) => ({ path: { prompt: written }, body: { rev: 2 } }),
  takeBackReview: ({ written }) => ({ path: { prompt: written } }),
  publishPrompt: ({ written }) => ({ path: { prompt: written }, body: { version: 1 } }),
  retirePrompt: ({ written }) => ({ path: { prompt: written } }),
  returnPrompt: ({ written }) => ({ path: { prompt: written } }),
  listWaitingReviews: () => ({}),
  getReview: ({ written }) => ({ path: { prompt: written } }),
  openReview: ({ written }) => ({ path: { prompt: written }, body: { understood: true } }),
  giveVerdict: ({ written }) => ({
    path: { prompt: written },
    body: { version: 1, verdict: 'change', words: 'The totals do not add up.', checks: [] },
  }),
  reportPrompt: ({ prompt }) => ({ path: { prompt }, body: { kind: 'leaked', words: 'It stands in a forum.' } }),
  listReports: () => ({}),
  answerReport: ({ report }) => ({ path: { id: report }, body: { answer: 'Mended.' } }),
  listExportable: () => ({}),
  exportPack: ({ written }) => ({ body: { ...packFrame, prompts: [written] } }),
  checkPack: () => ({ body: new TextEncoder().encode('pack: 2') }),
  importPack: () => ({ query: `seal=${'0'.repeat(64)}`, body: new TextEncoder().encode('pack: 2') }),
  getPromptSource: ({ written }) => ({ path: { prompt: written } }),
  createSession: () => ({
    body: { type: 'metrics', length: 'short', mode: 'stress', format: 'swap', hostFirst: 'interviewer' },
  }),
  newInvite: ({ session }) => ({ path: { session } }),
  readInvite: ({ code }) => ({ body: { code } }),
  acceptInvite: ({ code }) => ({ body: { code, name: 'Someone' } }),
  getSession: ({ session }) => ({ path: { session } }),
  getRoundGuide: ({ session, round }) => ({ path: { session, round } }),
  getRoundRubric: ({ session, round }) => ({ path: { session, round } }),
  listPromptChoices: ({ session }) => ({ path: { session } }),
  getBrief: ({ session }) => ({ path: { session } }),
  putBrief: ({ session }) => ({
    path: { session },
    body: { targetLevel: 'senior', focus: 'Numbers', lastFix: '', avoid: [] },
  }),
  listRounds: () => ({}),
  listOpenSessions: () => ({}),
  getDraft: ({ session, round }) => ({ path: { session, round } }),
  putDraft: ({ session, round, scene }) => ({
    path: { session, round },
    body: { version: 0, card: lockable(scene.type) },
  }),
  lockLate: ({ session, round, scene }) => ({ path: { session, round }, body: { card: lockable(scene.type) } }),
  getDebrief: ({ session, round }) => ({ path: { session, round } }),
  putSecond: ({ session, round, scene }) => ({
    path: { session, round },
    body: { version: 0, levels: [{ dimension: lockable(scene.type).levels[0]?.dimension, level: 2 }] },
  }),
  putFeedback: ({ session, round }) => ({
    path: { session, round },
    body: { version: 0, keep: 'a', keepAt: null, advice: [{ when: 'b', attempt: 'c', because: 'd' }], task: 'e' },
  }),
  answerAdvice: ({ scene, session, round }) => ({
    path: { session, round, author: scene.participants.lead, place: '1' },
    body: { version: 1, answer: 'use' },
  }),
  proposeFix: ({ session, round }) => ({ path: { session, round }, body: { text: 'Again', version: 1 } }),
  agreeFix: ({ session, round }) => ({ path: { session, round }, body: { version: 1 } }),
  suggestFix: ({ session, round }) => ({ path: { session, round }, body: { text: 'In other words', version: 0 } }),
  carryFix: ({ session, round }) => ({ path: { session, round }, body: { version: 1 } }),
  getCarriedFix: ({ session, round }) => ({ path: { session, round } }),
  markFix: ({ session, round }) => ({ path: { session, round }, body: { outcome: 'partly' } }),
  lastFix: () => ({}),
  dropFix: ({ session, round }) => ({ body: { session, round: Number(round), isDropped: true } }),
  listFixes: () => ({}),
  listFixQuestions: () => ({}),
  getRatings: ({ session, round }) => ({ path: { session, round } }),
  sendRating: ({ scene, session, round }) => ({
    path: { session, round, participant: scene.participants.lead },
    body: { specific: 3, usable: 3, fair: 4, kept: 4, again: true, thanks: '' },
  }),
  myRating: () => ({}),
  putRecordingChunk: ({ session }) => ({
    path: { session, recording: newId(), segment: newId(), n: '0' },
    query: `type=audio/mp4&at=${Date.now()}&media=1000&sha256=${'0'.repeat(64)}`,
    body: new Uint8Array([1]),
  }),
  closeRecordingSegment: ({ session }) => ({
    path: { session, recording: newId(), segment: newId() },
    body: { chunks: 1 },
  }),
  listRecordings: ({ session }) => ({ path: { session } }),
  getRecordingSound: ({ session }) => ({ path: { session, recording: newId(), segment: newId() } }),
  deleteRecording: ({ session }) => ({ path: { session, recording: newId() } }),
  putFile: ({ session }) => ({ path: { session, hash: PIXEL_HASH }, body: PIXEL }),
  getFile: ({ session }) => ({ path: { session, hash: PIXEL_HASH } }),
  getReplay: ({ session }) => ({ path: { session } }),
  getExample: () => ({}),
  getProgress: () => ({}),
  putGoal: () => ({ body: { rounds: 3 } }),
  getNextPrompts: () => ({}),
  getRater: () => ({}),
  getAgreement: () => ({ query: 'of=everyone' }),
  getCalibration: () => ({}),
  putCalibration: ({ scene }) => ({ path: { key: 'first-round' }, body: { card: lockable(scene.type) } }),
};

const routeNames = Object.keys(routes) as RouteName[];
/** What a route's answer can depend on beside who asks. */
const variantsOf = (name: RouteName): Variant[] => {
  const { path } = routes[name];
  if (path.includes(':round')) return ['own', 'foreign', 'absent', 'absent round'];
  if (path.includes(':session') || path.includes(':id') || /Invite$/.test(name) || path.includes(':prompt'))
    return ['own', 'foreign', 'absent'];
  return ['own'];
};
/** Stage matters to everything that happens in a session; the rest is asked once. */
const isStaged = (name: RouteName): boolean =>
  routes[name].path.includes(':session') || /Invite$/.test(name) || name === 'openGuide';

/** Reading these is recorded: a guide as seen, a fix as the one that the round is about. */
const recorded: ReadonlySet<RouteName> = new Set(['getRoundGuide', 'getPromptVersion', 'getCarriedFix', 'getDebrief']);
const isReading = (name: RouteName): boolean =>
  name === 'readInvite' || (routes[name].method === 'GET' && !recorded.has(name));

const targetOf = async (scene: Scene, role: RoleName, variant: Variant): Promise<Target> => {
  const signInOf = async (person: Person): Promise<string> => {
    const [row]: { id: string }[] = await server.dataSource.query(
      `select id from auth."session" where "userId" = $1 order by "createdAt" desc limit 1`,
      [person.account],
    );
    return row?.id ?? 'none';
  };
  const prompts = { own: scene.prompt.id, foreign: 'hot-fountains', absent: 'no-such-prompt', 'absent round': '' };
  return {
    scene,
    session: variant === 'foreign' ? elsewhere.session : variant === 'absent' ? ABSENT : scene.session,
    round: variant === 'absent round' ? '9' : '1',
    code: variant === 'foreign' ? elsewhere.code : variant === 'absent' ? NO_CODE : scene.code,
    signIn:
      variant === 'absent' ? ABSENT : await signInOf(variant === 'foreign' ? elsewhere.ana.person : scene.people[role]),
    prompt: prompts[variant],
    written: written[variant],
    report: reports[variant],
  };
};

const ask = async (name: RouteName, person: Person, target: Target) => {
  const { path = {}, query, body } = requests[name](target);
  const { method, path: pattern } = routes[name];
  const url =
    pattern.replace(/:([a-z]+)/g, (_, key: string) => path[key] ?? fail(`${name} ${key}`)) + (query ? `?${query}` : '');
  const { cookie } = person;
  const parts: RequestParts = body === undefined ? {} : { body };
  if ('bytes' in routes[name]) parts.headers = { 'content-type': 'application/octet-stream' };
  const { status, body: answer } = await person.request(method, url, parts);
  person.cookie = cookie;
  const { requestId: _, ...rest } = (answer ?? {}) as { requestId?: string; code?: string };
  return { status, answer: rest, outcome: status < 300 ? 'ok' : (rest.code ?? `status ${status}`) };
};

/** A table of `role=outcome`, with the roles of the same outcome together. */
const line = (label: string, outcomes: [RoleName, string][]): string => {
  const groups = new Map<string, RoleName[]>();
  for (const [role, outcome] of outcomes) groups.set(outcome, [...(groups.get(outcome) ?? []), role]);
  return `${label.padEnd(26)} ${[...groups].map(([outcome, who]) => `${outcome}: ${who.join(' ')}`).join(' | ')}`;
};

test('every route and command of the contracts has a sample', () => {
  expect(Object.keys(requests).sort()).toEqual([...routeNames].sort());
  expect(Object.keys(commands).sort()).toEqual([...commandKinds].sort());
});

test.each(routeNames.map((name) => [name]))(
  'route %s',
  async (name) => {
    const lines: string[] = [];
    for (const stage of isStaged(name) ? stages : (['debrief'] as const)) {
      const scene = sceneOf(stage);
      for (const variant of variantsOf(name)) {
        const outcomes: [RoleName, string][] = [];
        for (const role of roles) {
          const { outcome } = await ask(name, scene.people[role], await targetOf(scene, role, variant));
          if (outcome === 'ok') {
            if (!isReading(name)) await rewind.restore();
          } else expect({ role, outcome, rows: await rewind.counts() }).toEqual({ role, outcome, rows: rewind.saved });
          outcomes.push([role, outcome]);
        }
        lines.push(line(`${isStaged(name) ? stage : 'any'}, ${variant}`, outcomes));
      }
    }
    expect(
      `\n${routes[name].method} ${routes[name].path} (${routes[name].access})\n${lines.join('\n')}\n`,
    ).toMatchSnapshot();
  },
  60_000,
);

test('somebody else’s session and none at all get the same answer', async () => {
  const scene = sceneOf('debrief');
  for (const name of routeNames.filter(
    (each) => routes[each].path.includes(':session') || routes[each].path.includes(':id'),
  ))
    for (const role of roles) {
      const [foreign, absent] = [await targetOf(scene, role, 'foreign'), await targetOf(scene, role, 'absent')];
      expect([name, role, await ask(name, scene.people[role], foreign)]).toEqual([
        name,
        role,
        await ask(name, scene.people[role], absent),
      ]);
    }
}, 60_000);

type Thing = { round: number; participant: string; mark: string };
/** One good command per kind for a session that has come this far. */
const commands: Record<CommandKind, (scene: Scene, thing: Thing) => Record<string, unknown>> = {
  'participant.ready': () => ({ ready: true }),
  'participant.admit': (_, { participant }) => ({ participant, as: 'observer' }),
  'admission.agree': (_, { participant }) => ({ participant }),
  'participant.kick': (_, { participant }) => ({ participant }),
  'participant.turn-away': (_, { participant }) => ({ participant }),
  'participant.leave': () => ({}),
  'room.lock': () => ({ locked: true }),
  'plan.change': (_, { participant }) => ({ candidate: participant }),
  'brief.open': () => ({}),
  'prompt.replace': (_, { round }) => ({ round }),
  'round.start': (_, { round }) => ({ round }),
  'phase.next': (_, { round }) => ({ round, from: 0 }),
  'phase.done': (_, { round }) => ({ round, index: 0 }),
  'clock.pause': (_, { round }) => ({ round }),
  'clock.resume': (_, { round }) => ({ round }),
  'clock.add': (_, { round }) => ({ round, minutes: 2 }),
  'fact.give': ({ prompt }, { round }) => ({ round, fact: prompt.facts[0]?.id ?? 'none', asked: false }),
  'hint.file': ({ prompt }, { round }) => ({ round, fact: prompt.facts[0]?.id ?? 'none', dimension: null }),
  'twist.give': ({ prompt }, { round }) => ({ round, twist: prompt.twists[0]?.id ?? 'none' }),
  'nudge.log': ({ prompt }, { round }) => ({ round, phase: prompt.phases[0]?.key ?? 'none' }),
  'probe.ask': ({ prompt }, { round }) => ({
    round,
    probe: prompt.phases.flatMap(({ probes }) => probes)[0]?.id ?? 'none',
  }),
  'duty.set': ({ type }, { round }) => ({ round, dimension: lockable(type).levels[0]?.dimension, participant: null }),
  'scorer.assign': ({ type }, { round, participant }) => ({
    round,
    participant,
    dimensions: [lockable(type).levels[0]?.dimension],
  }),
  'mark.set': ({ type }, { round }) => ({
    round,
    mark: newId(),
    dimension: lockable(type).levels[0]?.dimension,
    markKind: 'quote',
  }),
  'mark.change': (_, { round, mark }) => ({ round, mark, markKind: 'missed' }),
  'mark.undo': (_, { round, mark }) => ({ round, mark }),
  'mark.share': (_, { round, mark }) => ({ round, mark }),
  'note.share': (_, { round }) => ({ round, text: 'a note' }),
  'chat.say': () => ({ text: 'hello' }),
  'hand.raise': () => ({ raised: true }),
  'talk.report': (_, { round }) => ({ round, from: Date.now() - 2_000, to: Date.now() }),
  'consent.give': () => ({ artefact: 'recording', granted: true }),
  'recording.start': () => ({ recording: newId() }),
  'recording.stop': () => ({ recording: newId() }),
  'lead.take': (_, { round }) => ({ round }),
  'timekeeper.set': (_, { round }) => ({ round, participant: null }),
  'scoring.start': (_, { round }) => ({ round }),
  'scoring.extend': (_, { round }) => ({ round, minutes: 1 }),
  'card.lock': ({ type }, { round }) => ({ round, card: lockable(type) }),
  'swap.propose': () => ({}),
  'swap.agree': () => ({}),
  'swap.decline': () => ({}),
  'end.propose': () => ({}),
  'end.agree': () => ({}),
  'end.cancel': () => ({}),
};
const isMember = (role: RoleName): boolean => ['candidate', 'lead', 'observer', 'host'].includes(role);
const actors = roles.filter((role) => role !== 'stranger');

const thingOf = (scene: Scene, kind: CommandKind, variant: Variant): Thing => {
  const participant =
    kind === 'participant.admit' || kind === 'participant.turn-away' || kind === 'admission.agree'
      ? 'waiting'
      : kind === 'plan.change'
        ? 'lead'
        : 'observer';
  return {
    round: variant === 'absent' ? 9 : 1,
    participant:
      variant === 'own' ? scene.participants[participant] : variant === 'foreign' ? elsewhere.tom.participant : ABSENT,
    mark: variant === 'own' ? scene.marks.lead : variant === 'foreign' ? scene.marks.observer : ABSENT,
  };
};
const isAbout = (kind: CommandKind, scene: Scene): boolean => {
  const sample = commands[kind](scene, thingOf(scene, kind, 'own'));
  return 'participant' in sample || 'candidate' in sample || 'mark' in sample || 'round' in sample;
};

const sit = async (scene: Scene, role: RoleName): Promise<RawSocket> => {
  const socket = await RawSocket.open(scene.people[role]);
  await socket.join(scene.session);
  return socket;
};

const told = (answer: unknown): string => {
  const { ok, code } = answer as { ok: boolean; code?: string };
  return ok ? 'ok' : (code ?? 'no code');
};

test.each(stages.map((stage) => [stage]))(
  'commands in the stage %s',
  async (stage) => {
    const scene = sceneOf(stage);
    await rewind.restore();
    const rows = new Map<string, [RoleName, string][]>();
    for (const role of actors) {
      let socket = await sit(scene, role);
      for (const kind of commandKinds) {
        if (socket.closedBy !== null) socket = await sit(scene, role);
        const answer = told(
          await socket.ask(kind, [{ op: newId(), ...commands[kind](scene, thingOf(scene, kind, 'own')) }]),
        );
        if (answer === 'ok') {
          await rewind.restore();
          // Whoever leaves loses the socket a moment after the answer.
          if (kind === 'participant.leave') await eventually(() => expect(socket.closedBy).not.toBeNull());
        } else expect({ kind, role, rows: await rewind.counts() }).toEqual({ kind, role, rows: rewind.saved });
        rows.set(kind, [...(rows.get(kind) ?? []), [role, answer]]);
      }
      socket.close();
      // Things of others and things that are not there: nothing of it may change a row, so all of it is sent at once.
      // Whoever is not in the room is refused before anything is looked at.
      for (const variant of isMember(role) ? (['foreign', 'absent'] as const) : []) {
        const kinds = commandKinds.filter((kind) => isAbout(kind, scene));
        const hand = await sit(scene, role);
        const answers: [CommandKind, string][] = [];
        for (const kind of kinds) {
          const answer = told(
            await hand.ask(kind, [{ op: newId(), ...commands[kind](scene, thingOf(scene, kind, variant)) }]),
          );
          answers.push([kind, answer]);
          if (answer === 'ok') await rewind.restore();
          if (hand.closedBy !== null) break;
        }
        if (answers.every(([, answer]) => answer !== 'ok')) expect(await rewind.counts()).toEqual(rewind.saved);
        for (const [kind, answer] of answers) {
          const sample = commands[kind](scene, thingOf(scene, kind, 'own'));
          // A foreign round is its session's, which a socket cannot name; only people and marks can be foreign.
          if (variant === 'foreign' && !('participant' in sample) && !('candidate' in sample) && !('mark' in sample))
            continue;
          const label = `${kind}, ${variant}`;
          rows.set(label, [...(rows.get(label) ?? []), [role, answer]]);
        }
        hand.close();
      }
    }
    expect(`\n${[...rows].map(([label, outcomes]) => line(label, outcomes)).join('\n')}\n`).toMatchSnapshot();
  },
  120_000,
);

test('requests on the socket: whose session, stream and document', async () => {
  const lines: string[] = [];
  await rewind.restore();
  const scene = sceneOf('interview');
  const silent = { audio: false, video: false, screen: false, muted: false };
  const sampleOf: Record<(typeof requestKinds)[number], (variant: Variant, own: string) => unknown[]> = {
    join: (variant) => [
      {
        session: variant === 'own' ? scene.session : variant === 'foreign' ? elsewhere.session : ABSENT,
        tab: newId(),
        last: {},
        docs: {},
      },
    ],
    since: (variant, own) => [
      {
        stream:
          variant === 'own'
            ? `self.${own}`
            : variant === 'foreign'
              ? `self.${scene.participants.host}`
              : `self.${ABSENT}`,
        seq: 0,
      },
    ],
    'doc.open': (variant) => [
      {
        doc: variant === 'own' ? notesDoc(1) : variant === 'foreign' ? 'r1.panel' : notesDoc(9),
        stateVector: '',
        clientIds: [],
      },
    ],
    'doc.push': (variant) => [
      { doc: variant === 'own' ? notesDoc(1) : variant === 'foreign' ? 'r1.panel' : notesDoc(9), update: 'AAA=' },
    ],
    clock: () => [{ sentAt: 1 }],
    'call.enter': () => [{ peer: newId(), sends: silent, again: false }],
    'call.change': () => [{ sends: silent }],
    'call.leave': () => [{}],
    signal: () => [{ to: newId(), data: { link: newId() } }],
    ice: () => [{}],
  };
  expect(Object.keys(sampleOf).sort()).toEqual([...requestKinds].sort());
  for (const kind of requestKinds)
    for (const variant of ['own', 'foreign', 'absent'] as const) {
      const outcomes: [RoleName, string][] = [];
      for (const role of actors) {
        const socket = await sit(scene, role);
        const own = role === 'other' || role === 'admin' ? ABSENT : scene.participants[role];
        outcomes.push([role, told(await socket.ask(kind, sampleOf[kind](variant, own)))]);
        socket.close();
      }
      lines.push(line(`${kind}, ${variant}`, outcomes));
    }
  expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  await expect(RawSocket.open(scene.people.stranger)).rejects.toThrow('not-signed-in');
}, 60_000);
