import { DOC_ROOT } from '@debrief/client';
import { privateDoc } from '@debrief/contracts';
import { roundOf } from '@debrief/live-core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ChangeEvent } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLiveSession, useMe, useRoom } from '../live-context';
import { Saved } from './saved';
import { SharePart } from './share-part';
import { textChange } from './text-change';
import { withTimes } from './timed-lines';
import { useDoc } from './use-doc';
import styles from './notes.module.css';

/** My own notes on a round: plain text that nobody else ever receives, each line with the time it was begun. */
export const PrivateNotes = ({ round }: { round: number }) => {
  const me = useMe();
  const live = useLiveSession();
  const { startedAt = null, stage } = roundOf(useRoom(), round) ?? {};
  const { state } = useDoc(privateDoc(round, me));
  const label = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const [text, setText] = useState('');
  const [selected, setSelected] = useState('');
  const { doc } = state;
  useEffect(() => {
    const shared = doc.getText(DOC_ROOT);
    const read = () => setText(shared.toString());
    read();
    shared.observe(read);
    return () => shared.unobserve(read);
  }, [doc]);
  // A time that was put in moves the words on; the caret has to go with them.
  useLayoutEffect(() => {
    if (caret.current !== null) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  // The document tells of every selection, that of a finger and of a screen reader too; `select` alone misses some.
  useEffect(() => {
    const look = () => {
      const field = area.current;
      if (field && document.activeElement === field)
        setSelected(field.value.slice(field.selectionStart, field.selectionEnd));
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  const write = (next: string) => {
    const shared = doc.getText(DOC_ROOT);
    const change = textChange(shared.toString(), next);
    doc.transact(() => {
      if (change.deleted) shared.delete(change.at, change.deleted);
      if (change.inserted) shared.insert(change.at, change.inserted);
    });
  };
  const type = ({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>) => {
    // Half a composed character must stay where the keyboard has put it; it gets its time with the next key.
    const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
    // Written while scoring, a line is about no moment of its own.
    if (startedAt === null || stage !== 'interview' || isComposing) return write(target.value);
    const timed = withTimes(text, target.value, target.selectionStart, moment(live.now(), startedAt));
    if (timed.text !== target.value) caret.current = timed.caret;
    write(timed.text);
  };
  return (
    <div className={styles.private}>
      <div className={styles.privateHead}>
        <label htmlFor={label}>{i18n.t('Private notes')}</label>
        <span className={styles.saved}>
          {i18n.t('Only you')} · <Saved state={state} />
        </span>
      </div>
      <textarea
        id={label}
        ref={area}
        rows={5}
        maxLength={20_000}
        value={text}
        readOnly={!state.isWritable}
        placeholder={i18n.t('Each line begins with the time of the round')}
        onChange={type}
      />
      <SharePart round={round} selected={selected} />
    </div>
  );
};
