import { connectSocket, createLive, type LiveSession, type LiveSocket } from '@debrief/client';
import { serverFrameKinds } from '@debrief/contracts';
import { track } from './clients';
import type { Person } from './person';

/** A socket that keeps every answer and frame for the canary scan. */
const recorded = (socket: LiveSocket, received: string[]): LiveSocket => {
  for (const kind of serverFrameKinds) socket.on(kind, (body) => received.push(JSON.stringify([kind, body])));
  return {
    get isUp() {
      return socket.isUp;
    },
    request: async (kind, body, timeoutMs) => {
      const answer = await socket.request(kind, body, timeoutMs);
      if (answer !== undefined) received.push(JSON.stringify(answer));
      return answer;
    },
    relay: (kind, body) => socket.relay(kind, body),
    on: (kind, listener) => socket.on(kind, listener),
    restart: () => socket.restart(),
    close: () => socket.close(),
  };
};

/** The product's own client in a session, as this person; `url` leads through a proxy or to another node. */
export const liveOf = (
  person: Person,
  session: string,
  { url = person.url, reconnectionDelayMax = 5_000 }: { url?: string; reconnectionDelayMax?: number } = {},
): LiveSession =>
  track(
    createLive({
      url,
      session,
      socket: recorded(connectSocket(url, { extraHeaders: person.headers, reconnectionDelayMax }), person.received),
    }),
    url,
  );
