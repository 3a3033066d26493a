import { type ReactNode } from 'react';
import { cx } from './cx';
import styles from './glyph.module.css';

/** Up, across, down, square: shape doubles colour. */
export type GlyphKind = 'strong' | 'unclear' | 'missed' | 'quote';

const shapes: Record<GlyphKind, ReactNode> = {
  strong: <path d="M6 1 11 10.5H1z" fill="currentColor" />,
  unclear: (
    <>
      <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 .8 6 11.2.8 6z" fill="currentColor" />
    </>
  ),
  missed: <path d="M6 10.5 1.3 1.8h9.4z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  quote: <rect x="2" y="2" width="8" height="8" fill="currentColor" />,
};
/** The shape of a kind. Without a `label` it is decoration, and the word stands beside it. */
export const MarkGlyph = ({ kind, label }: { kind: GlyphKind; label?: string | undefined }) => (
  <svg
    className={cx(styles.glyph, styles[kind])}
    width="11"
    height="11"
    viewBox="0 0 12 12"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
  >
    {shapes[kind]}
  </svg>
);
