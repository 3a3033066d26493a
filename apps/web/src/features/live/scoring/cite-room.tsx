import { newId } from '@debrief/client';
import { boardDoc, type Evidence } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { useOutline } from '../board/use-outline';
import { moment } from '../clock-words';
import { firstName, useNames, useRoom } from '../live-context';
import { useDoc } from '../notes/use-doc';
import notes from '../notes/notes.module.css';

/** As long as evidence may be. */
const MAX = 600;

interface Props {
  round: number;
  startedAt: number;
  endedAt: number;
  onCite: (evidence: Evidence) => void;
}

/** What was written to everyone while the interview ran, each line to be cited with its time. */
const CiteChat = ({ startedAt, endedAt, onCite }: Props) => {
  const room = useRoom();
  const name = useNames();
  const lines = room.chat.filter(({ at }) => at >= startedAt && at <= endedAt);
  if (!lines.length) return null;
  return (
    <details className={notes.cite}>
      <summary>
        {i18n.t('From the chat, {count, plural, one {# line} other {# lines}}', { count: lines.length })}
      </summary>
      <ul>
        {lines.map(({ participant, text, at }, index) => (
          <li key={index}>
            <button
              type="button"
              onClick={() => onCite({ id: newId(), text: text.slice(0, MAX), kind: 'quote', from: at, to: at })}
            >
              <span>{moment(at, startedAt)}</span> {firstName(name(participant))}: {text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** The words on the board. It keeps no time for each, so they are cited as of the whole interview. */
const CiteBoard = ({ round, startedAt, endedAt, onCite }: Props) => {
  const { state } = useDoc(boardDoc(round));
  const words = useOutline(state.doc).items.flatMap(({ id, label }) => (label ? [{ id, label }] : []));
  if (!words.length) return null;
  return (
    <details className={notes.cite}>
      <summary>
        {i18n.t('From the board, {count, plural, one {# shape} other {# shapes}}', { count: words.length })}
      </summary>
      <ul>
        {words.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() =>
                onCite({ id: newId(), text: label.slice(0, MAX), kind: 'quote', from: startedAt, to: endedAt })
              }
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What stands in the shared parts of the room, to be cited as evidence. */
export const CiteRoom = (props: Props) => (
  <>
    <CiteChat {...props} />
    <CiteBoard {...props} />
  </>
);
