import { type ReactNode } from 'react';
import text from './text.module.css';

/** Words for screen readers only. */
export const VisuallyHidden = ({
  children,
  as: As = 'span',
}: {
  children: ReactNode;
  as?: 'span' | 'h1' | 'h2' | 'legend';
}) => <As className={text.vh}>{children}</As>;
