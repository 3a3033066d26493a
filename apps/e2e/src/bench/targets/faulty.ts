import { serveSocketIo } from './serve';

/** What it did wrong so far, one entry per reader concerned; the runner asks for it. */
const mistakes = { lost: 0, duplicated: 0, reordered: 0, unacked: 0 };
/** Edits kept back by socket, and how many wait for each: they come after the next one, or never. */
const held = new Map<string, { edit: string; readers: number }>();

process.on('message', (message) => {
  if (message !== 'mistakes') return;
  const never = [...held.values()].reduce((sum, { readers }) => sum + readers, 0);
  process.send?.({ type: 'mistakes', mistakes: { ...mistakes, lost: mistakes.lost + never } });
});

/** A relay that loses, doubles, swaps and forgets to answer, and keeps exact account of it. */
serveSocketIo((namespace) => {
  let count = 0;
  namespace.on('connection', (socket) => {
    let room = '';
    socket.on('join', (name: string, reply: (answer: unknown) => void) => {
      room = name;
      void socket.join(name);
      reply(true);
    });
    socket.on('edit', (edit: string, reply: (answer: unknown) => void) => {
      const readers = (namespace.adapter.rooms.get(room)?.size ?? 1) - 1;
      const send = (what: string) => void socket.to(room).emit('edit', what);
      count += 1;
      if (count % 29 === 0) mistakes.unacked += 1;
      else reply(true);
      const earlier = held.get(socket.id);
      if (earlier) {
        held.delete(socket.id);
        send(edit);
        send(earlier.edit);
        mistakes.reordered += readers;
      } else if (count % 31 === 0) held.set(socket.id, { edit, readers });
      else if (count % 37 === 0) mistakes.lost += readers;
      else {
        send(edit);
        if (count % 41 !== 0) return;
        send(edit);
        mistakes.duplicated += readers;
      }
    });
  });
});
