import { DOC_ROOT, newId } from '@debrief/client';
import { privateDoc, type Evidence } from '@debrief/contracts';
import { useEffect, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useMe } from '../live-context';
import { timedLines } from './timed-lines';
import { useDoc } from './use-doc';
import styles from './notes.module.css';

/** A line cites what was said before it was begun, like a mark. */
const REACH = 10_000;
/** As long as evidence may be. */
const MAX = 600;

interface Props {
  round: number;
  startedAt: number;
  onCite: (evidence: Evidence) => void;
}

/** The lines of my private notes that carry a time, each to be cited as evidence with that time. */
export const CiteNotes = ({ round, startedAt, onCite }: Props) => {
  const {
    state: { doc },
  } = useDoc(privateDoc(round, useMe()));
  const [text, setText] = useState('');
  useEffect(() => {
    const own = doc.getText(DOC_ROOT);
    const read = () => setText(own.toString());
    read();
    own.observe(read);
    return () => own.unobserve(read);
  }, [doc]);
  const lines = timedLines(text).flatMap(({ at, words }) => (at === null ? [] : [{ at, words }]));
  if (!lines.length) return null;
  const cite = ({ at, words }: { at: number; words: string }) => {
    const to = startedAt + at;
    onCite({ id: newId(), text: words.slice(0, MAX), kind: 'quote', from: Math.max(startedAt, to - REACH), to });
  };
  return (
    <details className={styles.cite}>
      <summary>
        {i18n.t('From your private notes, {count, plural, one {# line} other {# lines}}', { count: lines.length })}
      </summary>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>
            <button type="button" onClick={() => cite(line)}>
              <span>{moment(startedAt + line.at, startedAt)}</span> {line.words}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};
