import { isInTable } from '@tiptap/pm/tables';
import { useEditorState, type Editor } from '@tiptap/react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { i18n } from '../../../shared/i18n';
import { estimateBlock, tableOf } from './templates';
import { ToolGlyph, type ToolIcon } from './toolbar-icons';
import styles from './notes.module.css';

interface Tool {
  icon: ToolIcon;
  label: string;
  keys?: string;
  /** Pressed or not, for tools that switch something. */
  is?: boolean;
  isOff?: boolean;
  run: () => unknown;
}

const plainTable = () => tableOf([i18n.t('Name'), '', ''], [[], []]);

const toolsOf = (editor: Editor): Tool[][] => {
  const chain = () => editor.chain().focus();
  const inTable = isInTable(editor.state);
  const inList = editor.isActive('listItem') || editor.isActive('taskItem');
  const listNode = editor.isActive('taskItem') ? 'taskItem' : 'listItem';
  return [
    [
      {
        icon: 'heading',
        label: i18n.t('Heading'),
        keys: 'Mod-Alt-2',
        is: editor.isActive('heading'),
        run: () => chain().toggleHeading({ level: 2 }).run(),
      },
      {
        icon: 'bold',
        label: i18n.t('Bold'),
        keys: 'Mod-B',
        is: editor.isActive('bold'),
        run: () => chain().toggleBold().run(),
      },
      {
        icon: 'bullets',
        label: i18n.t('List'),
        keys: 'Mod-Shift-8',
        is: editor.isActive('bulletList'),
        run: () => chain().toggleBulletList().run(),
      },
      {
        icon: 'numbers',
        label: i18n.t('Numbered list'),
        keys: 'Mod-Shift-7',
        is: editor.isActive('orderedList'),
        run: () => chain().toggleOrderedList().run(),
      },
      {
        icon: 'tasks',
        label: i18n.t('Tasks'),
        keys: 'Mod-Shift-9',
        is: editor.isActive('taskList'),
        run: () => chain().toggleTaskList().run(),
      },
    ],
    inTable
      ? [
          { icon: 'row', label: i18n.t('Row below'), run: () => chain().addRowAfter().run() },
          { icon: 'column', label: i18n.t('Column to the right'), run: () => chain().addColumnAfter().run() },
          { icon: 'noRow', label: i18n.t('Remove the row'), run: () => chain().deleteRow().run() },
          { icon: 'noColumn', label: i18n.t('Remove the column'), run: () => chain().deleteColumn().run() },
          { icon: 'noTable', label: i18n.t('Remove the table'), run: () => chain().deleteTable().run() },
        ]
      : [
          {
            icon: 'table',
            label: i18n.t('Table'),
            run: () =>
              chain()
                .insertContent([plainTable(), { type: 'paragraph' }])
                .run(),
          },
          {
            icon: 'estimate',
            label: i18n.t('Table that computes'),
            run: () =>
              chain()
                .insertContent([...estimateBlock(), { type: 'paragraph' }])
                .run(),
          },
        ],
    inList && !inTable
      ? [
          {
            icon: 'outdent',
            label: i18n.t('Move out'),
            keys: 'Shift-Tab',
            run: () => chain().liftListItem(listNode).run(),
          },
          { icon: 'indent', label: i18n.t('Move in'), keys: 'Tab', run: () => chain().sinkListItem(listNode).run() },
        ]
      : [],
    [
      {
        icon: 'undo',
        label: i18n.t('Undo what you did'),
        keys: 'Mod-Z',
        isOff: !editor.can().undo(),
        run: () => chain().undo().run(),
      },
      {
        icon: 'redo',
        label: i18n.t('Do it again'),
        keys: 'Mod-Shift-Z',
        isOff: !editor.can().redo(),
        run: () => chain().redo().run(),
      },
    ],
  ];
};

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const keyWords = (keys: string) => keys.replace('Mod', isMac ? '⌘' : 'Ctrl').replaceAll('-', isMac ? '' : '+');

/** What can be done to the text. One of its buttons is in the tab order, arrows move among them, Escape goes back. */
export const Toolbar = ({ editor }: { editor: Editor }) => {
  // Drawn again at every transaction: what is pressed depends on where the caret stands.
  useEditorState({ editor, selector: ({ transactionNumber }) => transactionNumber });
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const groups = toolsOf(editor).filter((group) => group.length > 0);
  const count = groups.flat().length;
  const current = Math.min(at, count - 1);
  const focusTool = (index: number) => {
    setAt(index);
    bar.current?.querySelectorAll<HTMLElement>('button')[index]?.focus();
  };
  useEffect(() => {
    // Around the text as well: its own element may not be there yet when the tools are.
    const around = bar.current?.parentElement;
    const press = (event: globalThis.KeyboardEvent) => {
      if (!(event.altKey && event.key === 'F10')) return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    };
    around?.addEventListener('keydown', press);
    return () => around?.removeEventListener('keydown', press);
  }, []);
  const move = (event: KeyboardEvent) => {
    const next = {
      ArrowRight: (current + 1) % count,
      ArrowLeft: (current - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (event.key === 'Escape') editor.commands.focus();
    else if (next === undefined) return;
    else focusTool(next);
    event.preventDefault();
  };
  let index = -1;
  return (
    <div ref={bar} className={styles.tools} role="toolbar" aria-label={i18n.t('Text')} onKeyDown={move}>
      {groups.map((group, groupAt) => (
        <div key={groupAt} className={styles.toolGroup}>
          {group.map((tool) => {
            index += 1;
            const own = index;
            return (
              <button
                key={tool.icon}
                type="button"
                className={styles.tool}
                aria-label={tool.label}
                title={tool.keys ? `${tool.label} (${keyWords(tool.keys)})` : tool.label}
                aria-pressed={tool.is}
                aria-disabled={tool.isOff}
                tabIndex={own === current ? 0 : -1}
                // A press must not take the caret out of the text.
                onMouseDown={(event) => event.preventDefault()}
                onFocus={() => setAt(own)}
                onClick={() => !tool.isOff && tool.run()}
              >
                <ToolGlyph icon={tool.icon} />
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
};
