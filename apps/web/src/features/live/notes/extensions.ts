import { DOC_ROOT } from '@debrief/client';
import { type Extensions, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { StarterKit } from '@tiptap/starter-kit';
import type * as Y from 'yjs';
import { i18n } from '../../../shared/i18n';
import { FormulaLine } from './formula-line';
import { Table, TableCell, TableHeader, TableRow } from './table-nodes';
import styles from './notes.module.css';

/** The server refuses what nests more than 40 deep; a level of a list is two of those. */
const MAX_LEVELS = 12;
const LISTS = new Set(['bulletList', 'orderedList', 'taskList']);

/** Tab moves a line of a list in until it is deep enough. */
const outline = Extension.create({
  name: 'outline',
  priority: 200,
  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => {
        const { $from } = editor.state.selection;
        let levels = 0;
        for (let depth = $from.depth; depth > 0; depth--) if (LISTS.has($from.node(depth).type.name)) levels++;
        return levels >= MAX_LEVELS;
      },
    };
  },
});

/** What shared notes may hold. Only ever add: notes of earlier releases must open, and every row of the log replays. */
export const notesExtensions = (document: Y.Doc): Extensions => [
  StarterKit.configure({ undoRedo: false, link: false }),
  TaskList,
  TaskItem.configure({
    nested: true,
    a11y: { checkboxLabel: (node) => i18n.t('Done: {task}', { task: node.textContent || i18n.t('empty task') }) },
  }),
  Table,
  TableRow,
  TableCell,
  TableHeader,
  FormulaLine.configure({ resultClass: styles.result ?? '' }),
  outline,
  Collaboration.configure({ document, field: DOC_ROOT }),
];
