import { DOC_ROOT } from '@debrief/client';
import { privateDoc } from '@debrief/contracts';
import { useEffect, useId, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useMe } from '../live-context';
import { Refused } from './refused';
import { Saved } from './saved';
import { textChange } from './text-change';
import { useDoc } from './use-doc';
import styles from './notes.module.css';

/** My own notes on a round: plain text that nobody else ever receives, the same in all my tabs. */
export const PrivateNotes = ({ round }: { round: number }) => {
  const me = useMe();
  const { link, state } = useDoc(privateDoc(round, me));
  const label = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const { doc } = state;
  useEffect(() => {
    const shared = doc.getText(DOC_ROOT);
    const read = () => setText(shared.toString());
    read();
    shared.observe(read);
    return () => shared.unobserve(read);
  }, [doc]);
  const write = (next: string) => {
    const shared = doc.getText(DOC_ROOT);
    const change = textChange(shared.toString(), next);
    doc.transact(() => {
      if (change.deleted) shared.delete(change.at, change.deleted);
      if (change.inserted) shared.insert(change.at, change.inserted);
    });
  };
  return (
    <div className={styles.private}>
      <div className={styles.privateHead}>
        <label htmlFor={label}>{i18n.t('Private notes')}</label>
        <span className={styles.saved}>
          {i18n.t('Only you')} · <Saved state={state} />
        </span>
      </div>
      {state.refused && <Refused refused={state.refused} onDone={() => link.forgetRefused()} />}
      <textarea
        id={label}
        ref={area}
        rows={4}
        maxLength={20_000}
        value={text}
        readOnly={!state.isWritable}
        onChange={(event) => write(event.target.value)}
      />
    </div>
  );
};
