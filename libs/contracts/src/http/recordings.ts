import * as z from 'zod/mini';
import { ms } from '../domain';
import { id, instant } from '../ids';
import { sessionParams } from './live';
import { route } from './route';

/** Media types that browsers record sound in. */
export const soundType = z.enum([
  'audio/webm;codecs=opus',
  'audio/mp4;codecs=opus',
  'audio/mp4',
  'audio/ogg;codecs=opus',
]);
/** Largest piece of sound in one request, in bytes; a second of it is about 4 kB. */
export const MAX_CHUNK = 512 * 1024;
/** Pieces one segment may have: four hours of seconds. */
export const MAX_CHUNKS = 14_400;

const recordingParams = z.strictObject({ session: id, recording: id });
const segmentParams = z.strictObject({ session: id, recording: id, segment: id });
const count = z.string().check(z.regex(/^\d{1,8}$/, 'is not a number'));

/** One unbroken run of the recorder: a reload begins the next one. */
export const segment = z.strictObject({
  segment: id,
  type: soundType,
  bytes: z.int(),
  /** Server time against time in the file, both in ms, in order; between two of them it runs evenly. */
  anchors: z.array(z.strictObject({ at: ms, media: z.int() })),
});
export const recording = z.strictObject({
  recording: id,
  /** Whose tab recorded. */
  by: id,
  startedAt: instant,
  stoppedAt: z.nullable(instant),
  isDeleted: z.boolean(),
  /** Everybody recorded has agreed that it may be taken away as a file. */
  mayDownload: z.boolean(),
  segments: z.array(segment),
});
export type Recording = z.infer<typeof recording>;

export const recordingRoutes = {
  putRecordingChunk: route({
    method: 'PUT',
    path: '/api/sessions/:session/recordings/:recording/segments/:segment/chunks/:n',
    access: 'signed-in',
    summary: 'Store one piece of sound, from the recorder alone. The same piece again changes nothing.',
    perMinute: 1_200,
    params: z.extend(segmentParams, { n: count }),
    query: z.strictObject({
      type: soundType,
      /** Server time at the end of the piece, and how long the segment is by then, ms. */
      at: z.string().check(z.regex(/^\d{13}$/, 'is not a time in ms')),
      media: count,
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')),
    }),
    bytes: MAX_CHUNK,
  }),
  closeRecordingSegment: route({
    method: 'POST',
    path: '/api/sessions/:session/recordings/:recording/segments/:segment/close',
    access: 'signed-in',
    summary: 'No piece follows. Answers with those that have not arrived; when none is missing the file is made.',
    params: segmentParams,
    body: z.strictObject({ chunks: z.int().check(z.gte(1), z.lte(MAX_CHUNKS)) }),
    response: z.strictObject({ missing: z.array(z.int()) }),
  }),
  listRecordings: route({
    method: 'GET',
    path: '/api/sessions/:session/recordings',
    access: 'signed-in',
    summary: 'Sound recorded in a session of mine.',
    params: sessionParams,
    response: z.strictObject({ recordings: z.array(recording) }),
  }),
  getRecordingSound: route({
    method: 'GET',
    path: '/api/sessions/:session/recordings/:recording/segments/:segment/sound',
    access: 'signed-in',
    summary: 'A segment’s sound, in ranges; as a download only where everybody recorded has agreed.',
    perMinute: 600,
    params: segmentParams,
    query: z.strictObject({ download: z.optional(z.literal('yes')) }),
    file: true,
  }),
  deleteRecording: route({
    method: 'DELETE',
    path: '/api/sessions/:session/recordings/:recording',
    access: 'signed-in',
    summary: 'Stop it if it runs and delete its sound for good. Anybody recorded may, at any time.',
    params: recordingParams,
  }),
} as const;
