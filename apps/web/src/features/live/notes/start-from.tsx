import { type InterviewType } from '@debrief/contracts';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { useEditorState, type Editor } from '@tiptap/react';
import { type UndoManager } from 'yjs';
import { i18n } from '../../../shared/i18n';
import { templateOf } from './templates';
import styles from './notes.module.css';

interface Props {
  editor: Editor;
  type: InterviewType;
  phases: readonly string[];
}

/**
 * A frame for notes that are still empty: one press puts it in, one undo takes it out. Only the candidate is offered
 * it, so two people can never put it in twice; it is their page.
 */
export const StartFrom = ({ editor, type, phases }: Props) => {
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty });
  if (!isEmpty) return null;
  const { name, content } = templateOf(type, phases);
  const begin = () => {
    // The page may have been written on since this was drawn.
    if (!editor.isEmpty) return;
    const { undoManager } = yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager };
    undoManager.stopCapturing();
    editor.commands.setContent(content);
    undoManager.stopCapturing();
    editor.commands.focus('start');
  };
  return (
    <p className={styles.startFrom}>
      {i18n.t('Start from:')}{' '}
      <button type="button" onClick={begin}>
        {name}
      </button>
    </p>
  );
};
