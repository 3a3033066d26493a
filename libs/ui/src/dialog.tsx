import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button, type ButtonLook, Kbd } from './button';
import styles from './dialog.module.css';
import text from './text.module.css';

/**
 * A modal sheet: focus stays inside and returns afterwards; Escape and {@link CloseDialog} end it. Rendered only while
 * it is open; `onClose` is the moment to stop rendering it.
 */
export const Dialog = ({
  title,
  onClose,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) => {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before the element leaves the page, or the browser would not give the focus back.
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal?.();
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.dialog}
      aria-labelledby={heading}
      // The event comes late: by then the sheet may be open again, or gone.
      onClose={() => box.current && !box.current.open && onClose()}
    >
      <h2 id={heading} className={text.h22}>
        {title}
      </h2>
      {children}
    </dialog>
  );
};

/** Closes the sheet it stands in. */
export const CloseDialog = ({ children, ...look }: ButtonLook & { children: ReactNode }) => (
  <form method="dialog">
    <Button {...look} type="submit" autoFocus>
      {children}
    </Button>
  </form>
);

/** Keys with what they do. Several caps in one entry are pressed one after the other. */
export const KeyList = ({ keys }: { keys: { caps: string[]; label: ReactNode }[] }) => (
  <dl className={styles.keys}>
    {keys.map(({ caps, label }) => (
      <div key={caps.join(' ')}>
        <dt>
          {caps.map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
          <span className={text.vh}>{caps.join(', ')}</span>
        </dt>
        <dd>{label}</dd>
      </div>
    ))}
  </dl>
);
