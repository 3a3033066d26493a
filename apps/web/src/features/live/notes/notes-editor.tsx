import { DOC_ROOT, type LiveDocState } from '@debrief/client';
import { Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent, useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import { useEffect, useRef } from 'react';
import { type Awareness } from 'y-protocols/awareness';
import { i18n } from '../../../shared/i18n';
import styles from './notes.module.css';

/** A paste larger than this cannot travel as one change; it is cut and the person is told. */
const MAX_PASTE = 16_000;

export interface CaretPerson {
  name: string;
  colour: string;
}

const caretOf = (who: (participant: string) => CaretPerson) => (user: { participant?: string }) => {
  const { name, colour } = who(user.participant ?? '');
  const caret = document.createElement('span');
  caret.className = styles.caret ?? '';
  caret.style.setProperty('--c', colour);
  caret.setAttribute('aria-hidden', 'true');
  const flag = caret.appendChild(document.createElement('i'));
  flag.textContent = name;
  return caret;
};

/** Carets of the others. The name comes from the roster, by the participant whom the server has stamped on the frame. */
const carets = (awareness: Awareness, who: (participant: string) => CaretPerson) =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: caretOf(who),
        selectionBuilder: (user: { participant?: string }) => ({
          class: styles.selected ?? '',
          style: `--c: ${who(user.participant ?? '').colour}`,
        }),
      }),
    ],
  });

interface Props {
  state: LiveDocState;
  label: string;
  who: (participant: string) => CaretPerson;
  onPasteCut: () => void;
}

/** The rich text of a shared document. Made anew for every Y.Doc: give it a `key` that changes with it. */
export const NotesEditor = ({ state: { doc, awareness, isWritable }, label, who, onPasteCut }: Props) => {
  const writable = useRef(isWritable);
  writable.current = isWritable;
  const editor = useEditor(
    {
      editable: isWritable,
      extensions: [
        StarterKit.configure({ undoRedo: false, link: false }),
        Collaboration.configure({ document: doc, field: DOC_ROOT }),
        carets(awareness, who),
      ],
      editorProps: {
        // A function, because whether it may be written changes while it stands.
        attributes: () => ({
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-readonly': String(!writable.current),
          class: styles.prose ?? '',
          spellcheck: 'true',
        }),
        transformPastedText: (text) => {
          if (text.length > MAX_PASTE) onPasteCut();
          return text.slice(0, MAX_PASTE);
        },
        transformPastedHTML: (html) => {
          if (html.length <= MAX_PASTE * 3) return html;
          onPasteCut();
          const text = new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
          return `<p>${text.slice(0, MAX_PASTE).replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)}</p>`;
        },
      },
    },
    [doc],
  );
  useEffect(() => {
    editor?.setEditable(isWritable, false);
  }, [editor, isWritable]);
  if (!editor) return null;
  const buttons = [
    {
      label: i18n.t('Heading'),
      text: 'H',
      is: editor.isActive('heading'),
      run: () => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    },
    {
      label: i18n.t('Bold'),
      text: 'B',
      is: editor.isActive('bold'),
      run: () => editor.chain().focus().toggleBold().run(),
    },
    {
      label: i18n.t('List'),
      text: '–',
      is: editor.isActive('bulletList'),
      run: () => editor.chain().focus().toggleBulletList().run(),
    },
    {
      label: i18n.t('Numbered list'),
      text: '1',
      is: editor.isActive('orderedList'),
      run: () => editor.chain().focus().toggleOrderedList().run(),
    },
  ];
  return (
    <>
      {isWritable && (
        <div className={styles.tools} role="toolbar" aria-label={i18n.t('Text')}>
          {buttons.map((button) => (
            <button
              key={button.label}
              type="button"
              className={styles.tool}
              aria-label={button.label}
              title={button.label}
              aria-pressed={button.is}
              onMouseDown={(event) => event.preventDefault()}
              onClick={button.run}
            >
              {button.text}
            </button>
          ))}
        </div>
      )}
      <EditorContent editor={editor} className={styles.editor} />
    </>
  );
};
