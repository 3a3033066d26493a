import { verifyCommand } from '@debrief/server/live';
import type { TestApp } from '@debrief/server/platform/testing';
import { bringTo, meet } from '../support/meeting';
import { bootServer } from '../support/server';

let server: TestApp;
let session: string;
beforeAll(async () => {
  server = await bootServer();
  for (const stage of ['interview', 'ended'] as const) {
    const meeting = await meet(server.url);
    await meeting.tom.act('chat.say', { text: 'How many people live there?' });
    await bringTo(meeting, stage);
    session = meeting.session;
  }
});
afterAll(() => server.close());

const verify = async (): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  const code = await verifyCommand.run(server.app, ['--all'], (line) => void lines.push(line));
  return { code, lines };
};

test('every session is as it was written', async () => {
  expect(await verify()).toEqual({ code: 0, lines: ['2 sessions, 0 faults'] });
});

test.each([
  [
    'a letter of what somebody said',
    `update live_log set payload = jsonb_set(payload, '{text}', '"How many people live here?"') where session = $1 and kind = 'chat-said'`,
  ],
  [
    'who said it',
    `update live_log set participant = (select id from live_participant where session = $1 and is_host) where session = $1 and kind = 'chat-said'`,
  ],
  ['when it was said', `update live_log set at = at + interval '1 ms' where session = $1 and kind = 'chat-said'`],
  [
    'one bit of a digest',
    `update live_log set digest = set_byte(digest, 7, get_byte(digest, 7) # 1) where session = $1 and kind = 'chat-said'`,
  ],
  ['a row is gone', `delete from live_log where session = $1 and kind = 'chat-said'`],
  ['the last row is gone', `delete from live_log where session = $1 and kind = 'session-ended'`],
  ['the head of a stream', `update live_stream set last_seq = last_seq - 1 where session = $1 and stream = 'room'`],
])('%s changed: it is found', async (_, tamper) => {
  const runner = server.dataSource.createQueryRunner();
  const copies = ['live_log', 'live_stream'];
  await runner.query(`set session_replication_role = replica`);
  for (const table of copies) await runner.query(`create temp table kept_${table} as table ${table}`);
  try {
    await runner.query(tamper, [session]);
    const { code, lines } = await verify();
    expect(code).toBe(1);
    expect(lines[0]).toContain(session);
  } finally {
    for (const table of copies)
      await runner.query(
        `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
      );
    await runner.query(`set session_replication_role = default`);
    await runner.release();
  }
  expect((await verify()).code).toBe(0);
});
