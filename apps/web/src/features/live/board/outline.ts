import { isBoardValue, type BoardElementType, type BoardFields } from '@debrief/contracts';

/** Something on the board that can be said in words. */
export interface OutlineItem {
  id: string;
  kind: BoardElementType;
  label: string;
  /** Where its arrows lead: labels of other shapes, with the words on the arrow. */
  leadsTo: { label: string; words: string }[];
}
export interface Outline {
  /** As one reads: row by row, left to right. */
  items: OutlineItem[];
  /** What has no words: how many of each kind. */
  rest: Partial<Record<BoardElementType, number>>;
}

type Element = BoardFields & { id: string; type: BoardElementType };
type Stored = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const numberOr0 = (value: unknown): number => (typeof value === 'number' ? value : 0);
const read = ([id, fields]: [string, Readonly<Record<string, unknown>>]): Element[] => {
  const { type, isDeleted } = fields;
  if (isDeleted === true || !isBoardValue('type', type)) return [];
  const known = Object.entries(fields).filter(([field, value]) => isBoardValue(field, value));
  return [{ ...(Object.fromEntries(known) as BoardFields), id, type: type as BoardElementType }];
};

const middle = ({ y, height }: Element): number => numberOr0(y) + numberOr0(height) / 2;
/** What stands on one line belongs to one row, as in a table or on one level of a tree. */
const inReadingOrder = (elements: readonly Element[]): Element[] => {
  const rows: Element[][] = [];
  for (const element of [...elements].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(middle(first) - middle(element)) <= Math.max(10, numberOr0(first.height) / 2))
      row.push(element);
    else rows.push([element]);
  }
  return rows.flatMap((row) => row.sort((a, b) => numberOr0(a.x) - numberOr0(b.x) || (a.id < b.id ? -1 : 1)));
};

/** The board in words, from what is stored of it: shapes with their labels, and where arrows lead. */
export const outlineOf = (stored: Stored): Outline => {
  const elements = Object.entries(stored).flatMap(read);
  const words = new Map<string, string>();
  for (const { type, containerId, originalText, text } of elements)
    if (type === 'text' && containerId) words.set(containerId, (originalText ?? text ?? '').trim());
  const labelOf = ({ id, type, originalText, text, name }: Element): string => {
    const own = type === 'text' ? (originalText ?? text ?? '') : (words.get(id) ?? name ?? '');
    return own.replaceAll(/\s+/g, ' ').trim();
  };
  const byId = new Map(elements.map((element) => [element.id, element]));
  const shapeAt = (id: string | undefined): Element | undefined => {
    const found = id === undefined ? undefined : byId.get(id);
    // An arrow may be tied to the words inside a shape.
    return found?.containerId ? (byId.get(found.containerId) ?? found) : found;
  };
  const leading = new Map<string, OutlineItem['leadsTo']>();
  const isReached = new Set<string>();
  const tied = new Set<string>();
  for (const element of elements) {
    if (element.type !== 'arrow' && element.type !== 'line') continue;
    const [from, to] = [shapeAt(element.startBinding?.elementId), shapeAt(element.endBinding?.elementId)];
    if (!from || !to) continue;
    tied.add(element.id);
    isReached.add(to.id);
    leading.set(from.id, [...(leading.get(from.id) ?? []), { label: labelOf(to), words: labelOf(element) }]);
  }
  const items: OutlineItem[] = [];
  const rest: Outline['rest'] = {};
  const shapes = elements.filter(({ id, type, containerId }) => !tied.has(id) && !(type === 'text' && containerId));
  for (const element of inReadingOrder(shapes)) {
    const { id, type: kind } = element;
    const label = labelOf(element);
    const leadsTo = leading.get(id) ?? [];
    if (label || leadsTo.length || isReached.has(id)) items.push({ id, kind, label, leadsTo });
    else rest[kind] = (rest[kind] ?? 0) + 1;
  }
  return { items, rest };
};
