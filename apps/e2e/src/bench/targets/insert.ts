import { Pool } from 'pg';
import { serveSocketIo } from './serve';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
/** End of each room's queue: edits of one room are stored one after the other, or their order would be lost. */
const queues = new Map<string, Promise<unknown>>();
const numbers = new Map<string, number>();

/** The plain way to lose nothing: one INSERT per edit, then the ack and the broadcast. */
const start = async (): Promise<void> => {
  await pool.query(
    'create table if not exists edit (room text, seq int, at timestamptz default now(), body text, primary key (room, seq))',
  );
  const found: { rows: { room: string; last: number }[] } = await pool.query(
    'select room, max(seq) as last from edit group by room',
  );
  for (const { room, last } of found.rows) numbers.set(room, last);
  serveSocketIo((namespace) => {
    namespace.on('connection', (socket) => {
      let room = '';
      socket.on('join', (name: string, reply: (answer: unknown) => void) => {
        room = name;
        void socket.join(name);
        reply(true);
      });
      socket.on('edit', (edit: string, reply: (answer: unknown) => void) => {
        const store = async () => {
          const seq = (numbers.get(room) ?? 0) + 1;
          numbers.set(room, seq);
          await pool.query({
            name: 'insert-edit',
            text: 'insert into edit (room, seq, body) values ($1, $2, $3)',
            values: [room, seq, edit],
          });
          reply({ ok: true, seq });
          socket.to(room).emit('edit', edit);
        };
        queues.set(room, (queues.get(room) ?? Promise.resolve()).then(store));
      });
    });
  });
};

void start();
