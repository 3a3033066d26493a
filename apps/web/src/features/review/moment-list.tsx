import type { RubricView } from '@debrief/contracts';
import type { Moment, RoundState } from '@debrief/live-core';
import { cx, MarkGlyph, text } from '@debrief/ui';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { momentText, momentTitle, sinceStart } from './moment-words';
import styles from './review.module.css';

const Sign = ({ moment }: { moment: Moment }) => {
  if ('mark' in moment) return <MarkGlyph kind={moment.mark} />;
  const path = {
    twist: <path d="M2 11 10 1" />,
    hint: <circle cx="6" cy="6" r="4.2" />,
    fact: <path d="M6 1v10" />,
    phase: <path d="M1 6h10" />,
    opened: <path d="M2 10V2h8v8z" />,
  }[moment.kind];
  return (
    <svg className={styles.sign} width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
      {path}
    </svg>
  );
};

/** The moments of the timeline as a list: the same by keyboard, by voice and on a small screen. */
export const MomentList = ({
  moments,
  round,
  rubric,
  chosen,
  nameOf,
  onChoose,
}: {
  moments: readonly Moment[];
  round: RoundState;
  rubric: RubricView | undefined;
  chosen: string | null;
  /** Empty for the reader's own. */
  nameOf: (participant: string) => string;
  onChoose: (moment: Moment) => void;
}) => {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Only the list itself moves: the page stays where its reader has put it.
    const item = list.current?.querySelector<HTMLElement>('[aria-current=true]');
    if (!item || !list.current) return;
    const { top, bottom } = item.getBoundingClientRect();
    const box = list.current.getBoundingClientRect();
    if (top < box.top) list.current.scrollTop -= box.top - top;
    else if (bottom > box.bottom) list.current.scrollTop += bottom - box.bottom;
  }, [chosen, moments]);
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const here = buttons.findIndex((button) => button === event.target);
    if (!by || here < 0) return;
    event.preventDefault();
    buttons[here + by]?.focus();
  };
  return (
    <ol className={styles.moments} ref={list} onKeyDown={walk}>
      {moments.map((moment) => (
        <li key={moment.key}>
          <button type="button" aria-current={moment.key === chosen} onClick={() => onChoose(moment)}>
            <span className={styles.time}>{sinceStart(moment.at, round)}</span>
            <Sign moment={moment} />
            <span className={styles.momentBody}>
              <span className={styles.momentTitle}>
                {momentTitle(moment, rubric)}
                {'by' in moment && nameOf(moment.by) && <span className={text.small}>{nameOf(moment.by)}</span>}
              </span>
              {momentText(moment) && (
                <span className={cx('words' in moment ? styles.said : styles.aside)}>{momentText(moment)}</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
};
