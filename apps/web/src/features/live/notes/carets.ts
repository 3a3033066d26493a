import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import { type Awareness } from 'y-protocols/awareness';
import styles from './notes.module.css';

export interface CaretPerson {
  name: string;
  /** A CSS colour: that of the person's seat. */
  colour: string;
}
type Who = (participant: string) => CaretPerson;

const caretOf = (who: Who) => (user: { participant?: string }) => {
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
export const carets = (awareness: Awareness, who: Who) =>
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
