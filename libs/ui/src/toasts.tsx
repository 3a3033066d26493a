import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from './button';
import styles from './toasts.module.css';

export interface Toast {
  text: string;
  /** Takes the thing back instead of asking beforehand. */
  undo?: { label: string; run: () => void };
}
const SHOWN_MS = 8_000;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Says something without taking the focus; a screen reader hears it when it is free. */
export const useToast = (): ((toast: Toast) => void) => use(ToastContext);

/** Holds the newest three messages, each for eight seconds, longer while the pointer or the focus is on them. */
export const Toasts = ({ children, label }: { children: ReactNode; label: string }) => {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const [isHeld, setHeld] = useState(false);
  const last = useRef(0);
  const say = useCallback((toast: Toast) => {
    last.current += 1;
    const id = last.current;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
  }, []);
  const drop = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  const oldest = toasts[0]?.id;
  useEffect(() => {
    if (oldest === undefined || isHeld) return;
    const timer = setTimeout(() => drop(oldest), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [oldest, isHeld]);
  return (
    <ToastContext value={say}>
      {children}
      <div
        className={styles.toasts}
        role="region"
        aria-live="polite"
        aria-label={label}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toasts.map(({ id, text, undo }) => (
          <div key={id} className={styles.toast}>
            <span>{text}</span>
            {undo && (
              <Button
                kind="quiet"
                size="s"
                onClick={() => {
                  undo.run();
                  setHeld(false);
                  drop(id);
                }}
              >
                {undo.label}
              </Button>
            )}
          </div>
        ))}
      </div>
    </ToastContext>
  );
};
