import { LiveIoAdapter } from '@debrief/server/live';
import { SETTINGS, type Settings } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { closeClients } from './clients';
import { contexts } from './contexts';

/** Those still up. One that a failed test left behind would go on asking its database, and keep Jest from ending. */
const open = new Set<() => Promise<void>>();
afterAll(async () => {
  // A spec that stopped one in a way of its own has closed it already.
  await Promise.allSettled([...open].map((close) => close()));
});

/**
 * The whole server in this process, on a free port and a database of its own; with `databaseUrl` a second node.
 * Closing it closes every client first: a server waits for its sockets.
 */
export const bootServer = async (
  more: { databaseUrl?: string; settings?: Partial<Settings> } = {},
): Promise<TestApp> => {
  const server = await bootApp({
    imports: contexts,
    // Everybody here comes from this machine: a forwarded address each keeps the limits per network apart.
    settings: { trustProxy: 1, ...more.settings },
    ...(more.databaseUrl && { databaseUrl: more.databaseUrl }),
    prepare: (app) => void app.useWebSocketAdapter(new LiveIoAdapter(app, app.get<Settings>(SETTINGS))),
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    open.delete(close);
    closeClients(server.url);
    return (closing ??= server.close());
  };
  open.add(close);
  return { ...server, close };
};
