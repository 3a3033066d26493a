import { type LiveDocState } from '@debrief/client';
import { type InterviewType } from '@debrief/contracts';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo } from 'react';
import { i18n } from '../../../shared/i18n';
import { carets, type CaretPerson } from './carets';
import { notesExtensions } from './extensions';
import { readingCopy, withoutOwnCaret } from './reading-copy';
import { StartFrom } from './start-from';
import { Toolbar } from './toolbar';
import styles from './notes.module.css';

/** A paste larger than this cannot travel as one change; it is cut and the person is told. */
const MAX_PASTE = 16_000;

interface Props {
  state: LiveDocState;
  label: string;
  who: (participant: string) => CaretPerson;
  onPasteCut: () => void;
  /** What an empty page may start from; only for whose page it is. */
  frame?: { type: InterviewType; phases: readonly string[] } | undefined;
}

/** The rich text of a shared document. Made anew for every Y.Doc, and when writing begins or ends: give it a `key`. */
export const NotesEditor = ({ state: { doc, awareness, isWritable, sync }, label, who, onPasteCut, frame }: Props) => {
  const copy = useMemo(() => (isWritable ? null : readingCopy(doc)), [doc, isWritable]);
  useEffect(() => copy?.follow(), [copy]);
  const editor = useEditor(
    {
      editable: isWritable,
      extensions: [
        ...notesExtensions(copy?.doc ?? doc),
        carets(isWritable ? awareness : withoutOwnCaret(awareness), who),
      ],
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-readonly': String(!isWritable),
          class: styles.prose ?? '',
          spellcheck: 'true',
          // What is not editable is still read with the keyboard.
          tabindex: '0',
        },
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
    [copy?.doc ?? doc],
  );
  if (!editor) return null;
  return (
    <>
      {isWritable && <Toolbar editor={editor} />}
      {isWritable && frame && sync !== 'opening' && <StartFrom editor={editor} {...frame} />}
      <EditorContent editor={editor} className={styles.editor} />
      {isWritable && <p className={styles.vh}>{i18n.t('Alt and F10 lead to the tools of the text.')}</p>}
    </>
  );
};
