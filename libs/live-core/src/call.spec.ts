import { beginsWithVideo, callPart, runningRecording, senders, watchersWithPicture } from './index';
import { idOf, MINUTE, room } from './testing';

const ids = (...names: string[]) => names.map(idOf);
const TAKE = idOf('take-1');

/** Ana leads, Tom is candidate; both are in the call. */
const call = () =>
  room()
    .with('ana', 'tom')
    .briefed()
    .started()
    .server({ kind: 'call.microphone', participant: idOf('ana'), has: true })
    .server({ kind: 'call.microphone', participant: idOf('tom'), has: true });
const agreed = () =>
  call()
    .act('ana', { kind: 'consent.give', artefact: 'recording', granted: true })
    .act('tom', { kind: 'consent.give', artefact: 'recording', granted: true });
const recording = () => agreed().act('ana', { kind: 'recording.start', recording: TAKE });
const reason = (built: ReturnType<typeof room>) => built.of('recording-stopped').at(-1)?.reason;

test('R75: candidate and interviewers send, observers hear, strangers nothing', () => {
  const built = room().with('ana', 'tom', 'eve').briefed();
  expect(senders(built.session.room)).toEqual(ids('ana', 'tom'));
  expect(['ana', 'tom', 'eve', 'joe'].map((name) => callPart(built.session.room, idOf(name)))).toEqual([
    'send',
    'send',
    'hear',
    'none',
  ]);
  expect(callPart(built.act('tom', { kind: 'participant.leave' }).session.room, idOf('tom'))).toBe('none');
});

test('R75: before the first round everybody seated but observers sends', () => {
  const built = room({ format: 'panel' }).with('ana', 'tom').admitted('ana', 'max', 'interviewer');
  expect(senders(built.admitted('ana', 'eve', 'observer').session.room)).toEqual(ids('ana', 'tom', 'max'));
});

const panel = () =>
  room({ format: 'panel', hostFirst: 'interviewer' })
    .with('ana', 'tom')
    .admitted('ana', 'max', 'interviewer')
    .admitted('ana', 'joe', 'interviewer')
    .admitted('ana', 'kim', 'interviewer')
    .briefed('ana');

test('R76: in a panel of four only candidate and lead begin with a camera', () => {
  const built = panel();
  expect(senders(built.session.room)).toHaveLength(5);
  expect(ids('tom', 'ana', 'max').map((one) => beginsWithVideo(built.session.room, one))).toEqual([true, true, false]);
  expect(beginsWithVideo(call().session.room, idOf('ana'))).toBe(true);
});

test('R76: the first two observers get pictures', () => {
  const built = room().with('ana', 'tom', 'eve', 'kim', 'max').briefed();
  expect(watchersWithPicture(built.session.room)).toEqual(ids('eve', 'kim'));
});

test('R77: a microphone is logged when it changes; going away ends it', () => {
  const built = call();
  expect(built.of('microphone-changed')).toHaveLength(2);
  built.server({ kind: 'call.microphone', participant: idOf('ana'), has: true });
  expect(built.of('microphone-changed')).toHaveLength(2);
  built.away('ana');
  expect(built.session.room.people[idOf('ana')]?.microphone).toBe(false);
  built.server({ kind: 'call.microphone', participant: idOf('ana'), has: true });
  expect(built.session.room.people[idOf('ana')]?.microphone).toBe(false);
});

test('R78: consent is logged when it changes, and silence is no', () => {
  const built = call().act('tom', { kind: 'consent.give', artefact: 'recording', granted: false });
  expect(built.of('consent-given')).toEqual([]);
  built.act('tom', { kind: 'consent.give', artefact: 'recording', granted: true });
  built.act('tom', { kind: 'consent.give', artefact: 'recording', granted: true });
  expect(built.of('consent-given')).toHaveLength(1);
  expect(built.session.room.consents).toEqual({ [idOf('tom')]: { recording: true } });
});

test('R79: a recording needs the lead, their microphone, and everybody’s consent', () => {
  const start = { kind: 'recording.start', recording: TAKE } as const;
  expect(call().answer('ana', start)).toBe('not-now');
  expect(agreed().answer('tom', start)).toBe('not-your-role');
  const silent = agreed().server({ kind: 'call.microphone', participant: idOf('ana'), has: false });
  expect(silent.answer('ana', start)).toBe('not-now');
  const running = recording();
  expect(runningRecording(running.session.room)?.by).toBe(idOf('ana'));
  expect(running.answer('ana', { kind: 'recording.start', recording: idOf('take-2') })).toBe('already-done');
  expect(running.answer('ana', start)).toBe('already-done');
});

test('R79: somebody without a microphone is not asked', () => {
  const built = room().with('ana', 'tom', 'eve').briefed().started();
  built.server({ kind: 'call.microphone', participant: idOf('ana'), has: true });
  built.act('ana', { kind: 'consent.give', artefact: 'recording', granted: true });
  expect(built.answer('ana', { kind: 'recording.start', recording: TAKE })).toBe('ok');
});

test('R80: a recording stops by itself, and by anybody', () => {
  const kim = room().with('ana', 'tom', 'kim').briefed().started();
  kim.server({ kind: 'call.microphone', participant: idOf('ana'), has: true });
  kim.act('ana', { kind: 'consent.give', artefact: 'recording', granted: true });
  kim.act('ana', { kind: 'recording.start', recording: TAKE });
  kim.server({ kind: 'call.microphone', participant: idOf('tom'), has: true });
  expect(reason(kim)).toBe('no-consent');
  expect(reason(recording().act('tom', { kind: 'consent.give', artefact: 'recording', granted: false }))).toBe(
    'no-consent',
  );
  expect(reason(recording().away('ana'))).toBe('recorder-gone');
  expect(reason(recording().act('ana', { kind: 'participant.leave' }))).toBe('recorder-gone');
  expect(reason(recording().away('tom').act('ana', { kind: 'end.propose' }))).toBe('ended');
  const asked = recording().act('tom', { kind: 'recording.stop', recording: TAKE });
  expect(asked.of('recording-stopped')).toEqual([{ recording: TAKE, at: asked.now, reason: 'asked', by: idOf('tom') }]);
  expect(asked.answer('tom', { kind: 'recording.stop', recording: TAKE })).toBe('not-now');
});

test('R81: a deleted recording is said to be deleted, once', () => {
  const built = recording();
  const gone = { kind: 'recording.delete', recording: TAKE, by: idOf('tom') } as const;
  built.server(gone).server(gone);
  expect(built.kinds().slice(-2)).toEqual(['room recording-stopped', 'room recording-deleted']);
  expect(built.session.room.recordings[0]?.deletedAt).toBe(built.now);
  expect(built.tryServer({ ...gone, recording: idOf('other') }).ok).toBe(false);
});

test('R82: talk goes to the speaker and the panel, clipped to what was and not counted twice', () => {
  const built = call().wait(20_000);
  const { now } = built;
  const round = 1;
  built.act('tom', { kind: 'talk.report', round, from: now - 10_000, to: now + 5_000 });
  built.act('tom', { kind: 'talk.report', round, from: now - 8_000, to: now });
  expect(built.of('talk-spoken')).toEqual([{ round, from: now - 10_000, to: now }]);
  expect(built.of('talk-heard')).toEqual([{ round, participant: idOf('tom'), from: now - 10_000, to: now }]);
  built.wait(5 * MINUTE).act('ana', { kind: 'talk.report', round, from: 0, to: built.now });
  expect(built.of('talk-heard').at(-1)).toMatchObject({ from: built.now - MINUTE, to: built.now });
  expect(
    room().with('ana', 'tom', 'eve').briefed().started().answer('eve', { kind: 'talk.report', round, from: 0, to: 1 }),
  ).toBe('not-your-role');
  expect(built.scoring().answer('tom', { kind: 'talk.report', round, from: now, to: now + 1 })).toBe('not-now');
});

test('R83: the opening tells how long each spoke', () => {
  const built = call().wait(20_000);
  built.act('tom', { kind: 'talk.report', round: 1, from: built.now - 5_000, to: built.now });
  built.scoring().locked('ana', 'tom');
  expect(built.round.talk).toEqual([{ participant: idOf('tom'), ms: 5_000 }]);
});
