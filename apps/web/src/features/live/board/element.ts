import {
  boardFields,
  isBoardValue,
  MAX_BOARD_TEXT,
  MAX_POINTS,
  type BoardElementType,
  type BoardField,
  type BoardFields,
} from '@debrief/contracts';
import type { ExcalidrawElement } from '@excalidraw/excalidraw/element/types';

const names = Object.keys(boardFields) as BoardField[];
/** An eighth of a pixel: nobody sees it, and it halves what a stroke weighs. */
const eighths = (value: number): number => Math.round(value * 8) / 8 || 0;

type Point = readonly [number, number];
/** Every second point while there are too many: a very long stroke loses detail, not its end. */
const thin = <T>(list: readonly T[]): T[] => {
  let kept = [...list];
  while (kept.length > MAX_POINTS) kept = kept.filter((_, at) => at % 2 === 0 || at === kept.length - 1);
  return kept;
};
const words = (value: string, max: number): string => value.replaceAll('\u0000', '').slice(0, max).toWellFormed();

/** A value as it is stored: rounded, within the caps. */
const tidy = (field: BoardField, value: unknown): unknown => {
  if (field === 'points' && Array.isArray(value))
    return thin(value as Point[]).map(([x, y]) => [eighths(x), eighths(y)]);
  if (field === 'pressures' && Array.isArray(value))
    return thin(value as number[]).map((pressure) => Math.round(pressure * 64) / 64);
  if (typeof value === 'number' && ['x', 'y', 'width', 'height'].includes(field)) return eighths(value);
  if (field === 'text' && typeof value === 'string') return words(value, MAX_BOARD_TEXT * 2);
  if (field === 'originalText' && typeof value === 'string') return words(value, MAX_BOARD_TEXT);
  if (field === 'name' && typeof value === 'string') return words(value, 100);
  if (field === 'link' && !isBoardValue('link', value)) return null;
  return value;
};

/** What of an element is stored. What the board cannot hold is left out; an element of a foreign kind is nothing. */
export const fieldsOf = (element: ExcalidrawElement): BoardFields => {
  if (!isBoardValue('type', element.type)) return {};
  const fields: Record<string, unknown> = {};
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = tidy(name, (element as Record<string, unknown>)[name]);
    if (isBoardValue(name, value)) fields[name] = value;
  }
  // Pasted from elsewhere: its bytes are not here, and nobody could ever see it.
  return fields.type === 'image' && !fields.fileId ? {} : (fields as BoardFields);
};

const base = {
  x: 0,
  y: 0,
  width: 0,
  height: 0,
  angle: 0,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  fillStyle: 'solid',
  strokeWidth: 2,
  strokeStyle: 'solid',
  roundness: null,
  roughness: 0,
  opacity: 100,
  seed: 1,
  index: null,
  isDeleted: false,
  groupIds: [],
  frameId: null,
  boundElements: null,
  link: null,
  locked: false,
};
const line = { points: [], startBinding: null, endBinding: null, startArrowhead: null, endArrowhead: null };
const own: Record<BoardElementType, object> = {
  rectangle: {},
  diamond: {},
  ellipse: {},
  text: {
    fontSize: 20,
    fontFamily: 6,
    text: '',
    originalText: '',
    textAlign: 'left',
    verticalAlign: 'top',
    containerId: null,
    autoResize: true,
    lineHeight: 1.25,
  },
  line,
  arrow: { ...line, elbowed: false, fixedSegments: null, startIsSpecial: null, endIsSpecial: null },
  freedraw: { points: [], pressures: [], simulatePressure: true },
  image: { fileId: null, scale: [1, 1], crop: null },
  frame: { name: null },
};
/** Kept by the editor for itself; never stored, but it wants them there. */
const transient = { text: {}, line: { lastCommittedPoint: null }, image: { status: 'saved' } } as const;
const transientOf = (type: BoardElementType) =>
  type === 'image' ? transient.image : ['line', 'arrow', 'freedraw'].includes(type) ? transient.line : {};

/**
 * An element from stored fields. Whatever is missing or odd takes a plain value, a tie to an element that is not there
 * is cut; undefined when nothing can be drawn of it.
 */
export const elementOf = (
  id: string,
  stored: Readonly<Record<string, unknown>>,
  exists: (id: string) => boolean,
): ExcalidrawElement | undefined => {
  const { type } = stored;
  if (!isBoardValue('type', type)) return undefined;
  const defaults: Record<string, unknown> = { ...base, ...own[type as BoardElementType] };
  const element: Record<string, unknown> = { id, type, version: 1, versionNonce: 0, updated: 1 };
  for (const [field, plain] of Object.entries(defaults))
    element[field] = isBoardValue(field, stored[field]) ? stored[field] : plain;
  const repaired = untied(element as BoardFields, exists);
  const { points } = repaired;
  if (type === 'image' && !repaired.fileId) return undefined;
  if (points && points.length < (type === 'freedraw' ? 1 : 2)) return undefined;
  if (type === 'freedraw' && !repaired.simulatePressure && repaired.pressures?.length !== points?.length)
    repaired.simulatePressure = true;
  if (repaired.elbowed && !isSquare(points ?? [])) repaired.elbowed = false;
  if (type === 'text' && !repaired.originalText) repaired.originalText = repaired.text?.slice(0, MAX_BOARD_TEXT) ?? '';
  // Built field by field from a checked table; the editor's own types cannot follow that.
  return { ...repaired, ...transientOf(type as BoardElementType) } as object as ExcalidrawElement;
};

const untied = (element: BoardFields, exists: (id: string) => boolean): BoardFields => {
  const tied = { ...element };
  for (const end of ['startBinding', 'endBinding'] as const) {
    const binding = tied[end];
    if (binding && !exists(binding.elementId)) tied[end] = null;
  }
  if (tied.containerId && !exists(tied.containerId)) tied.containerId = null;
  if (tied.frameId && !exists(tied.frameId)) tied.frameId = null;
  if (tied.boundElements?.some((bound) => !exists(bound.id)))
    tied.boundElements = tied.boundElements.filter((bound) => exists(bound.id));
  return tied;
};

/** Two people may leave an elbow arrow with a slanted piece, on which the editor fails; a plain arrow is what remains. */
const isSquare = (points: readonly (readonly number[])[]): boolean =>
  points.every((point, at) => {
    const before = points[at - 1];
    if (!before) return true;
    const [x = 0, y = 0] = point;
    const [px = 0, py = 0] = before;
    return Math.abs(x - px) < 1 || Math.abs(y - py) < 1;
  });

/** Order of the stack, the same for everybody: by index, and by id where two were given the same. */
export const byIndex = (a: ExcalidrawElement, b: ExcalidrawElement): number => {
  const [left, right] = [a.index ?? '', b.index ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};

export const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
