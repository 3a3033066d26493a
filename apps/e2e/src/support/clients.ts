interface Client {
  close(): void;
}
const open = new Map<Client, string>();

/** Remembers a client of the server at `url`, so that a failing test leaves no socket behind that keeps the run alive. */
export const track = <T extends Client>(client: T, url: string): T => {
  open.set(client, url);
  return client;
};

/** Closes every client of one server, or of all. */
export const closeClients = (url?: string): void => {
  for (const [client, at] of open) {
    if (url !== undefined && at !== url) continue;
    client.close();
    open.delete(client);
  }
};
