import { isBoardValue, type BoardElementType, type BoardFields } from '@debrief/contracts';

/** Something on the board that can be said in words. */
export interface OutlineItem {
  id: string;
  kind: BoardElementType;
  label: string;
  /** How deep it hangs below the shape that leads to it; 0 where none does. */
  depth: number;
  /** Where its arrows lead: labels of other shapes, with the words on the arrow. */
  leadsTo: { id: string; label: string; words: string }[];
}
export interface Outline {
  /** As one reads: row by row, left to right; what an arrow leads to follows the shape that leads there, as in a tree. */
  items: OutlineItem[];
  /** What has no words: how many of each kind. */
  rest: Partial<Record<BoardElementType, number>>;
}

type Element = BoardFields & { id: string; type: BoardElementType };
type Stored = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const numberOr0 = (value: unknown): number => (typeof value === 'number' ? value : 0);
const elementIn = ([id, fields]: [string, Readonly<Record<string, unknown>>]): Element[] => {
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
  const elements = Object.entries(stored).flatMap(elementIn);
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
    leading.set(from.id, [...(leading.get(from.id) ?? []), { id: to.id, label: labelOf(to), words: labelOf(element) }]);
  }
  const rest: Outline['rest'] = {};
  const shapes = elements.filter(({ id, type, containerId }) => !tied.has(id) && !(type === 'text' && containerId));
  const read = new Map<string, Omit<OutlineItem, 'depth'>>();
  for (const element of inReadingOrder(shapes)) {
    const { id, type: kind } = element;
    const label = labelOf(element);
    const leadsTo = leading.get(id) ?? [];
    if (label || leadsTo.length || isReached.has(id)) read.set(id, { id, kind, label, leadsTo });
    else rest[kind] = (rest[kind] ?? 0) + 1;
  }
  return { items: asTree(read, isReached), rest };
};

/** Beginnings first, each with all that follows from it; a circle is entered where one reads it first. */
const asTree = (
  read: ReadonlyMap<string, Omit<OutlineItem, 'depth'>>,
  isReached: ReadonlySet<string>,
): OutlineItem[] => {
  const items = new Map<string, OutlineItem>();
  const order = [...read.keys()];
  const begins = [...order.filter((id) => !isReached.has(id)), ...order.filter((id) => isReached.has(id))];
  for (const begin of begins) {
    const stack = [{ id: begin, depth: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { id, depth } = next;
      const item = read.get(id);
      if (!item || items.has(id)) continue;
      items.set(id, { ...item, depth });
      const follow = new Set(item.leadsTo.map((to) => to.id));
      stack.push(
        ...order
          .filter((other) => follow.has(other))
          .reverse()
          .map((other) => ({ id: other, depth: depth + 1 })),
      );
    }
  }
  return [...items.values()];
};
