import { type Field, variantOf } from './fields';
import { isSame } from '../../shared/is-same';
import { asList, asRecord, asText, getIn } from './path';

/** A stretch of words that both texts have, or only one of them. */
export interface Stretch {
  kind: 'same' | 'gone' | 'new';
  words: string;
}
/** One field in which two drafts differ: where it is, in words, and what became of it. */
export interface Difference {
  where: string[];
  kind: 'added' | 'removed' | 'changed' | 'moved';
  stretches: Stretch[];
}

/** Longer texts are shown whole, before and after: comparing them word by word takes the square of their length. */
const MOST_WORDS = 400;

/** Which words of a text were taken out and which were put in: the longest common run of words stays. */
export function compareWords(before: string, after: string): Stretch[] {
  const left = before.split(/(?<=\s)/);
  const right = after.split(/(?<=\s)/);
  if (left.length > MOST_WORDS || right.length > MOST_WORDS)
    return [
      { kind: 'gone', words: before },
      { kind: 'new', words: after },
    ];
  const same = (a: number, b: number): boolean => left[a]?.trim() === right[b]?.trim();
  // longest[a][b]: how many words the rests from a and from b have in common.
  const longest = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let a = left.length - 1; a >= 0; a -= 1)
    for (let b = right.length - 1; b >= 0; b -= 1)
      (longest[a] as Uint16Array)[b] = same(a, b)
        ? 1 + (longest[a + 1]?.[b + 1] ?? 0)
        : Math.max(longest[a + 1]?.[b] ?? 0, longest[a]?.[b + 1] ?? 0);
  const found: Stretch[] = [];
  const push = (kind: Stretch['kind'], words: string) => {
    const last = found.at(-1);
    if (last?.kind === kind) last.words += words;
    else found.push({ kind, words });
  };
  let a = 0;
  let b = 0;
  while (a < left.length || b < right.length) {
    if (a < left.length && b < right.length && same(a, b)) {
      push('same', right[b] ?? '');
      a += 1;
      b += 1;
    } else if (b >= right.length || (a < left.length && (longest[a + 1]?.[b] ?? 0) >= (longest[a]?.[b + 1] ?? 0))) {
      push('gone', left[a] ?? '');
      a += 1;
    } else {
      push('new', right[b] ?? '');
      b += 1;
    }
  }
  return found.filter(({ words }) => words !== '');
}

const said = (field: Field, value: unknown, draft: Record<string, unknown>): string => {
  switch (field.kind) {
    case 'flag':
      return value === true ? '✓' : '';
    case 'choice':
      return field.options(draft).find(([key]) => key === value)?.[1] ?? asText(value);
    case 'choices':
      return asList(value)
        .map((each) => field.options.find(([key]) => key === each)?.[1] ?? asText(each))
        .join(', ');
    case 'shares':
      return field.options
        .flatMap(([key, name]) => {
          const share = asRecord(value)[key];
          return share === undefined ? [] : [`${name} ${Math.round(Number(share) * 100)} %`];
        })
        .join(', ');
    case 'grid':
      return asList(value)
        .map((row) => asList(row).map(asText).join(' · '))
        .join('\n');
    case 'lines':
      return asList(value).map(asText).join('\n');
    case 'variant':
      return variantOf(field.variants, value)?.label ?? '';
    default:
      return asText(value);
  }
};

/** What identifies a row, so that a row that moved is not one removed and one added. */
const nameOf = (row: unknown, at: number): string => {
  const { id, key, name, table } = asRecord(row);
  return asText(id) || asText(key) || asText(name) || asText(table) || `#${at}`;
};

/** Every field in which two drafts differ, in the order of the form. */
export function differences(
  fields: readonly Field[],
  before: unknown,
  after: unknown,
  drafts = { before: asRecord(before), after: asRecord(after) },
  where: string[] = [],
): Difference[] {
  return fields.flatMap((field): Difference[] => {
    const [old, now] = [getIn(before, [field.key]), getIn(after, [field.key])];
    if (isSame(old, now)) return [];
    const here = field.label ? [...where, field.label] : where;
    const within = (inner: readonly Field[]) => differences(inner, old, now, drafts, here);
    if (field.kind === 'group' || field.kind === 'optional') return within(field.fields);
    if (field.kind === 'rows') return rowDifferences(field, asList(old), asList(now), drafts, where);
    const own = changed(here, said(field, old, drafts.before), said(field, now, drafts.after));
    if (field.kind !== 'variant') return own;
    const [left, right] = [variantOf(field.variants, old), variantOf(field.variants, now)];
    return [
      ...own,
      ...within(left === right ? (right?.fields ?? []) : [...(left?.fields ?? []), ...(right?.fields ?? [])]),
    ];
  });
}

function rowDifferences(
  field: Extract<Field, { kind: 'rows' }>,
  old: unknown[],
  now: unknown[],
  drafts: { before: Record<string, unknown>; after: Record<string, unknown> },
  where: string[],
): Difference[] {
  const oldNames = old.map(nameOf);
  const newNames = now.map(nameOf);
  const stays = oldNames.filter((name) => newNames.includes(name));
  const isMoved = newNames.filter((name) => oldNames.includes(name)).join() !== stays.join();
  return [
    ...old.flatMap((row, at) =>
      newNames.includes(oldNames[at] ?? '')
        ? []
        : differences(field.fields, row, {}, drafts, [...where, field.one(at + 1)]),
    ),
    ...now.flatMap((row, at) => {
      const from = oldNames.indexOf(newNames[at] ?? '');
      return differences(field.fields, from < 0 ? {} : old[from], row, drafts, [...where, field.one(at + 1)]);
    }),
    ...(isMoved ? [{ where: [...where, field.label], kind: 'moved' as const, stretches: [] }] : []),
  ];
}

const changed = (where: string[], old: string, now: string): Difference[] =>
  old === now
    ? []
    : [
        {
          where,
          kind: old === '' ? 'added' : now === '' ? 'removed' : 'changed',
          stretches: compareWords(old, now),
        },
      ];
