import './asset-path';
import '@excalidraw/excalidraw/index.css';
import { CaptureUpdateAction, convertToExcalidrawElements, Excalidraw, getCommonBounds } from '@excalidraw/excalidraw';
import type { ExcalidrawElementSkeleton } from '@excalidraw/excalidraw/data/transform';
import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { DOC_ROOT, type LiveDocState } from '@debrief/client';
import { MAX_ELEMENTS } from '@debrief/contracts';
import { useEffect, useImperativeHandle, useRef, useState, type ClipboardEvent, type DragEvent, type Ref } from 'react';
import { i18n } from '../../../shared/i18n';
import { BoardBinding, type Scene } from './binding';
import { Cursors } from './cursors';
import { drawable, ImageShelf, prepareImage, storeImage } from './images';
import { nameControls } from './name-controls';
import { followOthers, sayPointer, sayStroke, type Pointer } from './presence';
import { BOARD_FONT, placed } from './templates';
import { useTheme } from './use-theme';
import styles from './board.module.css';

/** What the bar above the canvas can do with it. */
export interface BoardHand {
  addTemplate(parts: readonly ExcalidrawElementSkeleton[]): void;
  addBox(text: string): void;
  /** Resolves to a sentence for the person, empty when all went well. */
  addImage(file: Blob): Promise<string>;
}
interface Props {
  ref: Ref<BoardHand>;
  state: LiveDocState;
  session: string;
  who: (participant: string) => { name: string; seat: number };
  onSay: (words: string) => void;
  onImage: (file: Blob) => Promise<void>;
}

const initialData = {
  appState: {
    viewBackgroundColor: 'transparent',
    currentItemRoughness: 0,
    currentItemStrokeWidth: 1,
    currentItemFontFamily: BOARD_FONT,
    currentItemFontSize: 16,
    currentItemRoundness: 'sharp' as const,
    currentItemStrokeColor: '#1e1b16',
  },
};
/** Whole, at most at its own size, and clear of the tools at the edges. */
const FIT = { fitToContent: true, animate: false, canvasOffsets: { top: 76, right: 56, bottom: 72, left: 24 } };
const uiOptions = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: false,
    export: false as const,
    loadScene: false,
    saveToActiveFile: false,
    toggleTheme: false,
    saveAsImage: false,
  },
  tools: { image: false },
};

/** Elements under the hand: being drawn, written in, dragged, turned or resized. */
const heldIn = (api: ExcalidrawImperativeAPI): Set<string> => {
  const state = api.getAppState();
  const held = new Set<string>();
  for (const element of [state.newElement, state.editingTextElement, state.resizingElement, state.multiElement])
    if (element) held.add(element.id);
  if (state.selectedElementsAreBeingDragged || state.isResizing || state.isRotating)
    for (const id of Object.keys(state.selectedElementIds)) held.add(id);
  return held;
};
const alive = (elements: readonly ExcalidrawElement[]) => elements.filter(({ isDeleted }) => !isDeleted);

/** The editor, tied to the board of the log. Made anew for every Y.Doc: give it a `key`. */
export const BoardCanvas = ({ ref, state, session, who, onSay, onImage }: Props) => {
  const { doc, awareness, isWritable } = state;
  const root = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [isReady, setReady] = useState(false);
  const [pointers, setPointers] = useState<Pointer[]>([]);
  const binding = useRef<BoardBinding>(null);
  const theme = useTheme();
  const label = isWritable
    ? i18n.t('Whiteboard. Tools by digits, Escape leaves a tool. What is on it is listed below as text.')
    : i18n.t('Whiteboard, read only. What is on it is listed below as text.');

  useEffect(() => (root.current ? nameControls(root.current, label) : undefined), [label]);
  useEffect(() => {
    if (!api || !isReady) return;
    let isFitted = false;
    const images = new ImageShelf(session, api);
    const scene: Scene = {
      elements: api.getSceneElementsIncludingDeleted,
      held: () => heldIn(api),
      put: (elements) => {
        api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
        const shown = alive(elements);
        images.want(shown.flatMap((element) => (element.type === 'image' && element.fileId ? [element.fileId] : [])));
        if (isFitted || !shown.length) return;
        isFitted = true;
        api.scrollToContent(shown, FIT);
      },
    };
    const tie = new BoardBinding(doc, DOC_ROOT, scene);
    binding.current = tie;
    const unfollow = followOthers(awareness, tie, setPointers);
    const leave = () => sayPointer(awareness, null);
    const node = root.current;
    node?.addEventListener('pointerleave', leave);
    return () => {
      node?.removeEventListener('pointerleave', leave);
      unfollow();
      binding.current = null;
      tie.destroy();
      leave();
    };
  }, [api, isReady, doc, awareness, session]);

  const insert = (fresh: readonly ExcalidrawElement[]) => {
    if (!api) return;
    const elements = api.getSceneElementsIncludingDeleted();
    if (elements.length + fresh.length > MAX_ELEMENTS) return onSay(i18n.t('The board is full.'));
    api.updateScene({ elements: [...elements, ...fresh], captureUpdate: CaptureUpdateAction.IMMEDIATELY });
    api.scrollToContent(fresh, FIT);
    binding.current?.changed(api.getSceneElementsIncludingDeleted());
  };
  const insertParts = (parts: readonly ExcalidrawElementSkeleton[]) => {
    if (!api) return;
    const { scrollX, scrollY, width, height, zoom } = api.getAppState();
    const view = [-scrollX, -scrollY, width / zoom.value - scrollX, height / zoom.value - scrollY] as const;
    const drawn = api.getSceneElements();
    const bounds = drawn.length ? getCommonBounds(drawn) : undefined;
    insert(convertToExcalidrawElements(placed(parts, view, bounds), { regenerateIds: true }));
  };
  useImperativeHandle(ref, () => ({
    addTemplate: insertParts,
    addBox: (text) =>
      insertParts([
        {
          type: 'rectangle',
          x: 0,
          y: 0,
          width: 200,
          height: 64,
          strokeWidth: 1,
          roughness: 0,
          strokeColor: '#1e1b16',
          label: { text, fontSize: 16, fontFamily: BOARD_FONT },
        },
      ]),
    addImage: async (file) => {
      if (!api) return '';
      try {
        const image = await prepareImage(file);
        onSay(i18n.t('Storing the image'));
        await storeImage(session, image);
        api.addFiles([await drawable(image.sha256, image.blob)]);
        const scale = Math.min(1, 480 / Math.max(image.width, image.height));
        insertParts([
          {
            type: 'image',
            x: 0,
            y: 0,
            width: image.width * scale,
            height: image.height * scale,
            fileId: image.sha256 as never,
            status: 'saved',
          },
        ]);
        return '';
      } catch (error) {
        return error instanceof Error ? error.message : i18n.t('The image could not be stored.');
      }
    },
  }));

  /** Files never reach the editor: a picture goes its own way to the server, anything else nowhere. */
  const takeFiles = (event: DragEvent | ClipboardEvent, files: FileList | undefined) => {
    if (!files?.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (isWritable) void onImage(files[0] as File);
  };
  return (
    <div
      ref={root}
      className={styles.canvas}
      data-own-keys
      onDropCapture={(event) => takeFiles(event, event.dataTransfer.files)}
      onPasteCapture={(event) => takeFiles(event, event.clipboardData.files)}
    >
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initialData}
        langCode="en"
        theme={theme}
        viewModeEnabled={!isWritable}
        zenModeEnabled={false}
        validateEmbeddable={false}
        aiEnabled={false}
        handleKeyboardGlobally={false}
        UIOptions={uiOptions}
        onPaste={(data) => !data.files}
        onPointerUpdate={({ pointer }) => isWritable && sayPointer(awareness, [pointer.x, pointer.y])}
        onChange={(elements, { isLoading, newElement }) => {
          if (isLoading) return;
          setReady(true);
          const tie = binding.current;
          if (!tie || !isWritable) return;
          tie.changed(elements);
          if (tie.takeFull()) onSay(i18n.t('The board is full. What you draw now is not stored.'));
          sayStroke(
            awareness,
            newElement?.type === 'freedraw'
              ? { id: newElement.id, points: newElement.points, stored: tie.storedPoints(newElement.id) }
              : null,
          );
        }}
      />
      {api && pointers.length > 0 && <Cursors api={api} pointers={pointers} who={who} />}
    </div>
  );
};
