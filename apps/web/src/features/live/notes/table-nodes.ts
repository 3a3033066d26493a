import { mergeAttributes, Node, type CommandProps } from '@tiptap/core';
import { type EditorState, type Plugin, type Transaction } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from '@tiptap/pm/tables';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

type TableCommand = (state: EditorState, dispatch?: (tr: Transaction) => void) => boolean;
const run =
  (command: TableCommand) =>
  () =>
  ({ state, dispatch }: CommandProps): boolean =>
    command(state, dispatch);

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    noteTable: {
      addRowAfter: () => ReturnType;
      addColumnAfter: () => ReturnType;
      deleteRow: () => ReturnType;
      deleteColumn: () => ReturnType;
      deleteTable: () => ReturnType;
      goToNextCell: () => ReturnType;
      goToPreviousCell: () => ReturnType;
    };
  }
}

/** Roles by which ProseMirror's table commands know the four kinds of node. */
const roles: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

/**
 * The plugin mends tables whose rows have become unequal, which two people's edits can do. Whoever only hears of it
 * must not mend as well: each would add the missing cell, and the table would grow by one per reader.
 */
const editing = (): Plugin => {
  const plugin = tableEditing();
  const { appendTransaction } = plugin.spec;
  plugin.spec.appendTransaction = (transactions, before, after) =>
    transactions.some((transaction) => transaction.getMeta(ySyncPluginKey))
      ? null
      : appendTransaction?.call(plugin, transactions, before, after);
  return plugin;
};

/** A table; `kind` is `estimate` for one whose rows are assumptions to compute with. */
export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  addAttributes: () => ({
    kind: {
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-kind'),
      renderHTML: ({ kind }: { kind?: string | null }) => (kind ? { 'data-kind': kind } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
  extendNodeSchema: ({ name }: { name: string }) => (roles[name] ? { tableRole: roles[name] } : {}),
  addCommands: () => ({
    addRowAfter: run(addRowAfter),
    addColumnAfter: run(addColumnAfter),
    deleteRow: run(deleteRow),
    deleteColumn: run(deleteColumn),
    deleteTable: run(deleteTable),
    goToNextCell: run(goToNextCell(1)),
    goToPreviousCell: run(goToNextCell(-1)),
  }),
  addKeyboardShortcuts() {
    return {
      // The last cell makes a row, as in every spreadsheet; the arrows and Escape lead out.
      Tab: ({ editor }) =>
        isInTable(editor.state) &&
        (editor.commands.goToNextCell() || editor.chain().addRowAfter().goToNextCell().run()),
      'Shift-Tab': ({ editor }) => isInTable(editor.state) && editor.commands.goToPreviousCell(),
    };
  },
  addProseMirrorPlugins: () => [editing()],
});

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', mergeAttributes(HTMLAttributes), 0],
});

/** What the table commands read from every cell. Nothing here merges cells, so spans stay one. */
const spans = {
  colspan: { default: 1, parseHTML: () => 1, renderHTML: () => ({}) },
  rowspan: { default: 1, parseHTML: () => 1, renderHTML: () => ({}) },
  colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) },
};

export const TableCell = Node.create({
  name: 'tableCell',
  content: 'paragraph+',
  isolating: true,
  addAttributes: () => spans,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', mergeAttributes(HTMLAttributes), 0],
});

export const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'paragraph+',
  isolating: true,
  addAttributes: () => spans,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes), 0],
});
