import { Button, Chip, cx, inputClass, Kbd } from '@debrief/ui';
import { markKinds } from '@debrief/contracts';
import { useEffect, useRef, useState } from 'react';
import { Glyph } from '../parts';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { markKindName } from '../../../shared/score-names';
import { useKeys } from '../room-keys';
import { type Marking } from './use-marks';
import styles from './cockpit.module.css';

interface Props {
  dimensions: { key: string; name: string }[];
  marking: Marking;
  startedAt: number | null;
}

/**
 * One press files a mark: a digit means strong on that dimension, with Shift it means missed. The line below lets the
 * kind be changed for eight seconds, adds words, or takes the mark back. Eyes stay on the partner.
 */
export const MarkPad = ({ dimensions, marking, startedAt }: Props) => {
  const { marks, open, isWriting } = marking;
  const dimensionOf = (key: string) => dimensions.find((dimension) => dimension.key === key)?.name ?? key;
  useKeys([
    {
      key: `1–${dimensions.length}`,
      label: i18n.t('Strong on that dimension; with Shift: missed'),
      digits: (digit, shift) => {
        const dimension = dimensions[digit - 1];
        if (dimension) marking.file(dimension.key, shift ? 'missed' : 'strong');
        return dimension !== undefined;
      },
    },
    {
      key: 'K',
      label: i18n.t('Next kind for the mark just made: strong, unclear, missed, quote'),
      run: marking.changeToNext,
    },
    { key: 'N', label: i18n.t('Add words to the mark just made'), run: marking.startWriting },
    { key: 'U', label: i18n.t('Take the mark just made back'), run: marking.undo },
  ]);
  return (
    <div className={styles.pad}>
      <ol className={styles.marks} aria-label={i18n.t('Mark a moment')}>
        {dimensions.map(({ key, name }, index) => {
          const own = marks.filter((mark) => mark.dimension === key);
          const waiting = own.filter((mark) => mark.isPending).length;
          return (
            <li key={key}>
              <button
                type="button"
                className={cx(styles.mk, open?.dimension === key && styles.mkOn, waiting > 0 && styles.mkWaiting)}
                onClick={(event) => marking.file(key, event.shiftKey ? 'missed' : 'strong')}
                aria-keyshortcuts={`${index + 1} Shift+${index + 1}`}
              >
                <Kbd>{index + 1}</Kbd>
                <span>{name}</span>
                <span className={styles.glyphs}>
                  {own.slice(-4).map((mark) => (
                    <Glyph key={mark.mark} kind={mark.kind} label />
                  ))}
                  {waiting > 0 && <small>{i18n.t('{waiting} wait to sync', { waiting })}</small>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <div className={styles.undo}>
        <p role="status" className={styles.undoWords}>
          {open ? (
            <>
              <Glyph kind={open.kind} />{' '}
              <b>
                {i18n.t('Marked {from} to {to}', {
                  from: moment(open.from, startedAt),
                  to: moment(open.to, startedAt),
                })}
              </b>{' '}
              <span className={styles.hideNarrow}>{dimensionOf(open.dimension)}</span>
              {open.words && <q>{open.words}</q>}
            </>
          ) : (
            <span className={styles.dim}>
              {i18n.t('A mark takes the last ten seconds. Only you see it until you cite or share it.')}
            </span>
          )}
        </p>
        {open && isWriting && <Words words={open.words} onDone={marking.write} />}
        {open && !isWriting && (
          <>
            <span className={styles.kinds} role="group" aria-label={i18n.t('Kind of mark')}>
              {markKinds.map((kind) => (
                <Chip key={kind} pressed={open.kind === kind} onClick={() => marking.change(kind)}>
                  <Glyph kind={kind} />
                  {markKindName(kind)}
                </Chip>
              ))}
            </span>
            <Button size="s" kind="quiet" hotkey="N" onClick={marking.startWriting} className={styles.addWords}>
              {i18n.t('Add words')}
            </Button>
            <Button size="s" kind="quiet" hotkey="U" onClick={marking.undo}>
              {i18n.t('Undo')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
};

const Words = ({ words, onDone }: { words: string; onDone: (words: string) => void }) => {
  const [text, setText] = useState(words);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.words}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim());
      }}
    >
      <input
        ref={field}
        className={inputClass}
        value={text}
        maxLength={600}
        aria-label={i18n.t('What was said or done')}
        placeholder={i18n.t('What was said or done')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone(words)}
      />
      <Button size="s" type="submit">
        {i18n.t('Keep')}
      </Button>
    </form>
  );
};
