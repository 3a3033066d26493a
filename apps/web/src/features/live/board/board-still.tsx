import './asset-path';
import '@excalidraw/excalidraw/index.css';
import { CaptureUpdateAction, Excalidraw } from '@excalidraw/excalidraw';
import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { useEffect, useMemo, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { byIndex, elementOf } from './element';
import { ImageShelf } from './images';
import { nameControls } from './name-controls';
import { useTheme } from './use-theme';
import styles from './board.module.css';

type Stored = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const drawn = (stored: Stored): ExcalidrawElement[] =>
  Object.entries(stored)
    .flatMap(([id, fields]) => elementOf(id, fields, (other) => Object.hasOwn(stored, other)) ?? [])
    .filter(({ isDeleted }) => !isDeleted)
    .sort(byIndex);

const initialData = { appState: { viewBackgroundColor: 'transparent' } };

/** A board that only shows: `stored` is what stands on it now, `extent` what stood on it in the end, which is kept in view. */
export const BoardStill = ({ session, stored, extent }: { session: string; stored: Stored; extent: Stored }) => {
  const root = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [isReady, setReady] = useState(false);
  const theme = useTheme();
  const images = useMemo(() => api && new ImageShelf(session, api), [api, session]);
  const label = i18n.t('The whiteboard as it stood. What is on it is listed below as text.');
  useEffect(() => (root.current ? nameControls(root.current, label) : undefined), [label]);
  useEffect(() => {
    if (!api || !isReady) return;
    const all = drawn(extent);
    if (all.length) api.scrollToContent(all, { fitToContent: true, animate: false });
  }, [api, isReady, extent]);
  useEffect(() => {
    if (!api || !isReady) return;
    const elements = drawn(stored);
    api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
    images?.want(elements.flatMap((each) => (each.type === 'image' && each.fileId ? [each.fileId] : [])));
  }, [api, images, isReady, stored]);
  return (
    <div ref={root} className={styles.still} data-own-keys>
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initialData}
        langCode="en"
        theme={theme}
        viewModeEnabled
        zenModeEnabled
        validateEmbeddable={false}
        aiEnabled={false}
        handleKeyboardGlobally={false}
        onChange={(_, { isLoading }) => !isLoading && setReady(true)}
      />
    </div>
  );
};
