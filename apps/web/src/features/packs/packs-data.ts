import { type PackCheck, type RouteResult, routes } from '@debrief/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/http';

export const exportableQuery = queryOptions({
  queryKey: ['packs', 'exportable'],
  queryFn: ({ signal }) => call(routes.listExportable, {}, signal),
});

/** Largest file that the server takes. */
export const MOST_BYTES = routes.checkPack.bytes;

/** A file as it was chosen or pasted, with what importing it would do. */
export interface Checked {
  name: string;
  bytes: Uint8Array;
  check: PackCheck;
}
export const checkFile = async (name: string, bytes: Uint8Array): Promise<Checked> => ({
  name,
  bytes,
  check: await call(routes.checkPack, { body: bytes }),
});
export const importFile = ({ bytes, check }: Checked): Promise<RouteResult<typeof routes.importPack>> =>
  call(routes.importPack, { body: bytes, query: { seal: check.seal ?? '' } });

/** Hands a text to the browser as a file. */
export function saveAs(file: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
