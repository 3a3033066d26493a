import { LiveIoAdapter } from '@debrief/server/live';
import { SETTINGS, type Settings } from '@debrief/server/platform';
import { bootApp, type TestApp } from '@debrief/server/platform/testing';
import { closeClients } from './clients';
import { contexts } from './contexts';

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
  const close = async () => {
    closeClients(server.url);
    await server.close();
  };
  return { ...server, close };
};
