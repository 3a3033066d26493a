const open = new Set<{ close(): void }>();

/** Remembers a client, so that a failing test leaves no socket behind that keeps the run alive. */
export const track = <T extends { close(): void }>(client: T): T => {
  open.add(client);
  return client;
};

/** Closes every client of this spec file. */
export const closeClients = (): void => {
  for (const client of open) client.close();
  open.clear();
};
