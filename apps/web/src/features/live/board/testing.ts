import { DOC_ROOT } from '@debrief/client';
import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types';
import * as Y from 'yjs';
import { elementOf } from './element';
import { BoardBinding, type Scene } from './binding';

/** An editor without a screen: elements in an order, versions that grow, and the index of a newcomer after the last. */
export class FakeScene implements Scene {
  list: ExcalidrawElement[] = [];
  hand = new Set<string>();
  /** What was put without being undoable, for a spec that counts. */
  puts = 0;

  elements = () => this.list;
  held = () => this.hand;
  put(elements: readonly ExcalidrawElement[]): void {
    this.puts += 1;
    this.list = [...elements];
  }
  add(id: string, fields: object): void {
    const index = `a${String(this.list.length).padStart(4, '0')}`;
    const given = { type: 'rectangle', width: 10, height: 10, index, ...fields };
    const element = elementOf(id, given, () => true);
    if (element) this.list = [...this.list, { ...element, versionNonce: 7 }];
  }
  change(id: string, fields: object): void {
    this.list = this.list.map((element) =>
      element.id === id
        ? ({ ...element, ...fields, version: element.version + 1 } as object as ExcalidrawElement)
        : element,
    );
  }
}

/** One person at a board: an editor, a document and what ties them. */
export const artist = (now?: () => number) => {
  const doc = new Y.Doc();
  const scene = new FakeScene();
  const binding = new BoardBinding(doc, DOC_ROOT, scene, now);
  const settle = () => {
    binding.changed(scene.list);
    binding.flush();
    binding.pull();
  };
  const board = () => doc.getMap(DOC_ROOT).toJSON() as Record<string, Record<string, unknown>>;
  return { doc, scene, binding, settle, board };
};
export type Artist = ReturnType<typeof artist>;

/** Each takes from the others what it lacks, as the server would bring it. */
export const meet = (...artists: Artist[]): void => {
  for (const artist of artists) artist.settle();
  for (const from of artists)
    for (const to of artists)
      if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote');
  for (const artist of artists) artist.settle();
};
