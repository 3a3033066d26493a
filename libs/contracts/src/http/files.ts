import * as z from 'zod/mini';
import { id } from '../ids';
import { fileHash } from '../live/board';
import { route } from './route';

/** Largest image on a board, in bytes as stored. */
export const MAX_IMAGE = 2 * 1024 * 1024;
/** Longest side of an image, in pixels; the client scales down to {@link IMAGE_SIDE}. */
export const MAX_IMAGE_SIDE = 4_096;
export const IMAGE_SIDE = 1_600;
/** Images of one session: how many, and bytes in all. */
export const MAX_IMAGES = 40;
export const MAX_IMAGE_BYTES = 30 * 1024 * 1024;

const fileParams = z.strictObject({ session: id, hash: fileHash });

export const fileRoutes = {
  putFile: route({
    method: 'PUT',
    path: '/api/sessions/:session/files/:hash',
    access: 'signed-in',
    summary: 'Store an image (PNG, JPEG or WebP) for the board, named by its SHA-256. Whoever may write the board.',
    perMinute: 120,
    params: fileParams,
    bytes: MAX_IMAGE,
  }),
  getFile: route({
    method: 'GET',
    path: '/api/sessions/:session/files/:hash',
    access: 'public',
    summary: 'An image of a board, for everybody who reads the session’s room.',
    params: fileParams,
    file: true,
  }),
} as const;
