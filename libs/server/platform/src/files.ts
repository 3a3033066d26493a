import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from './error-parts';
import { ProblemError } from './problem';
import type { Settings } from './settings';

/** Names are made by the server only: words, ids and numbers, never a path of somebody's choosing. */
const NAME = /^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9.-]*)+$/;

/** Where images and recordings lie: a folder by default, a bucket when `S3_BUCKET` is set. */
export abstract class Files {
  /** Stores bytes under a name; resolves once they are safe. The same name again replaces them. */
  abstract put(name: string, bytes: Uint8Array): Promise<void>;
  /** Length in bytes, or undefined when there is no such file. */
  abstract size(name: string): Promise<number | undefined>;
  /** The bytes from `from` to `to`, both included. The file must be there. */
  abstract read(name: string, from: number, to: number): Promise<Readable>;
  /** Removes a file; one that is not there is no fault. */
  abstract remove(name: string): Promise<void>;
}

const checked = (name: string): string => {
  if (!NAME.test(name) || name.includes('..')) throw new Error('not a name of a stored file');
  return name;
};

/** Files in `DATA_DIR/files`. A write is complete or absent: temporary file, fsync, rename. */
export class DiskFiles extends Files {
  constructor(private readonly folder: string) {
    super();
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw codeOf(error) === 'ENOSPC' ? new ProblemError('unavailable', 'The server’s disk is full.') : error;
    }
  }

  async size(name: string): Promise<number | undefined> {
    try {
      return (await stat(this.path(name))).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  read(name: string, from: number, to: number): Promise<Readable> {
    return Promise.resolve(createReadStream(this.path(name), { start: from, end: to }));
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  private path(name: string): string {
    return join(this.folder, checked(name));
  }
}

/** Files in a bucket of any service that speaks S3, addressed by path. */
export class S3Files extends Files {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor({ endpoint, bucket, region, accessKey, secretKey }: NonNullable<Settings['s3']>) {
    super();
    this.client = new AwsClient({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      region,
      service: 's3',
      retries: 2,
    });
    this.base = `${endpoint}/${bucket}/`;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    // Copied, because a pooled buffer's memory is not all ours to send.
    await this.ask(name, { method: 'PUT', body: new Uint8Array(bytes) });
  }

  async size(name: string): Promise<number | undefined> {
    const answer = await this.ask(name, { method: 'HEAD' }, 404);
    return answer.status === 404 ? undefined : Number(answer.headers.get('content-length'));
  }

  async read(name: string, from: number, to: number): Promise<Readable> {
    const { body } = await this.ask(name, { headers: { range: `bytes=${from}-${to}` } });
    if (!body) throw new Error('the bucket answered without a body');
    return Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  }

  async remove(name: string): Promise<void> {
    await this.ask(name, { method: 'DELETE' }, 404);
  }

  private async ask(name: string, init: RequestInit, also?: number): Promise<Response> {
    const answer = await this.client.fetch(this.base + checked(name), init);
    if (answer.ok || answer.status === also) return answer;
    throw new ProblemError('unavailable', 'The file store did not take this. Try again in a moment.');
  }
}

/** The store that the settings name. */
export const filesOf = (settings: Pick<Settings, 'dataDir' | 's3'>): Files =>
  settings.s3 ? new S3Files(settings.s3) : new DiskFiles(join(settings.dataDir, 'files'));

interface Served {
  readonly name: string;
  /** Media type the file was checked to have. */
  readonly type: string;
  /** Given to the browser as a download under this name, instead of to the page. */
  readonly saveAs?: string;
  /** True for bytes that never change under their address. */
  readonly isForEver?: boolean;
}

/**
 * Answers a `file` route: whole, or the one range that was asked for, so that a player can seek. The file is never a
 * page of ours, whatever its bytes say.
 * @throws ProblemError `not-found`.
 */
export async function sendFile(
  files: Files,
  request: FastifyRequest,
  reply: FastifyReply,
  served: Served,
): Promise<void> {
  const size = await files.size(served.name);
  if (size === undefined) throw new ProblemError('not-found', 'This file is not here any more.');
  const range = rangeOf(request.headers.range, size);
  void reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': served.isForEver ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-disposition': served.saveAs ? `attachment; filename="${served.saveAs}"` : 'inline',
    'content-type': served.type,
  });
  if (range === 'none') return void reply.code(416).header('content-range', `bytes */${size}`).send();
  if (size === 0) return void reply.code(200).send('');
  const { from, to } = range ?? { from: 0, to: size - 1 };
  if (range) void reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`);
  void reply.header('content-length', String(to - from + 1));
  const stream = await files.read(served.name, from, to);
  await reply.send(stream);
}

/** The range of a `Range` header: undefined for the whole (also for several ranges), `none` when it lies outside. */
export function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (!first && !last) return undefined;
  const from = first ? Number(first) : Math.max(0, size - Number(last));
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return from > to || from >= size ? 'none' : { from, to };
}
