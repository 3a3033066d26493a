import { checkDraft, type DraftIdentity, type PromptDraft } from '@debrief/prompt-bank';
import { useEffect, useMemo, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { type Field, type Part, variantOf } from './fields';
import { asList, getIn, keyOf, type Path } from './path';

/** A draft is checked when the typing rests, in ms. */
const REST_MS = 200;

/** One thing that is wrong or still missing, at the field that its writer can change. */
export interface Fault {
  path: Path;
  part: string;
  /** A whole sentence. */
  message: string;
  /** Nothing is written there yet: no reason for red. */
  isEmpty: boolean;
}

const isBlank = (value: unknown): boolean =>
  value === '' || value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** The label of the field at a path, as a list of words from the outside in. */
export function wordsAt(fields: readonly Field[], path: Path, draft: unknown): string[] {
  const [key, ...rest] = path;
  const field = fields.find((each) => each.key === key);
  if (!field || key === undefined) return [];
  const value = getIn(draft, [key]);
  const own = field.label ? [field.label] : [];
  const inner = (within: readonly Field[], from: Path, of: unknown) =>
    from.length > 0 ? [...own, ...wordsAt(within, from, of)] : own;
  switch (field.kind) {
    case 'group':
    case 'optional':
      return inner(field.fields, rest, value);
    case 'variant':
      return inner(variantOf(field.variants, value)?.fields ?? [], rest, value);
    case 'rows': {
      const [at, ...below] = rest;
      if (typeof at !== 'number') return own;
      const row = asList(value)[at];
      return [field.one(at + 1), ...(below.length > 0 ? wordsAt(field.fields, below, row) : [])];
    }
    case 'lines':
      return typeof rest[0] === 'number' ? [...own, String(rest[0] + 1)] : own;
    default:
      return own;
  }
}

/** Where a field stands in the form; the rows of a list keep their own order. */
const placeOf = (fields: readonly Field[], [key, ...rest]: Path): number[] => {
  const at = fields.findIndex((each) => each.key === key);
  const field = fields[at];
  return field?.kind === 'group' ? [at, ...placeOf(field.fields, rest)] : [at];
};
const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((each, n) => each !== b[n]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

/** What is wrong with a draft, in sentences, by part of the form. */
export function faultsOf(parts: readonly Part[], draft: PromptDraft, identity: DraftIdentity): Fault[] {
  const all = parts.flatMap(({ fields }) => fields);
  const { faults } = checkDraft(draft, identity);
  const inOrder = [...faults].sort((a, b) => compare(placeOf(all, a.path), placeOf(all, b.path)));
  return inOrder.map(({ path, message }) => {
    const part =
      parts.find(({ fields }) => fields.some(({ key }) => key === path[0])) ??
      // What a type needs as a whole has no field of its own.
      parts.find(({ key }) => key === identity.type) ??
      parts[0];
    const isEmpty = path.length > 0 && isBlank(getIn(draft, path));
    const label = wordsAt(part?.fields ?? [], path, draft).join(', ') || (part?.title ?? '');
    return {
      path,
      part: part?.key ?? '',
      isEmpty,
      // The schema's words read on after the field's name; the checks speak in whole sentences.
      message: isEmpty
        ? i18n.t('{label}: still empty.', { label })
        : /^[a-z]/.test(message)
          ? `${label} ${message}.`
          : message,
    };
  });
}

export interface Faults {
  all: readonly Fault[];
  /** By the field's path as text. */
  at: ReadonlyMap<string, readonly Fault[]>;
  countIn: (part: string) => number;
}

/** Checks a draft whenever its writer rests; the first time at once. */
export const useFaults = (parts: readonly Part[], draft: PromptDraft, identity: DraftIdentity): Faults => {
  const { id, type, author, version } = identity;
  const [all, setAll] = useState(() => faultsOf(parts, draft, identity));
  useEffect(() => {
    const timer = setTimeout(() => setAll(faultsOf(parts, draft, { id, type, author, version })), REST_MS);
    return () => clearTimeout(timer);
  }, [parts, draft, id, type, author, version]);
  return useMemo(() => {
    const at = new Map<string, Fault[]>();
    for (const fault of all) at.set(keyOf(fault.path), [...(at.get(keyOf(fault.path)) ?? []), fault]);
    return { all, at, countIn: (part) => all.filter((fault) => fault.part === part).length };
  }, [all]);
};
