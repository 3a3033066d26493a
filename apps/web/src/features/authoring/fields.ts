import { type PromptDraft } from '@debrief/prompt-bank';

/** A value with what it is called. */
export type Option = readonly [value: string, name: string];
type Named = { key: string; label: string; hint?: string };

/** One field of a prompt, as the form, the differences between versions and the list of faults know it. */
export type Field = Named &
  (
    | {
        kind: 'line' | 'text';
        max: number;
        /** What an empty box means: an empty text, no field, or `null`. */
        empty?: 'omit' | 'null';
        suggestions?: (draft: PromptDraft) => string[];
        /** A name for machines, such as the key of a fact. */
        isCode?: boolean;
      }
    | { kind: 'number' }
    | { kind: 'flag' }
    | { kind: 'choice'; options: (draft: PromptDraft) => readonly Option[]; empty?: 'omit'; none?: string }
    | { kind: 'choices'; options: readonly Option[] }
    | { kind: 'shares'; options: readonly Option[] }
    | { kind: 'lines'; max: number; from: number; to: number; long?: boolean }
    | { kind: 'group'; fields: Field[] }
    | { kind: 'optional'; fields: Field[]; make: () => unknown; add: string }
    | { kind: 'variant'; variants: Variant[] }
    | {
        kind: 'rows';
        fields: Field[];
        from: number;
        to: number;
        /** What a new row holds. */
        make: (rows: readonly unknown[]) => unknown;
        /** What a row is called: `Fact 3`. */
        one: (n: number) => string;
        /** The field that says what a row is about. */
        about: string;
        /** Rows of one or two boxes stand open; longer ones unfold. */
        isShort?: boolean;
        /** The plan of the type decides which rows there are. */
        isFixed?: boolean;
        /** Rows of this list are columns of that grid beside it. */
        cells?: string;
      }
    | { kind: 'grid' }
  );

/** One of several shapes a field can have. */
export interface Variant {
  value: string;
  label: string;
  make: () => unknown;
  fields: Field[];
}

/** A part of the form, with the fields of the prompt that it holds. */
export interface Part {
  key: string;
  title: string;
  lede: string;
  fields: Field[];
}

/** Which of the shapes a value has: the word itself, or its `kind`, or the only one that is an object. */
export const variantOf = (variants: readonly Variant[], value: unknown): Variant | undefined =>
  typeof value === 'object' && value !== null
    ? (variants.find((each) => 'kind' in value && each.value === value.kind) ??
      variants.find((each) => each.value === 'object'))
    : variants.find((each) => each.value === value);

/** A key that none of the rows has yet: `fact-7`. */
export const freshKey = (rows: readonly unknown[], stem: string, join = '-'): string => {
  const taken = new Set(
    rows.flatMap((row) =>
      typeof row === 'object' && row !== null ? [Reflect.get(row, 'id'), Reflect.get(row, 'name')] : [],
    ),
  );
  let n = rows.length + 1;
  while (taken.has(`${stem}${join}${n}`)) n += 1;
  return `${stem}${join}${n}`;
};
