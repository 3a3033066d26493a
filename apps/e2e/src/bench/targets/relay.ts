import { serveSocketIo } from './serve';

/** The floor: passes every edit to the others in the room, stores nothing, checks nothing. */
serveSocketIo((namespace) => {
  namespace.on('connection', (socket) => {
    let room = '';
    socket.on('join', (name: string, reply: (answer: unknown) => void) => {
      room = name;
      void socket.join(name);
      reply(true);
    });
    socket.on('edit', (edit: string, reply: (answer: unknown) => void) => {
      socket.to(room).emit('edit', edit);
      reply(true);
    });
  });
});
