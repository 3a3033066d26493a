import { type MarkKind } from '@debrief/contracts';
import { cx, MarkGlyph } from '@debrief/ui';
import { type ReactNode } from 'react';
import { markKindName } from '../../shared/score-names';
import styles from './parts.module.css';

/** The shape of a mark's kind; `label` says the word to screen readers where it does not stand beside it. */
export const Glyph = ({ kind, label }: { kind: MarkKind; label?: boolean }) => (
  <MarkGlyph kind={kind} label={label ? markKindName(kind) : undefined} />
);

/** What somebody said or did, with its kind: serif, an edge in the colour of the kind. */
export const Quote = ({ kind, text, by }: { kind: MarkKind; text: string; by: ReactNode }) => (
  <blockquote className={cx(styles.ev, styles[`ev-${kind}`])}>
    <p>{text}</p>
    <footer className={styles.by}>{by}</footer>
  </blockquote>
);
