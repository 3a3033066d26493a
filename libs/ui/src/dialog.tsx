import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Kbd } from './button';
import styles from './dialog.module.css';
import text from './text.module.css';

/** A modal sheet: focus stays inside, Escape and `onClose` end it. Rendered only while it is open. */
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
  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal?.();
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog ref={box} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading} className={text.h22}>
        {title}
      </h2>
      {children}
    </dialog>
  );
};

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
