import type { ExcalidrawElementSkeleton } from '@excalidraw/excalidraw/data/transform';
import { i18n } from '../../../shared/i18n';

/** Sans-serif of the editor; the number is its name for the font. */
export const BOARD_FONT = 6;
export type TemplateKey = 'funnel' | 'tree' | 'two-by-two' | 'journey' | 'metric-table';
export interface Template {
  key: TemplateKey;
  title: string;
  /** Elements with their top left corner near 0, 0; labels and arrows are made by the editor. */
  parts: ExcalidrawElementSkeleton[];
}

const INK = '#1e1b16';
const SOFT = '#857c6b';
const BLUE = { strokeColor: '#1f45b5', backgroundColor: '#e5eaf7' };
const GREEN = { strokeColor: '#2a6638', backgroundColor: '#e2eddd' };
const SAND = { strokeColor: SOFT, backgroundColor: '#f1ede3' };
const plain = { strokeColor: INK, backgroundColor: 'transparent' };

const look = { fillStyle: 'solid', strokeWidth: 1, roughness: 0 } as const;
const box = (
  [x, y, width, height]: readonly [number, number, number, number],
  text: string,
  colours: { strokeColor: string; backgroundColor: string } = plain,
  id?: string,
): ExcalidrawElementSkeleton => ({
  type: 'rectangle',
  x,
  y,
  width,
  height,
  ...look,
  ...colours,
  ...(id !== undefined && { id }),
  ...(text && { label: { text, fontSize: 16, fontFamily: BOARD_FONT, strokeColor: INK } }),
});
const words = (x: number, y: number, text: string): ExcalidrawElementSkeleton => ({
  type: 'text',
  x,
  y,
  text,
  fontSize: 16,
  fontFamily: BOARD_FONT,
  strokeColor: '#4f4a40',
});
const arrow = (
  [x, y, toX, toY]: readonly [number, number, number, number],
  ends: { from?: string; to?: string } = {},
): ExcalidrawElementSkeleton => ({
  type: 'arrow',
  x,
  y,
  width: toX - x,
  height: toY - y,
  points: [
    [0, 0],
    [toX - x, toY - y],
  ] as never,
  ...look,
  strokeColor: INK,
  ...(ends.from !== undefined && { start: { id: ends.from } }),
  ...(ends.to !== undefined && { end: { id: ends.to } }),
});

const funnel = (): ExcalidrawElementSkeleton[] =>
  [i18n.t('Visit'), i18n.t('Sign up'), i18n.t('First use'), i18n.t('Second week'), i18n.t('Pay')].flatMap(
    (step, at) => {
      const width = 420 - at * 64;
      const y = at * 60;
      return [
        box([(420 - width) / 2, y, width, 48], step, at === 0 ? BLUE : plain),
        words(440, y + 14, at === 0 ? '100 %' : i18n.t('… % of the step above')),
      ];
    },
  );

const tree = (): ExcalidrawElementSkeleton[] => {
  const branches = [i18n.t('Driver one'), i18n.t('Driver two'), i18n.t('Driver three')];
  const root = box([0, 164, 150, 56], i18n.t('Metric or goal'), BLUE, 'root');
  const limbs = branches.map((text, at) => box([220, 28 + at * 136, 150, 56], text, plain, `branch-${at}`));
  const leaves = branches.flatMap((_, at) =>
    [0, 1].map((leaf) => box([440, at * 136 + leaf * 64, 150, 48], i18n.t('Part'), SAND, `leaf-${at}-${leaf}`)),
  );
  const lines = branches.flatMap((_, at) => [
    arrow([154, 192, 216, 56 + at * 136], { from: 'root', to: `branch-${at}` }),
    ...[0, 1].map((leaf) =>
      arrow([374, 56 + at * 136, 436, 24 + at * 136 + leaf * 64], { from: `branch-${at}`, to: `leaf-${at}-${leaf}` }),
    ),
  ]);
  return [root, ...limbs, ...leaves, ...lines];
};

const twoByTwo = (): ExcalidrawElementSkeleton[] => [
  box([40, 0, 220, 150], i18n.t('Do first'), GREEN),
  box([268, 0, 220, 150], i18n.t('Plan it'), plain),
  box([40, 158, 220, 150], i18n.t('If time is left'), plain),
  box([268, 158, 220, 150], i18n.t('Leave it'), SAND),
  arrow([24, 308, 24, 0]),
  arrow([40, 324, 488, 324]),
  words(-52, -26, i18n.t('More impact')),
  words(400, 334, i18n.t('More effort')),
];

const table = (
  columns: readonly string[],
  rows: readonly string[],
  [width, height]: readonly [number, number],
): ExcalidrawElementSkeleton[] => [
  ...columns.map((text, at) => box([at * width, 0, width, 44], text, at === 0 ? SAND : BLUE)),
  ...rows.flatMap((row, down) =>
    columns.map((_, at) =>
      box([at * width, 44 + down * height, width, height], at === 0 ? row : '', at === 0 ? SAND : plain),
    ),
  ),
];

const journey = (): ExcalidrawElementSkeleton[] =>
  table(
    [i18n.t('Step'), i18n.t('Finds out'), i18n.t('Decides'), i18n.t('Uses it'), i18n.t('Comes back')],
    [i18n.t('Does'), i18n.t('Thinks'), i18n.t('Hurts'), i18n.t('Idea')],
    [140, 72],
  );
const metricTable = (): ExcalidrawElementSkeleton[] =>
  table(
    [i18n.t('Metric'), i18n.t('How it is counted'), i18n.t('Now'), i18n.t('Target')],
    [i18n.t('The one that counts'), i18n.t('Leading'), i18n.t('Guard rail')],
    [170, 64],
  );

/** Frames to start from. Words are in the language of whoever presses. */
export const templates = (): Template[] => [
  { key: 'funnel', title: i18n.t('Funnel'), parts: funnel() },
  { key: 'tree', title: i18n.t('Tree'), parts: tree() },
  { key: 'two-by-two', title: i18n.t('2×2'), parts: twoByTwo() },
  { key: 'journey', title: i18n.t('Journey'), parts: journey() },
  { key: 'metric-table', title: i18n.t('Metric table'), parts: metricTable() },
];

type Bounds = readonly [number, number, number, number];
/** The same parts at another place: in the middle of what is on screen, or below what is drawn already. */
export const placed = (
  parts: readonly ExcalidrawElementSkeleton[],
  [left, top, right, bottom]: Bounds,
  drawn: Bounds | undefined,
): ExcalidrawElementSkeleton[] => {
  const boxes = parts.map((part) => {
    const { x = 0, y = 0, width = 0, height = 0 } = part as { x?: number; y?: number; width?: number; height?: number };
    return [x, y, x + width, y + height] as const;
  });
  const own = [
    Math.min(...boxes.map(([x]) => x)),
    Math.min(...boxes.map(([, y]) => y)),
    Math.max(...boxes.map(([, , x]) => x)),
    Math.max(...boxes.map(([, , , y]) => y)),
  ] as const;
  const dx = (drawn ? drawn[0] : (left + right - (own[2] - own[0])) / 2) - own[0];
  const dy = (drawn ? drawn[3] + 60 : (top + bottom - (own[3] - own[1])) / 2) - own[1];
  return parts.map((part) => ({ ...part, x: Math.round((part.x ?? 0) + dx), y: Math.round((part.y ?? 0) + dy) }));
};
