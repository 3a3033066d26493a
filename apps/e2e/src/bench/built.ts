import { dirname } from 'node:path';

/** Folder of the built bench; its processes lie side by side in it. (A module cannot know: it may end up in a chunk.) */
export const BUILT = dirname(process.argv[1] ?? '.');
