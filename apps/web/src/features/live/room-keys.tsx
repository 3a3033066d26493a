import { Button, Dialog, KeyList } from '@debrief/ui';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { i18n } from '../../shared/i18n';
import { isTyping } from '../../shared/typing';
import { digitOf } from './digit-of';

export interface Binding {
  /** `KeyboardEvent.key`, or `1–6` style names together with `digits`. */
  key: string;
  label: string;
  run?: () => void;
  /** Takes digit keys instead of one key; answers whether the digit meant something. */
  digits?: (digit: number, shift: boolean) => boolean;
}
type Registry = Set<{ current: Binding[] }>;
const KeysContext = createContext<{ registry: Registry; open: () => void } | null>(null);

const matches = (binding: Binding, event: KeyboardEvent): boolean => {
  if (binding.digits) {
    const digit = digitOf(event);
    return digit !== undefined && binding.digits(digit, event.shiftKey);
  }
  return event.key.toLowerCase() === binding.key.toLowerCase();
};

/** One listener for the whole room. Single letters are silent while somebody writes, and while a dialog is open. */
export const RoomKeys = ({ children }: { children: ReactNode }) => {
  const registry = useRef<Registry>(new Set()).current;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('dialog[open], [role=dialog]')) return;
      if (event.key === '?') {
        event.preventDefault();
        return setOpen(true);
      }
      for (const entry of [...registry].reverse())
        for (const binding of entry.current)
          if (matches(binding, event)) {
            event.preventDefault();
            return binding.run?.();
          }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [registry]);
  const value = useMemo(() => ({ registry, open: () => setOpen(true) }), [registry]);
  const listed = isOpen ? [...registry].flatMap((entry) => entry.current) : [];
  return (
    <KeysContext value={value}>
      {children}
      {isOpen && (
        <Dialog title={i18n.t('Keys of this screen')} onClose={() => setOpen(false)}>
          <KeyList keys={listed.map(({ key, label }) => ({ caps: [key], label }))} />
          <Button onClick={() => setOpen(false)}>{i18n.t('Close')}</Button>
        </Dialog>
      )}
    </KeysContext>
  );
};

/** Keys of a part of the screen, while it is on screen. The list may change at every draw. */
export const useKeys = (bindings: Binding[]): void => {
  const context = use(KeysContext);
  const entry = useRef(bindings);
  entry.current = bindings;
  useEffect(() => {
    context?.registry.add(entry);
    return () => void context?.registry.delete(entry);
  }, [context]);
};
/** Opens the list of keys; the same as pressing `?`. */
export const useShowKeys = (): (() => void) => use(KeysContext)?.open ?? (() => undefined);
