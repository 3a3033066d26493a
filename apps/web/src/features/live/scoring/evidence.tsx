import { Button, cx, inputClass, text } from '@debrief/ui';
import { newId } from '@debrief/client';
import { markKinds, type Evidence, type MarkKind } from '@debrief/contracts';
import { useEffect, useId, useRef, useState } from 'react';
import { Glyph } from '../parts';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { type ShownMark } from '../cockpit/use-marks';
import { useLiveSession } from '../live-context';
import { CiteNotes } from '../notes/cite-notes';
import { markKindName } from '../../../shared/score-names';
import { useKeys } from '../room-keys';
import { missingCharacters } from './card-state';
import { CiteRoom } from './cite-room';
import { EvidenceTime } from './evidence-time';
import parts from '../parts.module.css';
import styles from './scoring.module.css';

interface Props {
  round: number;
  marks: ShownMark[];
  evidence: Evidence[];
  startedAt: number | null;
  /** When the interview ended: what was seen was seen before. */
  endedAt: number | null;
  isOptional: boolean;
  disabled: boolean;
  /** Counts the times that a level was asked for without evidence: each leads to the field. */
  asked: number;
  onToggleMark: (mark: ShownMark) => void;
  onAdd: (evidence: Evidence) => void;
  onChange: (id: string, change: Partial<Evidence>) => void;
  onRemove: (id: string) => void;
}

const Missing = ({ text }: { text: string }) => {
  const missing = missingCharacters(text);
  return missing > 0 ? (
    <span className={styles.missing}>{i18n.t('{missing} more characters carry a level', { missing })}</span>
  ) : null;
};

/** What was seen on this dimension: marks to cite, and words of one's own. Evidence first, then the level. */
export const EvidenceList = ({
  round,
  marks,
  evidence,
  startedAt,
  endedAt,
  isOptional,
  disabled,
  asked,
  onToggleMark,
  onAdd,
  onChange,
  onRemove,
}: Props) => {
  const live = useLiveSession();
  const [fresh, setFresh] = useState<string | null>(null);
  const add = () => {
    if (disabled) return;
    const to = Math.floor(endedAt ?? live.now());
    const id = newId();
    setFresh(id);
    onAdd({ id, text: '', kind: 'quote', from: startedAt ?? to, to });
  };
  useKeys([{ key: 'E', label: i18n.t('Add a quote or paraphrase'), run: add }]);
  const own = evidence.filter((each) => !each.mark);
  const list = useRef<HTMLUListElement>(null);
  const answered = useRef(asked);
  useEffect(() => {
    if (asked === answered.current) return;
    answered.current = asked;
    const field = list.current?.querySelector('textarea');
    if (field) field.focus();
    else add();
  });
  const end = endedAt ?? live.now();
  return (
    <>
      <h3 className={styles.lab}>{i18n.t('What you saw')}</h3>
      {marks.length === 0 && own.length === 0 && (
        <p className={text.meta}>
          {isOptional
            ? i18n.t('Evidence is up to you here.')
            : i18n.t('No marks on this one. A level needs evidence: write what you saw, or choose NO.')}
        </p>
      )}
      <ul className={styles.evidence} ref={list}>
        {marks.map((mark) => {
          const cited = evidence.find((each) => each.mark === mark.mark);
          return (
            <li key={mark.mark}>
              <input
                type="checkbox"
                className={styles.cite}
                checked={cited !== undefined}
                disabled={disabled}
                onChange={() => onToggleMark(mark)}
                aria-label={i18n.t('Cite the mark of {at}', { at: moment(mark.to, startedAt) })}
              />
              <div className={cx(parts.ev, parts[`ev-${mark.kind}`])}>
                {cited ? (
                  <Words text={cited.text} disabled={disabled} onChange={(text) => onChange(cited.id, { text })} />
                ) : (
                  <p>{mark.words || i18n.t('A mark without words')}</p>
                )}
                <span className={parts.by}>
                  <Glyph kind={mark.kind} /> {markKindName(mark.kind)} {cited && <Missing text={cited.text} />}
                </span>
              </div>
              <span className={styles.at}>{moment(mark.to, startedAt)}</span>
            </li>
          );
        })}
        {own.map((each) => (
          <li key={each.id}>
            <span />
            <div className={cx(parts.ev, parts[`ev-${each.kind}`])}>
              <Words
                text={each.text}
                disabled={disabled}
                autoFocus={each.id === fresh}
                onChange={(text) => onChange(each.id, { text })}
              />
              <span className={parts.by}>
                <Kind value={each.kind} disabled={disabled} onChange={(kind) => onChange(each.id, { kind })} />
                {startedAt !== null && (
                  <EvidenceTime
                    evidence={each}
                    startedAt={startedAt}
                    endedAt={end}
                    disabled={disabled}
                    onChange={(span) => onChange(each.id, span)}
                  />
                )}
                <Missing text={each.text} />
              </span>
            </div>
            <Button size="s" kind="quiet" disabled={disabled} onClick={() => onRemove(each.id)}>
              {i18n.t('Remove')}
            </Button>
          </li>
        ))}
      </ul>
      {!disabled && (
        <Button size="s" kind="quiet" hotkey="E" onClick={add}>
          + {i18n.t('Add a quote or paraphrase')}
        </Button>
      )}
      {!disabled && !isOptional && startedAt !== null && (
        <>
          <CiteNotes round={round} startedAt={startedAt} onCite={onAdd} />
          <CiteRoom round={round} startedAt={startedAt} endedAt={end} onCite={onAdd} />
        </>
      )}
    </>
  );
};

const Words = ({
  text,
  onChange,
  disabled,
  autoFocus,
}: {
  text: string;
  onChange: (text: string) => void;
  disabled: boolean;
  autoFocus?: boolean;
}) => {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  return (
    <textarea
      ref={field}
      id={id}
      className={cx(inputClass, styles.wordsIn)}
      rows={2}
      maxLength={600}
      value={text}
      disabled={disabled}
      aria-label={i18n.t('Quote or paraphrase')}
      placeholder={i18n.t('What was said or done, in a sentence')}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
};

const Kind = ({
  value,
  onChange,
  disabled,
}: {
  value: MarkKind;
  onChange: (kind: MarkKind) => void;
  disabled: boolean;
}) => (
  <label className={styles.kind}>
    <Glyph kind={value} />
    <span className={styles.vh}>{i18n.t('Kind of evidence')}</span>
    <select value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as MarkKind)}>
      {markKinds.map((kind) => (
        <option key={kind} value={kind}>
          {markKindName(kind)}
        </option>
      ))}
    </select>
  </label>
);
