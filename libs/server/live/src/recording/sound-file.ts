import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** An hour of sound is rewritten in about a second. */
const PATIENCE = 60_000;

export const extensionOf = (type: string): string => /^audio\/(webm|mp4|ogg)/.exec(type)?.[1] ?? 'bin';

/**
 * The pieces of one recorder run as one file. What a browser records in pieces has no length and no index, so that a
 * player seeks slowly; where ffmpeg is installed the same sound is written anew with both. Without it, or when it does
 * not understand the pieces, they are joined as they are: that plays.
 */
export const joinSound = async (pieces: readonly Uint8Array[], type: string): Promise<Uint8Array> => {
  const raw = Buffer.concat(pieces);
  const extension = extensionOf(type);
  const folder = await mkdtemp(join(tmpdir(), 'debrief-sound-'));
  try {
    const [from, to] = [join(folder, `in.${extension}`), join(folder, `out.${extension}`)];
    await writeFile(from, raw, { mode: 0o600 });
    const index =
      extension === 'webm' ? ['-cues_to_front', '1'] : extension === 'mp4' ? ['-movflags', '+faststart'] : [];
    await run('ffmpeg', ['-nostdin', '-loglevel', 'error', '-i', from, '-c', 'copy', ...index, to], {
      timeout: PATIENCE,
    });
    return await readFile(to);
  } catch {
    return raw;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
