import { type ButtonHTMLAttributes, type ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx';

export interface ButtonLook {
  /** One `primary` a page: the blue pencil marks what matters now. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 's' | 'm' | 'l';
  wide?: boolean;
}
/** The classes of a button, for a link that is pressed like one. */
export const buttonClass = ({ kind = 'plain', size = 'm', wide }: ButtonLook = {}): string =>
  cx(styles.btn, styles[kind], styles[`size-${size}`], wide && styles.wide);

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonLook & {
    /** The key that does the same, shown beside the words. */
    hotkey?: string;
    /** Work has begun: a ring turns, presses are ignored, the button keeps its place. */
    busy?: boolean;
  };
/** `type` is `button` unless said otherwise. */
export const Button = ({ kind, size, wide, hotkey, busy, children, className, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    {...(busy ? { 'aria-busy': true, 'aria-disabled': true } : {})}
    onClick={busy ? (event) => event.preventDefault() : onClick}
    className={cx(
      buttonClass({ ...(kind && { kind }), ...(size && { size }), ...(wide !== undefined && { wide }) }),
      className,
    )}
  >
    {busy && <span className={styles.spin} aria-hidden="true" />}
    {children}
    {hotkey && <Kbd>{hotkey}</Kbd>}
  </button>
);

/** A key's cap; the words beside it say what it does. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className={styles.kbd} aria-hidden="true">
    {children}
  </kbd>
);
