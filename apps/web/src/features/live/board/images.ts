import { sha256 } from '@debrief/client';
import { IMAGE_SIDE, MAX_IMAGE, routes } from '@debrief/contracts';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';

type Drawn = Parameters<ExcalidrawImperativeAPI['addFiles']>[0][number];
export interface Prepared {
  sha256: string;
  blob: Blob;
  width: number;
  height: number;
}

const toBlob = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> =>
  new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture came out'))), type, quality),
  );

/**
 * Draws a picture anew, at most 1,600 px a side: what a camera wrote beside the picture (place, device) stays behind,
 * and what is no picture ends here. Throws an Error with a sentence for the person.
 */
export const prepareImage = async (file: Blob): Promise<Prepared> => {
  if (!globalThis.crypto?.subtle) throw new Error(i18n.t('Images need a page opened over https.'));
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new Error(i18n.t('This file is not an image that can be read here.'));
  });
  const scale = Math.min(1, IMAGE_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  // A browser that cannot write WebP answers with PNG.
  let blob = await toBlob(canvas, 'image/webp', 0.85);
  for (const quality of [0.8, 0.6, 0.4]) if (blob.size > MAX_IMAGE) blob = await toBlob(canvas, 'image/jpeg', quality);
  return { sha256: await sha256(await blob.arrayBuffer()), blob, width: canvas.width, height: canvas.height };
};

export const storeImage = async (session: string, { sha256: hash, blob }: Prepared): Promise<void> =>
  call(routes.putFile, { params: { session, hash }, body: new Uint8Array(await blob.arrayBuffer()) });

/** A picture as the editor takes it. */
export const drawable = (hash: string, blob: Blob): Promise<Drawn> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onerror = () => failed(new Error('the picture could not be read'));
    reader.onload = () =>
      done({
        id: hash as Drawn['id'],
        mimeType: blob.type as Drawn['mimeType'],
        dataURL: String(reader.result) as Drawn['dataURL'],
        created: Date.now(),
      });
    reader.readAsDataURL(blob);
  });

const AGAIN_AFTER = 5_000;
/** Fetches the pictures of a board that are not here yet, each once; one that fails is asked for again later. */
export class ImageShelf {
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly session: string,
    private readonly api: ExcalidrawImperativeAPI,
  ) {}

  want(hashes: readonly string[]): void {
    const here = this.api.getFiles();
    for (const sha256 of hashes) {
      if (Object.hasOwn(here, sha256) || (this.asked.get(sha256) ?? 0) > Date.now() - AGAIN_AFTER) continue;
      this.asked.set(sha256, Date.now());
      void this.fetch(sha256).catch(() => undefined);
    }
  }

  private async fetch(sha256: string): Promise<void> {
    const answer = await fetch(`/api/sessions/${this.session}/files/${sha256}`, { credentials: 'same-origin' });
    if (answer.ok) this.api.addFiles([await drawable(sha256, await answer.blob())]);
  }
}
