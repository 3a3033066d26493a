import { Button, Pill, text, useToast } from '@debrief/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { FieldList, HeadFaults } from './field-view';
import { type Field } from './fields';
import { useFormState } from './form-context';
import { asList, asText, getIn, keyOf, type Path } from './path';

type Rows = Extract<Field, { kind: 'rows' }>;

/** Rows that can be added, removed and moved; Alt with an arrow moves the row that is being written in. */
export const RowsView = ({ field, path }: { field: Rows; path: Path }) => {
  const { draft, set } = useFormState();
  const say = useToast();
  const rows = asList(getIn(draft, path));
  const list = useRef<HTMLOListElement>(null);
  /** Which rows stand open; goes along with them when they move. */
  const [opened, setOpened] = useState<readonly boolean[]>([]);
  /** Where the keyboard goes once the rows stand anew. */
  const goTo = useRef<{ row: number; button: string } | null>(null);
  useEffect(() => {
    if (!goTo.current) return;
    const { row, button } = goTo.current;
    goTo.current = null;
    const box = list.current?.children[row];
    const target = box?.querySelector<HTMLElement>(
      button === 'new' ? 'input, textarea, select' : `[data-move="${button}"]:not(:disabled)`,
    );
    (target ?? box?.querySelector<HTMLElement>('button:not(:disabled), input, textarea'))?.focus();
  });
  const move = (from: number, to: number, button: string) => {
    if (to < 0 || to >= rows.length || from === to) return;
    goTo.current = { row: to, button };
    change((list) => inserted(without(list, from), to, list[from]));
    setOpened((before) => {
      const all = rows.map((_, at) => before[at] ?? false);
      return inserted(without(all, from), to, all[from] ?? false);
    });
  };
  /** Changes the rows, and the cells of a table with its columns. */
  const change = (how: (list: unknown[]) => unknown[]) => {
    set(path, (before: unknown) => how(asList(before)));
    const { cells } = field;
    if (cells) set([...path.slice(0, -1), cells], (before: unknown) => asList(before).map((row) => how(asList(row))));
  };
  const remove = (at: number, name: string) => {
    goTo.current = { row: Math.max(0, at - 1), button: 'up' };
    const row = rows[at];
    const taken = field.cells
      ? asList(getIn(draft, [...path.slice(0, -1), field.cells])).map((each) => asList(each)[at])
      : [];
    change((list) => without(list, at));
    setOpened((before) =>
      without(
        rows.map((_, each) => before[each] ?? false),
        at,
      ),
    );
    say({
      text: i18n.t('{name} removed', { name }),
      undo: {
        label: i18n.t('Undo'),
        run: () => {
          set(path, (before: unknown) => inserted(asList(before), at, row));
          setOpened((before) => inserted(before, at, false));
          if (field.cells)
            set([...path.slice(0, -1), field.cells], (before: unknown) =>
              asList(before).map((each, n) => inserted(asList(each), at, taken[n])),
            );
        },
      },
    });
  };
  const press = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || !step || field.isFixed) return;
    event.preventDefault();
    event.stopPropagation();
    move(at, at + step, step < 0 ? 'up' : 'down');
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        {field.label} <span className={text.meta}>{rows.length}</span>
      </legend>
      <HeadFaults path={path} />
      <ol ref={list} className={styles.rows}>
        {rows.map((row, at) => {
          const own = [...path, at];
          const name = field.one(at + 1);
          const actions = !field.isFixed && (
            <span className={styles.rowActions}>
              <Button
                size="s"
                kind="quiet"
                data-move="up"
                disabled={at === 0}
                aria-label={i18n.t('{name}: move up', { name })}
                onClick={() => move(at, at - 1, 'up')}
              >
                ↑
              </Button>
              <Button
                size="s"
                kind="quiet"
                data-move="down"
                disabled={at === rows.length - 1}
                aria-label={i18n.t('{name}: move down', { name })}
                onClick={() => move(at, at + 1, 'down')}
              >
                ↓
              </Button>
              <Button
                size="s"
                kind="quiet"
                disabled={rows.length <= field.from}
                aria-label={i18n.t('{name}: remove', { name })}
                onClick={() => remove(at, name)}
              >
                {i18n.t('Remove')}
              </Button>
            </span>
          );
          return (
            // Rows have no lasting name: a key can be empty or twice there while somebody writes.
            <li key={at} data-path={keyOf(own)} onKeyDown={(event) => press(event, at)}>
              {field.isShort ? (
                <div className={styles.shortRow} role="group" aria-label={name}>
                  <HeadFaults path={own} />
                  <FieldList fields={field.fields} path={own} />
                  {actions}
                </div>
              ) : (
                <details
                  className={styles.row}
                  open={opened[at] ?? false}
                  onToggle={({ currentTarget }) => {
                    const { open } = currentTarget;
                    setOpened((before) => replaced(before, at, open));
                  }}
                >
                  <summary>
                    <b>{name}</b>
                    <span className={styles.about}>{asText(getIn(row, [field.about]))}</span>
                    <FaultCount path={own} />
                  </summary>
                  <div className={styles.rowBody}>
                    <HeadFaults path={own} />
                    <FieldList fields={field.fields} path={own} />
                    {actions}
                  </div>
                </details>
              )}
            </li>
          );
        })}
      </ol>
      {!field.isFixed && rows.length < field.to && (
        <Button
          size="s"
          onClick={() => {
            goTo.current = { row: rows.length, button: 'new' };
            setOpened((before) => replaced(before, rows.length, true));
            set(path, [...rows, field.make(rows)]);
            if (field.cells)
              set([...path.slice(0, -1), field.cells], (before: unknown) =>
                asList(before).map((row) => [...asList(row), 0]),
              );
          }}
        >
          {i18n.t('Add {what}', { what: field.one(rows.length + 1).toLowerCase() })}
        </Button>
      )}
    </fieldset>
  );
};

const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, each) => each !== at);
const inserted = <T,>(list: readonly T[], at: number, value: T): T[] => [
  ...list.slice(0, at),
  value,
  ...list.slice(at),
];
const replaced = (list: readonly boolean[], at: number, value: boolean): boolean[] => {
  const copy = Array.from({ length: Math.max(list.length, at + 1) }, (_, each) => list[each] ?? false);
  copy[at] = value;
  return copy;
};

const FaultCount = ({ path }: { path: Path }) => {
  const { faults } = useFormState();
  const own = keyOf(path);
  const count = faults.all.filter((fault) => `${keyOf(fault.path)}.`.startsWith(`${own}.`)).length;
  return count > 0 ? <Pill tone="warn">{i18n.t('{n} open', { n: count })}</Pill> : null;
};
