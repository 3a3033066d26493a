import * as z from 'zod/mini';
import { text } from '../text';

/** Elements a board holds at most, deleted ones included: those stay, marked, so that undo and replay find them. */
export const MAX_ELEMENTS = 2_000;
/** Points of one line or stroke. */
export const MAX_POINTS = 2_000;
/** Characters of one text on the board. */
export const MAX_BOARD_TEXT = 2_000;

/** What can stand on a board. Frames that load pages of others are not among it. */
export const boardElementType = z.enum([
  'rectangle',
  'diamond',
  'ellipse',
  'text',
  'line',
  'arrow',
  'freedraw',
  'image',
  'frame',
]);
export type BoardElementType = z.infer<typeof boardElementType>;

/** Id of an element or a group. */
export const boardId = z.string().check(z.regex(/^[\w-]{1,64}$/, 'is not the id of an element'));
/** An image on a board is named by the SHA-256 of its bytes, in hex; the bytes travel over HTTP. */
export const fileHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex'));

const coordinate = z.number().check(z.gte(-1_000_000), z.lte(1_000_000));
const size = z.number().check(z.gte(-200_000), z.lte(200_000));
const ratio = z.number().check(z.gte(-100), z.lte(100));
const point = z.tuple([coordinate, coordinate]);
const colour = z.string().check(z.regex(/^(#[0-9a-f]{3,8}|[a-z]{3,24})$/i, 'is not a colour'));
const arrowhead = z.nullable(z.string().check(z.regex(/^[a-z_]{1,24}$/)));
const binding = z.nullable(
  z.strictObject({ elementId: boardId, focus: ratio, gap: coordinate, fixedPoint: z.optional(z.nullable(point)) }),
);
/** Where a link on the board may lead: a page, or a letter. */
const link = z.nullable(text(500).check(z.regex(/^(https?:\/\/|mailto:)[^\s]+$/i, 'is not a link')));

/**
 * Every field of an element that is stored, and what it may hold. A board is a map from element id to a map of these;
 * people change different fields of one element at the same time and keep both changes.
 */
export const boardFields = {
  type: boardElementType,
  x: coordinate,
  y: coordinate,
  width: size,
  height: size,
  angle: ratio,
  strokeColor: colour,
  backgroundColor: colour,
  fillStyle: z.enum(['hachure', 'cross-hatch', 'solid', 'zigzag']),
  strokeWidth: z.number().check(z.gte(0), z.lte(100)),
  strokeStyle: z.enum(['solid', 'dashed', 'dotted']),
  roundness: z.nullable(
    z.strictObject({
      type: z.int().check(z.gte(1), z.lte(3)),
      value: z.optional(z.number().check(z.gte(0), z.lte(1_000))),
    }),
  ),
  roughness: z.number().check(z.gte(0), z.lte(10)),
  opacity: z.number().check(z.gte(0), z.lte(100)),
  seed: z.int().check(z.gte(0), z.lte(2_147_483_647)),
  /** Place in the stack, as a fraction between its neighbours; people who add at once never renumber. */
  index: z.nullable(z.string().check(z.regex(/^[A-Za-z0-9]{1,200}$/))),
  isDeleted: z.boolean(),
  groupIds: z.array(boardId).check(z.maxLength(10)),
  frameId: z.nullable(boardId),
  boundElements: z.nullable(
    z.array(z.strictObject({ id: boardId, type: z.enum(['arrow', 'text']) })).check(z.maxLength(200)),
  ),
  link,
  locked: z.boolean(),
  fontSize: z.number().check(z.gte(1), z.lte(1_000)),
  fontFamily: z.int().check(z.gte(1), z.lte(20)),
  text: text(MAX_BOARD_TEXT * 2),
  originalText: text(MAX_BOARD_TEXT),
  textAlign: z.enum(['left', 'center', 'right']),
  verticalAlign: z.enum(['top', 'middle', 'bottom']),
  containerId: z.nullable(boardId),
  autoResize: z.boolean(),
  lineHeight: z.number().check(z.gte(0.5), z.lte(4)),
  points: z.array(point).check(z.maxLength(MAX_POINTS)),
  pressures: z.array(z.number().check(z.gte(0), z.lte(1))).check(z.maxLength(MAX_POINTS)),
  simulatePressure: z.boolean(),
  startBinding: binding,
  endBinding: binding,
  startArrowhead: arrowhead,
  endArrowhead: arrowhead,
  elbowed: z.boolean(),
  fixedSegments: z.nullable(
    z.array(z.strictObject({ start: point, end: point, index: z.int() })).check(z.maxLength(100)),
  ),
  startIsSpecial: z.nullable(z.boolean()),
  endIsSpecial: z.nullable(z.boolean()),
  fileId: z.nullable(fileHash),
  scale: point,
  crop: z.nullable(
    z.strictObject({
      x: coordinate,
      y: coordinate,
      width: size,
      height: size,
      naturalWidth: size,
      naturalHeight: size,
    }),
  ),
  name: z.nullable(text(100)),
} as const;
export type BoardField = keyof typeof boardFields;
export type BoardFields = { [F in BoardField]?: z.infer<(typeof boardFields)[F]> };

/** True when a field of that name exists and may hold that value. */
export const isBoardValue = (field: string, value: unknown): boolean =>
  Object.hasOwn(boardFields, field) && boardFields[field as BoardField].safeParse(value).success;
